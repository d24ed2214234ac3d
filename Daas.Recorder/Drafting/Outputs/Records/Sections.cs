using AngleSharp.Dom;

namespace Daas.Recorder.Drafting.Outputs.Records;

/// <summary>
/// Tells blocks that are sections of a page from blocks that are entries: nearly all that a section says is said by a list in it, and the lists are of
/// different lengths. The fields of an entry are as many in each.
/// </summary>
internal static class Sections
{
    private const double Share = 0.6;
    private const double Uneven = 0.15;
    private const double Weight = 0.25;

    /// <summary>The same lists; those of sections score less.</summary>
    public static List<RecordList> Weighed(List<RecordList> lists, Func<IElement, BlockShape> shape)
    {
        var home = new Dictionary<INode, RecordList>(ReferenceEqualityComparer.Instance);
        foreach (var list in lists)
        {
            foreach (var record in list.Records)
                home[record[0]] = list;
        }

        var held = new Dictionary<(RecordList Outer, RecordList Inner), Dictionary<INode, int>>();
        var said = new Dictionary<(RecordList Outer, RecordList Inner), int>();
        foreach (var inner in lists)
        {
            foreach (var record in inner.Records)
            {
                for (var node = record[0].ParentElement; node is not null; node = node.ParentElement)
                {
                    if (!home.TryGetValue(node, out var outer) || ReferenceEquals(outer, inner))
                        continue;
                    if (!held.TryGetValue((outer, inner), out var counts))
                        held[(outer, inner)] = counts = new Dictionary<INode, int>(ReferenceEqualityComparer.Instance);
                    counts[node] = counts.GetValueOrDefault(node) + 1;
                    said[(outer, inner)] = said.GetValueOrDefault((outer, inner)) + shape(record[0]).Characters;
                }
            }
        }

        var sections = held.Where(h => Hold(h.Key.Outer, h.Value, said[h.Key], shape)).Select(h => h.Key.Outer).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. lists.Select(l => sections.Contains(l) ? l with { Score = l.Score * Weight } : l)];
    }

    private static bool Hold(RecordList outer, Dictionary<INode, int> counts, int said, Func<IElement, BlockShape> shape)
    {
        if (counts.Count * 2 < outer.Records.Count || said < Share * outer.Records.Sum(r => shape(r[0]).Characters))
            return false;
        var mean = counts.Values.Average();
        return mean >= 2 && Math.Sqrt(counts.Values.Average(c => (c - mean) * (c - mean))) > Uneven * mean;
    }
}
