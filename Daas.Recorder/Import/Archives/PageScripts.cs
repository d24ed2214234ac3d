using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Daas.Recorder.Import.Archives;

/// <summary>What the scripts written into a page say and do by themselves, as far as their text tells.</summary>
internal static partial class PageScripts
{
    /// <summary>Texts of alerts that a document shows as soon as it is read.</summary>
    public static IEnumerable<string> Alerts(IDocument document) => AtOnce(document).SelectMany(s => Alert().Matches(s))
        .Select(m => Plain(m.Groups["text"].Value));

    /// <summary>Where a document leads on by itself: a refresh, a script that sets the address.</summary>
    public static IEnumerable<string> LeadsTo(IDocument document)
    {
        foreach (var meta in document.QuerySelectorAll("meta[http-equiv]"))
        {
            if (meta.GetAttribute("http-equiv")!.Equals("refresh", StringComparison.OrdinalIgnoreCase)
                && Refresh().Match(meta.GetAttribute("content") ?? "") is { Success: true } to)
                yield return to.Groups[1].Value;
        }

        foreach (var script in AtOnce(document))
        {
            foreach (Match match in Location().Matches(script))
                yield return Plain(match.Groups["text"].Value);
        }
    }

    /// <summary>The question that clicking an element asks first; null when it asks none.</summary>
    public static string? Asked(IElement element)
    {
        string?[] scripts = [element.GetAttribute("onclick"), element.GetAttribute("href"), element.Closest("form")?.GetAttribute("onsubmit")];
        return scripts.OfType<string>().Select(s => Confirm().Match(s)).FirstOrDefault(m => m.Success) is { } found ? Plain(found.Groups["text"].Value) : null;
    }

    // Inside a function it is not said yet.
    private static IEnumerable<string> AtOnce(IDocument document) =>
        document.QuerySelectorAll("script:not([src])").Select(s => s.TextContent).Where(t => !t.Contains("function", StringComparison.Ordinal));

    private static string Plain(string text) => text.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "", StringComparison.Ordinal)
        .Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex(@"\balert\s*\(\s*(?<q>['""])(?<text>(?:\\.|(?!\k<q>).)*)\k<q>")]
    private static partial Regex Alert();

    [GeneratedRegex(@"\bconfirm\s*\(\s*(?<q>['""])(?<text>(?:\\.|(?!\k<q>).)*)\k<q>")]
    private static partial Regex Confirm();

    [GeneratedRegex(@"\blocation(\.href)?\s*(=|\.replace\(|\.assign\()\s*(?<q>['""])(?<text>(?:\\.|(?!\k<q>).)*)\k<q>")]
    private static partial Regex Location();

    [GeneratedRegex(@"url\s*=\s*['""]?([^'"";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Refresh();
}
