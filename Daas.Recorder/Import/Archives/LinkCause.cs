using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Finding;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Import.Archives;

/// <summary>What was clicked so that a page was asked for.</summary>
/// <param name="Frame">Where it is.</param>
/// <param name="Element">The link, or what has a script that names the address.</param>
internal sealed record LinkCause(ShownFrame Frame, IElement Element)
{
    /// <summary>Name of the window or frame that it leads to; null: its own.</summary>
    /// <param name="frames">Names of the frames that there are.</param>
    /// <param name="scripts">What the scripts of its page say.</param>
    public string? Target(IReadOnlyList<string> frames, string scripts)
    {
        if (Element.GetAttribute("target") is { Length: > 0 } own)
            return own;
        if (ScriptText.Said(Element, scripts) is { Length: > 0 } all)
        {
            if (all.Contains("window.open", StringComparison.Ordinal) || all.Contains("showModalDialog", StringComparison.Ordinal))
                return "_blank";
            if (frames.FirstOrDefault(f => f.Length > 0 && f != Frame.View.Name && Named(all, f)) is { } named)
                return named;
        }

        return Frame.Document.QuerySelector("base[target]")?.GetAttribute("target");
    }

    private static bool Named(string script, string frame) =>
        Regex.IsMatch(script, $@"(['""]{Regex.Escape(frame)}['""]|\.{Regex.Escape(frame)}\b)", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <param name="frames">Where it may be, the likeliest first.</param>
    /// <param name="url">What was asked for.</param>
    /// <param name="scripts">What the scripts of a page say.</param>
    public static LinkCause? Of(IReadOnlyList<ShownFrame> frames, Uri url, Func<ShownFrame, string> scripts)
    {
        foreach (var frame in frames)
        {
            var links = frame.Document.QuerySelectorAll("a[href],area[href]").Where(a => a.GetAttribute("href") is { } href && !href.StartsWith('#')
                && !href.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) && Addresses.AreSame(frame.Resolved(href), url)).ToList();
            if (links.OrderByDescending(a => (PageText.IsShown(a) ? 2 : 0) + (Spoken.Of(PageText.Of(a)).Length > 0 ? 1 : 0)).FirstOrDefault() is { } link)
                return new LinkCause(frame, link);
        }

        return ByScript(frames, url, scripts);
    }

    /// <summary>What has a script that names the page and what is asked of it.</summary>
    public static LinkCause? ByScript(IReadOnlyList<ShownFrame> frames, Uri url, Func<ShownFrame, string> scripts)
    {
        LinkCause? best = null;
        var most = 0;
        foreach (var frame in frames)
        {
            foreach (var element in frame.Document.QuerySelectorAll("[onclick],[ondblclick],a[href^='javascript:']"))
            {
                if (Score(element, scripts(frame), url) is var score && score > most)
                    (best, most) = (new LinkCause(frame, element), score);
            }
        }

        return best;
    }

    private static int Score(IElement element, string scripts, Uri url)
    {
        var script = ScriptText.Said(element, scripts);
        var page = url.Segments.LastOrDefault()?.Trim('/') ?? "";
        var values = HarForms.Query(url).Where(q => q.Name is not ("_" or "t" or "ts" or "rnd" or "timestamp")).Select(q => q.Value)
            .Where(v => v.Length > 0).ToList();
        var said = values.Count(v => script.Contains(v, StringComparison.Ordinal));
        var names = page.Length > 2 && script.Contains(page, StringComparison.OrdinalIgnoreCase);
        if (names && said == values.Count)
            return 10 + said;
        // view(10023), where a function of the page knows the rest.
        return values.Count > 0 && said > 0 && page.Length > 2
            && scripts.Contains(page, StringComparison.OrdinalIgnoreCase) ? 2 + said : 0;
    }
}
