using AngleSharp.Dom;

namespace Daas.Recorder.Drafting.Outputs.Records;

/// <summary>Which further lists of a page are contents as much as one that is known to be, and no furniture.</summary>
internal static class ListCompany
{
    private const double Least = 5;
    private const double Rise = 0.75;
    private const double OneLinkEach = 6.6;

    /// <summary>The further lists, the likeliest first; none is inside a record of another, nor around one, nor says again what another says.</summary>
    /// <param name="known">The list that is known: the poorer it is, the poorer its company may be.</param>
    /// <param name="all">All lists of the page.</param>
    public static IEnumerable<RecordList> Of(RecordList known, IEnumerable<RecordList> all)
    {
        var least = Least * Math.Pow(known.Score, Rise);
        var chosen = new List<RecordList> { known };
        foreach (var (list, _) in all.Select(l => (List: l, Weight: Weight(l))).Where(l => l.Weight >= least).OrderByDescending(l => l.Weight))
        {
            if (chosen.Any(c => ListMining.Overlap(c, list) || SaysAgain(c, list)))
                continue;
            chosen.Add(list);
            yield return list;
        }
    }

    /// <summary>Entries have a link each, to the one thing that each is about, and no two read the same.</summary>
    private static double Weight(RecordList list)
    {
        var records = list.Records.Select(r => r[0]).ToList();
        var links = records.Average(Links);
        var distinct = records.Select(PageTextOf).Distinct().Count() / (double)records.Count;
        return list.Score * (links is >= 0.8 and <= 1.2 ? OneLinkEach : 1) * Math.Pow(distinct, 4);
    }

    private static int Links(IElement record) => record.QuerySelectorAll("a").Length + (record.LocalName == "a" ? 1 : 0);

    /// <summary>True when most records of one read as records of the other: a page writes some lists twice, for wide and for narrow screens.</summary>
    private static bool SaysAgain(RecordList one, RecordList other)
    {
        var said = one.Records.Select(r => string.Concat(r.Select(PageTextOf))).ToHashSet();
        return other.Records.Count(r => said.Contains(string.Concat(r.Select(PageTextOf)))) * 2 > other.Records.Count;
    }

    private static string PageTextOf(IElement record) => string.Concat(record.TextContent.Where(c => !char.IsWhiteSpace(c)));
}
