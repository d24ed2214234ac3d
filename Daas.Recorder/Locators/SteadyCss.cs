using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Daas.Recorder.Locators;

/// <summary>Selectors made of what the page's author wrote: ids, names, functions, addresses; nothing that looks generated.</summary>
internal static partial class SteadyCss
{
    /// <summary>Selectors of an element, the surest first; whether each is unique is not looked at.</summary>
    public static IEnumerable<string> Of(IElement element)
    {
        if (Own(element) is { } own)
            yield return own;
        foreach (var css in InRow(element))
            yield return css;
        foreach (var css in Named(element))
            yield return css;
        if (element.Closest("form") is { } form && form != element && Own(form) is { } holder)
        {
            foreach (var css in Named(element))
                yield return $"{holder} {css}";
        }

        if (element.LocalName == "input" && element.GetAttribute("type") is { Length: > 0 } type)
            yield return $"input[type={type.ToLowerInvariant()}]";
        for (var at = element.ParentElement; at is not null; at = at.ParentElement)
        {
            if (at.Id is { Length: > 0 } && Own(at) is { } around)
                yield return $"{around} {Tag(element)}";
        }
    }

    /// <summary>By what the element does: the page or function that it names.</summary>
    public static IEnumerable<string> InRow(IElement element)
    {
        if (element.GetAttribute("href") is { } href && Target().Match(href) is { Success: true } page && !Generated.IsName(page.Groups["page"].Value))
            yield return $"{element.LocalName}[href*=\"{page.Groups["page"].Value}\"]";
        foreach (var css in ByDoing(element))
            yield return css;
    }

    /// <summary>By the function that it calls, which is the same for every record.</summary>
    public static IEnumerable<string> ByDoing(IElement element)
    {
        string[] acts = ["onclick", "href"];
        foreach (var attribute in acts)
        {
            if (element.GetAttribute(attribute) is { } script && Call().Match(script) is { Success: true } call
                && call.Groups["name"].Value is var name && name != "__doPostBack" && !Generated.IsName(name))
                yield return $"{element.LocalName}[{attribute}*=\"{name}(\"]";
        }
    }

    /// <summary>By id or, for forms and frames, by name; null when neither is steady.</summary>
    public static string? Own(IElement element)
    {
        if (element.Id is { Length: > 0 } id && !Generated.IsName(id))
            return Plain().IsMatch(id) ? $"#{id}" : $"[id=\"{Quoted(id)}\"]";
        return element.LocalName is "form" or "frame" or "iframe" && element.GetAttribute("name") is { Length: > 0 } name && !Generated.IsName(name)
            ? $"{element.LocalName}[name=\"{Quoted(name)}\"]" : null;
    }

    /// <summary>By the way down from the nearest element with a steady id.</summary>
    public static string Path(IElement element)
    {
        var path = "";
        for (var at = element; at is not null; at = at.ParentElement)
        {
            if (at != element && Own(at) is { } holder)
                return $"{holder} > {path}";
            var alike = at.ParentElement?.Children.Where(c => c.LocalName == at.LocalName).ToList() ?? [];
            var step = alike.Count > 1 ? $"{at.LocalName}:nth-of-type({alike.IndexOf(at) + 1})" : at.LocalName;
            path = path.Length == 0 ? step : $"{step} > {path}";
        }

        return path;
    }

    private static IEnumerable<string> Named(IElement element)
    {
        if (element.GetAttribute("name") is { Length: > 0 } name && !Generated.IsName(name))
        {
            yield return $"{element.LocalName}[name=\"{Quoted(name)}\"]";
            if (element.GetAttribute("value") is { Length: > 0 and < 30 } value && element.LocalName is "input" or "button"
                && element.GetAttribute("type")?.ToLowerInvariant() is "radio" or "checkbox" or "submit" or "button"
                    && !Generated.IsData(element.GetAttribute("value")!))
                yield return $"{element.LocalName}[name=\"{Quoted(name)}\"][value=\"{Quoted(element.GetAttribute("value")!)}\"]";
        }

        foreach (var css in element.ClassList.Where(c => Plain().IsMatch(c) && !Generated.IsName(c) && !Generated.IsState(c)))
            yield return $"{element.LocalName}.{css}";
    }

    private static string Tag(IElement element) =>
        element.LocalName == "input" && element.GetAttribute("type") is { Length: > 0 } type ? $"input[type={type.ToLowerInvariant()}]" : element.LocalName;

    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    [GeneratedRegex(@"^[A-Za-z_][\w-]*$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?!\s*javascript:)[^?#]*?(?<page>[A-Za-z_][\w-]{2,})(\.\w{2,5})?([?#]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Target();

    [GeneratedRegex(@"^\s*(javascript:)?\s*(return\s+)?(?<name>[A-Za-z_$][\w$.]{1,40})\(", RegexOptions.IgnoreCase)]
    private static partial Regex Call();
}
