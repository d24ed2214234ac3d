using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Runtime.HttpPath.Scripts;

namespace Daas.Runtime.HttpPath.Clicking;

/// <summary>What a page does by itself when it has loaded, as far as that is certain.</summary>
internal static class PageScript
{
    private const double LongestRefresh = 10;

    // Looked for in every page: these search many characters at once, whatever their case.
    private static readonly SearchValues<string> Scripted = SearchValues.Create(["<script", "onload"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Acting = SearchValues.Create(["alert", "location", "submit", "click(", "__doPostBack"], StringComparison.Ordinal);
    private static readonly SearchValues<string> Refreshing = SearchValues.Create(["refresh"], StringComparison.OrdinalIgnoreCase);

    /// <param name="frame">The page.</param>
    /// <param name="charset">Of the page.</param>
    /// <param name="depth">How many frames it is inside of; 0 for the whole window.</param>
    public static PageEffects Read(FrameView frame, Encoding charset, int depth = 0)
    {
        // Most pages do nothing by themselves, and most of those show it by the words they lack.
        var html = frame.Html.AsSpan();
        var acts = html.ContainsAny(Scripted);
        acts &= html.Contains("alert", StringComparison.Ordinal) || html.Contains("location", StringComparison.Ordinal)
            || html.Contains("submit", StringComparison.Ordinal) || html.Contains("click(", StringComparison.Ordinal)
            || html.Contains("__doPostBack", StringComparison.Ordinal);
        var refreshes = html.Contains("refresh", StringComparison.OrdinalIgnoreCase);
        if (!acts && !refreshes)
            return PageEffects.None;
        var web = new WebCharset(charset);
        var run = new ScriptRun(frame, web, false, depth);
        if (acts)
            Run(frame, run);

        var then = run.Then ?? (refreshes ? Refresh(frame, web) : null);
        // A window that opens beside the page does not take its place.
        return new PageEffects(run.Alerts, then is Asked.Go { Target: not (null or "_self" or "_top" or "_parent") } ? null : then);
    }

    /// <summary>The scripts written in the page, in order.</summary>
    public static List<string> Inline(FrameView frame)
    {
        var scripts = new List<string>();
        var walk = new NodeWalk();
        walk.Start(frame.Document);
        while (walk.Next())
        {
            if (!walk.Leaving && walk.Node is IElement { LocalName: "script" } element and IHtmlScriptElement script && !script.HasAttribute("src") && IsScript(script))
                scripts.Add(element.ChildNodes is { Length: 1 } only && only[0] is IText text ? text.Data : element.TextContent);
        }

        return scripts;
    }

    private static void Run(FrameView frame, ScriptRun run)
    {
        var scripts = Inline(frame);
        var handler = frame.Document.Body?.GetAttribute("onload");
        // Pages carry their functions with them; most call none of them by themselves.
        if (handler is null && scripts.TrueForAll(script => Tokens.Of(script).IsQuiet))
            return;
        foreach (var script in scripts)
            run.Run(script, run.Top);
        if (handler is not null)
            run.Run(handler, new Scope(run.Top.This));
        run.RunLater();
    }

    private static bool IsScript(IHtmlScriptElement script)
    {
        var type = script.GetAttribute("type") ?? (script.GetAttribute("language") is { Length: > 0 } language ? $"text/{language}" : "");
        return type.Length == 0 || type == "module" || type.Contains("javascript", StringComparison.OrdinalIgnoreCase)
            || type.Contains("ecmascript", StringComparison.OrdinalIgnoreCase) || type.Contains("jscript", StringComparison.OrdinalIgnoreCase);
    }

    private static Asked? Refresh(FrameView frame, WebCharset charset)
    {
        foreach (var meta in frame.Document.QuerySelectorAll("meta[http-equiv]"))
        {
            if (!"refresh".Equals(meta.GetAttribute("http-equiv")?.Trim(), StringComparison.OrdinalIgnoreCase)
                || meta.GetAttribute("content") is not { } content)
                continue;
            var parts = content.Split([';', ','], 2);
            if (parts.Length < 2 || !double.TryParse(parts[0].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var wait) || wait > LongestRefresh)
                continue;
            var written = parts[1].Trim();
            if (written.StartsWith("url", StringComparison.OrdinalIgnoreCase) && written[3..].TrimStart() is ['=', ..] address)
                written = address[1..].Trim();
            // A page that only shows itself anew stays.
            if (Addresses.Resolve(written.Trim('\'', '"'), frame.Base, charset) is { } url && url != frame.Url)
                return new Asked.Go(url);
        }

        return null;
    }
}
