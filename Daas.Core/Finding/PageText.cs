using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Finding;

/// <summary>Words of a page as a person reads them; the same rules as the browser path's <c>words.js</c>.</summary>
public static partial class PageText
{
    // Visible ASCII and the ideographs have no other form.
    private static readonly SearchValues<char> AsTheyAre =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Concat(Enumerable.Range('\u4E00', '\u9FFF' - '\u4E00' + 1)).Select(c => (char)c)]);

    /// <summary>Half-width, without blanks of any kind.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.AsSpan().IndexOfAnyExcept(AsTheyAre) < 0)
            return text;
        string wide;
        try
        {
            wide = text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Broken text; its other characters still read.
            wide = text;
        }

        if (!wide.Any(IsBlank))
            return wide;
        var folded = new StringBuilder(wide.Length);
        foreach (var c in wide.Where(c => !IsBlank(c)))
            folded.Append(c);
        return folded.ToString();
    }

    /// <summary><c>姓　名：</c>, <c>*姓名</c> and <c>姓名(必填)*</c> all read <c>姓名</c>.</summary>
    public static string FoldLabel(string? text) => Ends().Replace(Required().Replace(Fold(text).Trim('*', '★', ':'), ""), "");

    public static bool Matches(string text, string want, bool whole) => whole ? text == want : want.Length > 0 && text.Contains(want, StringComparison.Ordinal);

    /// <summary>Scripts, fields and the like, whose content nobody reads.</summary>
    public static bool IsUnread(IElement element) =>
        element.LocalName is "script" or "style" or "noscript" or "template" or "select" or "textarea" or "head";

    /// <summary>The text inside, of pictures their alternative text, in the source's own white space.</summary>
    public static string Of(IElement element)
    {
        if (IsUnread(element) && element.FirstElementChild is null)
            return "";
        var text = new StringBuilder();
        var walk = new NodeWalk();
        walk.Start(element);
        while (walk.Next())
        {
            if (walk.Leaving)
                continue;
            if (walk.Node is IText { Data: var data })
                text.Append(data);
            else if (walk.Node is IElement inner && (inner.LocalName == "img" || IsUnread(inner)))
            {
                text.Append(inner.LocalName == "img" ? inner.GetAttribute("alt") : null);
                walk.Skip();
            }
        }

        return text.ToString();
    }

    /// <summary>Whether it is on the screen, as far as markup tells: not hidden, nor in anything hidden, and not without extent.</summary>
    public static bool IsShown(IElement element)
    {
        if (element.LocalName is "area")
            return true;
        return !IsHidden(element) && HasExtent(element);
    }

    private static bool IsHidden(IElement element) =>
        (element.LocalName == "input" && element.GetAttribute("type") is { } type && type.Equals("hidden", StringComparison.OrdinalIgnoreCase))
        || Hiding.IsHiddenWithin(element, null);

    private static bool HasExtent(IElement element)
    {
        if (TakesRoom(element))
            return true;
        var walk = new NodeWalk();
        walk.Start(element);
        while (walk.Next())
        {
            if (walk.Leaving)
                continue;
            if (walk.Node is IText { Data: var text } && !string.IsNullOrWhiteSpace(text))
                return true;
            if (walk.Node is not IElement inner)
                continue;
            if (IsHidden(inner))
                walk.Skip();
            else if (TakesRoom(inner))
                return true;
        }

        return false;
    }

    /// <summary>Without a word inside: fields, pictures, cells; icons are empty elements that a style sheet fills.</summary>
    private static bool TakesRoom(IElement element) =>
        element.LocalName is "input" or "select" or "option" or "textarea" or "button" or "img" or "iframe" or "frame" or "hr" or "td" or "th" or "object"
            or "canvas" or "svg" or "body" or "html" or "fieldset"
        || ((element.HasAttribute("class") || element.HasAttribute("style")) && (element.LocalName is "a" or "i" or "span" || element.HasAttribute("onclick")));

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is >= '\u200B' and <= '\u200D' or '\uFEFF';

    [GeneratedRegex(@"[([【](必填|必选|选填|required)[)\]】]$", RegexOptions.IgnoreCase)]
    private static partial Regex Required();

    [GeneratedRegex("[*:]+$")]
    private static partial Regex Ends();
}
