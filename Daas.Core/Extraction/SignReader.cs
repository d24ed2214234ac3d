using System.Buffers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction.Answers;
using Daas.Core.Extraction.Documents;
using Daas.Core.Steps;

namespace Daas.Core.Extraction;

/// <summary>Tells whether a page shows a sign. What is hidden is not shown.</summary>
public static class SignReader
{
    private const int LongestReason = 500;

    private static readonly SearchValues<string> Password = SearchValues.Create(["password"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The first alternative that holds, with the page's words; null when none does or a reference of it has no value.</summary>
    public static SignHit? Find(Sign sign, PageView page, TemplateValues values) => Find(sign, page, values, new PageWords(page, null));

    /// <summary>A sign-in page has one: a password box that is shown and can be filled.</summary>
    public static bool ShowsPasswordField(PageView page)
    {
        var walk = new NodeWalk();
        foreach (var frame in page.Frames)
        {
            if (!frame.Html.AsSpan().ContainsAny(Password))
                continue;
            walk.Start(frame.Document);
            while (walk.Next())
            {
                if (walk.Leaving || walk.Node is not IElement element)
                    continue;
                if (Hiding.IsHidden(element))
                    walk.Skip();
                else if (element is IHtmlInputElement { Type: "password" } && !element.HasAttribute("disabled"))
                    return true;
            }
        }

        return false;
    }

    /// <param name="sign">The sign.</param>
    /// <param name="page">The page.</param>
    /// <param name="values">Of references in the sign.</param>
    /// <param name="words">What of the page counts.</param>
    internal static SignHit? Find(Sign sign, PageView page, TemplateValues values, PageWords words)
    {
        foreach (var alternative in sign.AnyOf)
        {
            try
            {
                if (Holds(alternative, page, values, words) is { } reason)
                    return new SignHit(alternative, reason.Length <= LongestReason ? reason : reason[..LongestReason]);
            }
            catch (RegexMatchTimeoutException)
            {
                // A pattern that cannot be decided in time is not seen.
            }
        }

        return null;
    }

    private static string? Holds(SignAlternative sign, PageView page, TemplateValues values, PageWords words)
    {
        string? reason = null;
        if (sign.Url is { } url && !Take(ref reason, page.Frames.Select(f => f.Url.OriginalString).Prepend(page.Url.OriginalString), url, values))
            return null;
        if (sign.Title is { } title && !Take(ref reason, [TextFold.Fold(page.Title)], title, values))
            return null;
        if (sign.Alert is { } alert && !Take(ref reason, page.Dialogs.Select(TextFold.Fold), alert, values))
            return null;
        if (sign.Text is { } text && (!page.Frames.Any(f => f.MayShow(text, values)) || !Take(ref reason, words.All, text, values)))
            return null;
        if (sign.Css is { } css && !Element(ref reason, css, sign, page, values, words))
            return null;
        if (sign is { Text.IsPattern: true, Css: not null } && sign.Text.Source.Source.Contains("(?<reason>", StringComparison.Ordinal))
            Take(ref reason, words.All, sign.Text, values);
        if (sign.Without is { } gone && page.Frames.Any(f => Selectors.Read(gone) is { } form && Selectors.Visible(form, f.Document).Any()))
            return null;
        if (sign.Json is { } json && !Answer(ref reason, json, sign, page, values))
            return null;
        if (sign.Reason is { } other && sign.Json is null)
            reason = FirstWords(other, page) ?? reason;
        return reason;
    }

    private static bool Take(ref string? reason, IEnumerable<string> candidates, TextMatch match, TemplateValues values)
    {
        string? last = null;
        foreach (var candidate in candidates)
            last = match.Find(candidate, values) ?? last;
        if (last is null)
            return false;
        reason = last;
        return true;
    }

    private static bool Element(ref string? reason, string css, SignAlternative sign, PageView page, TemplateValues values, PageWords shown)
    {
        if (Selectors.Read(css) is not { } selector)
            return false;
        var text = new VisibleText();
        foreach (var frame in page.Frames)
        {
            foreach (var element in Selectors.Visible(selector, frame.Document))
            {
                if (shown.IsExcepted(element))
                    continue;
                var words = text.Of(element);
                if (words.Length == 0 && !HasContent(element))
                    continue;
                var folded = words.Replace('\n', ' ');
                if (sign.Is is { } must && sign.Json is null && must.Find(folded, values) is null)
                    continue;
                reason = element.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6" && element.NextElementSibling is { } under
                    && !Hiding.IsHidden(under) && text.Of(under) is { Length: > 0 } more ? $"{folded} {more.Replace('\n', ' ')}" : folded;
                return true;
            }
        }

        return false;
    }

    /// <summary>An element without words may still show something: a field, a picture, a frame, or itself being such.</summary>
    private static bool HasContent(IElement element)
    {
        var walk = new NodeWalk();
        walk.Start(element);
        do
        {
            if (!walk.Leaving && walk.Node is IElement { LocalName: "input" or "select" or "textarea" or "img" or "button" or "iframe" or "frame" or "object" or "canvas" or "svg" } inner
                && (inner as IHtmlInputElement)?.Type != "hidden")
                return true;
        }
        while (walk.Next());
        return false;
    }

    private static bool Answer(ref string? reason, string path, SignAlternative sign, PageView page, TemplateValues values)
    {
        if (JsonPath.Parse(path) is not { } where || JsonAnswers.Find(page, where, null) is not { } root || where.Find(root) is not { } value)
            return false;
        var words = JsonAnswers.Words(value) ?? "";
        if (sign.Is is { } must && !Same(must, words, values))
            return false;
        reason = sign.Reason is { } other && JsonPath.Parse(other)?.Find(root) is { } why ? TextFold.Fold(JsonAnswers.Words(why) ?? "") : words;
        return true;
    }

    /// <summary>A JSON value is compared as a whole (a code of 1 is not in 10), a pattern as ever.</summary>
    private static bool Same(TextMatch must, string words, TemplateValues values) =>
        must.IsPattern ? must.Find(words, values) is not null : must.Source.Fill(values) == words;

    private static string? FirstWords(string css, PageView page)
    {
        if (Selectors.Read(css) is not { } selector)
            return null;
        var text = new VisibleText();
        foreach (var frame in page.Frames)
        {
            foreach (var element in Selectors.Visible(selector, frame.Document))
            {
                if (text.Of(element) is { Length: > 0 } words)
                    return words.Replace('\n', ' ');
            }
        }

        return null;
    }
}
