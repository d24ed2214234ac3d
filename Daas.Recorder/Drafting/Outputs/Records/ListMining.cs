using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Recorder.Drafting.Outputs.Records;

/// <summary>Finds every repeated group of blocks on a page, and says how much each looks like the page's main list.</summary>
internal sealed class ListMining
{
    /// <summary>A list that scores so much of the main list's score is one of the page's contents, not of its furniture.</summary>
    public const double AsRich = 0.4;

    private const double Alike = 0.4;
    private const int Fewest = 3;
    private const double CountWeight = 0.8;
    private const double AlikeWeight = 1.5;

    private readonly Dictionary<IElement, BlockShape> _shapes = [];

    /// <summary>The lists of a page, the likeliest main list first; none is inside a record of one before it, nor around one.</summary>
    public static IReadOnlyList<RecordList> In(IDocument document)
    {
        var mining = new ListMining();
        var chosen = new List<RecordList>();
        foreach (var list in mining.Lists(document).OrderByDescending(l => l.Score))
        {
            if (!chosen.Any(c => Overlap(c, list)))
                chosen.Add(list);
        }

        return chosen;
    }

    /// <summary>The main list, and those about as rich as it.</summary>
    public static IReadOnlyList<RecordList> Main(IDocument document)
    {
        var all = In(document);
        return [.. all.Where(l => l.Score >= AsRich * all[0].Score)];
    }

    /// <summary>True when one is inside a record of the other.</summary>
    public static bool Overlap(RecordList one, RecordList other)
    {
        var (a, b) = (one.Records[0][0], other.Records[0][0]);
        return one.Records.Any(r => r[0].Contains(b)) || other.Records.Any(r => r[0].Contains(a));
    }

    /// <summary>All repeated groups, also those inside one another.</summary>
    public IEnumerable<RecordList> Lists(IDocument document)
    {
        var groups = new List<(string Path, List<BlockShape> Shapes)>();
        var walk = new NodeWalk();
        walk.Start(document);
        while (walk.Next())
        {
            if (walk.Leaving || walk.Node is not IElement element)
                continue;
            if (BlockShape.IsSilent(element) || element.LocalName is "select" or "svg" or "head" or "p" || Hiding.IsHidden(element))
            {
                walk.Skip();
                continue;
            }

            foreach (var run in Runs(element))
                groups.Add((Path(run[0].Element), run));
        }

        // Cousins: the same kind of block under several parents of one kind is one list.
        foreach (var kind in groups.GroupBy(g => (g.Path, g.Shapes[0].Classes.Order().FirstOrDefault() ?? "")))
        {
            var merged = new List<List<BlockShape>>();
            foreach (var (_, run) in kind)
            {
                if (merged.FirstOrDefault(m => m[0].Likeness(run[0]) >= Alike) is { } same)
                    same.AddRange(run);
                else
                    merged.Add([.. run]);
            }

            foreach (var list in merged.Where(m => m.Count >= Fewest))
                yield return new RecordList([.. list.Select(s => (IReadOnlyList<IElement>)[s.Element])], Score(list));
        }
    }

    /// <summary>The score that a list of these would have.</summary>
    public double Worth(IEnumerable<IElement> records) => Score([.. records.Select(Shape)]);

    /// <summary>Children of one tag that are alike, at least two.</summary>
    private IEnumerable<List<BlockShape>> Runs(IElement parent)
    {
        if (parent.ChildElementCount < 2)
            yield break;
        foreach (var tag in parent.Children.GroupBy(c => c.LocalName).Where(g => g.Count() > 1 && !IsWord(g.Key)))
        {
            var kinds = new List<List<BlockShape>>();
            foreach (var child in tag)
            {
                if (Shape(child) is not { Texts: > 0 } shape || Hiding.IsHidden(child) || (child.LocalName == "tr"
                    && child.Children.All(c => c.LocalName == "th")))
                    continue;
                var kind = kinds.FirstOrDefault(k => k[0].SharesClass(shape) && (k[0].Classes.Count > 0
                    ? k[0].Likeness(shape) >= 0.25 : k[0].Likeness(shape) >= Alike));
                if (kind is null)
                    kinds.Add(kind = []);
                kind.Add(shape);
            }

            foreach (var kind in kinds.Where(k => k.Count > 1))
                yield return kind;
        }
    }

    /// <summary>Much to read in many records that are built alike, in the page's body; links alone, menus and footers say little.</summary>
    private static double Score(List<BlockShape> list)
    {
        var characters = list.Average(s => Math.Min(400, s.Characters));
        var texts = list.Average(s => Math.Min(12, s.Texts));
        var first = list[0];
        var alike = list.Skip(1).Take(20).Select(s => s.Likeness(first)).DefaultIfEmpty(0).Average();
        var plain = list.Sum(s => s.Characters - s.Linked) / (double)Math.Max(1, list.Sum(s => s.Characters));
        var pictures = list.Average(s => Math.Min(1, s.Pictures));
        var talk = list.Count(s => s.Element.TextContent.Contains("cookie", StringComparison.OrdinalIgnoreCase)) * 2 > list.Count ? 0.2 : 1;
        return Math.Pow(list.Count, CountWeight) * Math.Sqrt(characters) * Math.Log2(1 + texts) * (0.1 + Math.Pow(alike, AlikeWeight)) * (0.4 + plain + (0.3 * pictures)) * talk
            * Place(first.Element);
    }

    private static double Place(IElement element)
    {
        var place = 1.0;
        for (IElement? node = element; node is not null; node = node.ParentElement)
        {
            var words = $"{node.LocalName} {node.Id} {node.ClassName} {node.GetAttribute("role")}";
            if (node.LocalName is "nav" or "footer" or "header" or "aside"
                || node.GetAttribute("role") is "navigation" or "menu" or "menubar" or "contentinfo" or "banner")
                place *= 0.25;
            else if (MenuWords.Any(w => words.Contains(w, StringComparison.OrdinalIgnoreCase)))
                place *= 0.6;
        }

        return Math.Max(place, 0.05);
    }

    private static readonly string[] MenuWords = ["menu", "nav", "footer", "sidebar", "breadcrumb", "pagination", "calendar", "datepicker", "cookie", "modal"];

    /// <summary>Parts of running text.</summary>
    private static bool IsWord(string tag) => tag is "br" or "b" or "i" or "em" or "strong" or "option" or "td" or "th" or "p" or "label" or "input" or "col" or "path";

    private BlockShape Shape(IElement element) => _shapes.TryGetValue(element, out var known) ? known : _shapes[element] = BlockShape.Of(element);

    private static string Path(IElement element)
    {
        var path = "";
        for (IElement? node = element; node is not null; node = node.ParentElement)
            path = $"{node.LocalName}/{path}";
        return path;
    }
}
