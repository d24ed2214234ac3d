using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>The request for the next page: the one that brought the first, or the form on it, with another number in it.</summary>
internal static partial class Paging
{
    /// <param name="operation">The pull.</param>
    /// <param name="making">The request for its first page.</param>
    /// <param name="slice">Makes it anew.</param>
    /// <param name="trace">All exchanges.</param>
    /// <param name="last">Index of the action that brought the first page.</param>
    /// <exception cref="Underivable">There are further pages, and nothing tells how they are asked for.</exception>
    public static IReadOnlyList<ExchangeTemplate> Of(Operation operation, Making making, Slice slice, Trace trace, int last)
    {
        if (operation.Output is not { Rows: not null, Next: not null })
            return [];
        var of = making.Of;
        var turned = trace.All.FirstOrDefault(t => t.Exchange.Action > last && t.Exchange.Method == of.Exchange.Method && t.Exchange.Url.AbsolutePath == of.Exchange.Url.AbsolutePath);
        var turning = turned is null ? Named(of) : Compared(of, turned);
        if (turning.Count == 0)
            throw new Underivable($"nothing in {of.Asks} tells which page is asked for");
        return [slice.Turned(making, turning)];
    }

    /// <summary>
    /// Of pages that are documents: where turning them was shown, and all that it changed in the form of the page is a number that counts them. Else a click
    /// on the way to the next page tells it while it runs.
    /// </summary>
    /// <param name="operation">The pull.</param>
    /// <param name="answer">Its first page.</param>
    /// <param name="trace">All exchanges.</param>
    /// <param name="last">Index of the action that brought the first page.</param>
    public static IReadOnlyList<ExchangeTemplate> OfDocument(Operation operation, Traced answer, Trace trace, int last)
    {
        if (operation.Output is not { Rows: not null, Next: not null } || answer.Page is not { } page
            || trace.All.FirstOrDefault(t => t.Exchange.Action > last && t.IsDocument && !t.Sent.IsGet) is not { } turned
            || FormFit.Of(page, turned.Sent) is not { IsPost: true } fit || fit.Action.AbsolutePath != turned.Exchange.Url.AbsolutePath)
            return [];
        // What was sent for the first page as well is no difference, however the page writes it.
        var asked = answer.Sent.All.ToLookup(f => f.Name, f => f.Value);
        var differences = fit.Differences.Where(d => PageName().IsMatch(d.Name) || !asked[d.Name].SequenceEqual(d.Sent.Select(f => f.Value))).ToList();
        return differences is [(var name, ["1"], [{ IsFile: false, Value: var sent }])] && PageName().IsMatch(name) && int.TryParse(sent, out var to) && to > 1
            ? [new ExchangeTemplate.Submit(fit.Css) { Set = new Dictionary<string, Template> { [name] = Template.Parse("${page}") } }]
            : [];
    }

    private static Dictionary<string, string> Compared(Traced first, Traced second)
    {
        var turning = new Dictionary<string, string>(StringComparer.Ordinal);
        var before = Fields(first).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        foreach (var (name, value) in Fields(second))
        {
            if (!before.TryGetValue(name, out var old) || !int.TryParse(old, out var from) || !int.TryParse(value, out var to))
                continue;
            if (PageName().IsMatch(name) && to > from && from == 1)
                turning[name] = "${page}";
            else if (OffsetName().IsMatch(name) && to > from && from == 0)
                turning[name] = "${offset}";
        }

        return turning;
    }

    private static Dictionary<string, string> Named(Traced of)
    {
        var turning = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Fields(of))
        {
            if (PageName().IsMatch(name) && value == "1")
                turning[name] = "${page}";
            else if (OffsetName().IsMatch(name) && value == "0")
                turning[name] = "${offset}";
        }

        return turning;
    }

    private static IEnumerable<(string Name, string Value)> Fields(Traced of)
    {
        var json = of.Sent.Json.Length == 0 ? [] : JsonNumber().Matches(of.Sent.Json).Select(m => (m.Groups["name"].Value, m.Groups["value"].Value));
        return of.Sent.Query.Concat(of.Sent.Fields).Select(f => (f.Name, f.Value)).Concat(json).DistinctBy(f => f.Item1);
    }

    [GeneratedRegex("^(p|pg|page|pageno|page_no|pagenum|page_num|pagenumber|pageindex|page_index|currentpage|current_page|current|curpage|pn|pageid)$", RegexOptions.IgnoreCase)]
    private static partial Regex PageName();

    [GeneratedRegex("^(start|offset|idisplaystart|skip|first|begin|from|startindex)$", RegexOptions.IgnoreCase)]
    private static partial Regex OffsetName();

    [GeneratedRegex(@"""(?<name>[^""\\]+)""\s*:\s*""?(?<value>\d+)""?\s*[,}]")]
    private static partial Regex JsonNumber();
}
