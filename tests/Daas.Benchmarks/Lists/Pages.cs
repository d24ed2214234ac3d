using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;
using Daas.Recorder.Drafting.Outputs.Records;

namespace Daas.Benchmarks.Lists;

/// <summary>XPaths and texts of a page, as the truth has them.</summary>
internal static class Pages
{
    /// <summary>The element at a path of tags and one-based places; null when it is not there.</summary>
    public static IElement? At(IDocument document, string path)
    {
        var node = document.DocumentElement;
        foreach (var (step, i) in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select((s, i) => (s, i)))
        {
            if (i == 0 && step is "html" or "html[1]")
                continue;
            var open = step.IndexOf('[');
            var tag = open < 0 ? step : step[..open];
            var place = open < 0 ? 1 : int.Parse(step[(open + 1)..^1], System.Globalization.CultureInfo.InvariantCulture);
            if (node?.Children.Where(c => c.LocalName == tag).ElementAtOrDefault(place - 1) is not { } next)
                return null;
            node = next;
        }

        return node;
    }

    /// <summary>The elements that hold the texts of a record.</summary>
    public static HashSet<INode> Texts(IEnumerable<IElement> record)
    {
        var texts = new HashSet<INode>(ReferenceEqualityComparer.Instance);
        foreach (var element in record)
        {
            var walk = new NodeWalk();
            walk.Start(element);
            while (walk.Next())
            {
                if (walk.Leaving)
                    continue;
                if (walk.Node is IElement inner && BlockShape.IsSilent(inner))
                    walk.Skip();
                else if (walk.Node is IText text && !string.IsNullOrWhiteSpace(text.Data))
                    texts.Add(text.Parent!);
            }
        }

        return texts;
    }

    /// <summary>Sum of overlaps of the best one-to-one matching, best pairs first.</summary>
    public static double Overlap(IReadOnlyList<HashSet<INode>> found, IReadOnlyList<HashSet<INode>> truth)
    {
        var of = new Dictionary<INode, List<int>>(ReferenceEqualityComparer.Instance);
        for (var t = 0; t < truth.Count; t++)
        {
            foreach (var node in truth[t])
            {
                if (!of.TryGetValue(node, out var places))
                    of[node] = places = [];
                places.Add(t);
            }
        }

        var pairs = new List<(double Share, int Found, int Truth)>();
        for (var f = 0; f < found.Count; f++)
        {
            foreach (var t in found[f].SelectMany(n => of.GetValueOrDefault(n) ?? []).Distinct())
            {
                var both = found[f].Count(truth[t].Contains);
                pairs.Add((both / (double)(found[f].Count + truth[t].Count - both), f, t));
            }
        }

        var (usedFound, usedTruth, sum) = (new HashSet<int>(), new HashSet<int>(), 0.0);
        foreach (var (share, f, t) in pairs.OrderByDescending(p => p.Share).ThenBy(p => p.Found).ThenBy(p => p.Truth))
        {
            if (usedFound.Contains(f) || usedTruth.Contains(t))
                continue;
            usedFound.Add(f);
            usedTruth.Add(t);
            sum += share;
        }

        return sum;
    }
}
