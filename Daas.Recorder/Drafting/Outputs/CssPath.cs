using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Writes CSS that finds one element of a document, without what looks generated.</summary>
internal static partial class CssPath
{
    /// <summary>By id or classes alone; null when these do not single it out.</summary>
    public static string? Short(IElement element)
    {
        if (element.Id is { Length: > 0 } id && IsSteady(id) && IsOnly($"#{id}", element))
            return $"#{id}";
        // A class with a number says which state or kind this record is of; the fewer words, the fewer that say something of it alone.
        var classes = element.ClassList.Where(c => IsSteady(c) && !Locators.Generated.IsState(c) && !Numbered().IsMatch(c)).Take(3)
            .Select(c => $".{c}").ToList();
        return classes.Append(string.Concat(classes)).Where(c => c.Length > 0).Select(c => element.LocalName + c).FirstOrDefault(c => IsOnly(c, element));
    }

    /// <summary>By the nearest ancestor that <see cref="Short"/> finds, and the way down from there.</summary>
    public static string Of(IElement element)
    {
        if (Short(element) is { } own)
            return own;
        var path = "";
        for (var node = element; node is not null; node = node.ParentElement)
        {
            if (!ReferenceEquals(node, element) && Short(node) is { } anchor)
                return $"{anchor} > {path}";
            path = path.Length == 0 ? Step(node) : $"{Step(node)} > {path}";
        }

        return path;
    }

    /// <summary>One step by tag, steady classes and, among siblings like it, position.</summary>
    public static string Step(IElement element)
    {
        var css = element.LocalName + string.Concat(Classes(element).Select(c => $".{c}"));
        if (element.ParentElement is not { } parent || parent.Children.Count(c => c.LocalName == element.LocalName) == 1)
            return element.LocalName is "html" or "body" ? element.LocalName : css;
        if (css != element.LocalName && Selectors.Read(css) is { } selector && parent.Children.Count(c => selector.Match(c, null)) == 1)
            return css;
        return $"{element.LocalName}:nth-of-type({parent.Children.Where(c => c.LocalName == element.LocalName).TakeWhile(c => !ReferenceEquals(c, element)).Count() + 1})";
    }

    /// <summary>Classes that are words of the page's author: no hashes, no counters, no states.</summary>
    public static IEnumerable<string> Classes(IElement element) =>
        element.ClassList.Where(c => IsSteady(c) && !Locators.Generated.IsState(c)).Take(3);

    public static bool IsSteady(string name) => Plain().IsMatch(name) && !Generated().IsMatch(name);

    private static bool IsOnly(string css, IElement element) =>
        element.Owner is { } document && Selectors.Read(css) is { } selector && Selectors.All(selector, document) is [var only]
            && ReferenceEquals(only, element);

    [GeneratedRegex(@"^[A-Za-z_-][\w-]*$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"[-_]\d+$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\d{3,}|^(css|sc|jsx|svelte|emotion)-|[A-Za-z]\d[A-Za-z]\d|_[A-Za-z0-9]{5,8}$|__[A-Za-z0-9]{5}$|(?=[A-Za-z]*\d)(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{8,}")]
    private static partial Regex Generated();
}
