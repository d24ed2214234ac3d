using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Recorder.Drafting.Outputs.Records;

/// <summary>Finds every repeated group of blocks on a page, and says how much each looks like the page's main list.</summary>
internal sealed class ListMining
{
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

    /// <summary>The main list, and after it those that a reader would name too when asked what the page lists.</summary>
    public static IReadOnlyList<RecordList> Main(IDocument document)
    {
        var mining = new ListMining();
        var all = mining.Lists(document).OrderByDescending(l => l.Score).ToList();
        return all is [var main, ..] ? [main, .. ListCompany.Of(main, all)] : [];
    }

    /// <summary>True when a record of one is inside a record of the other.</summary>
    public static bool Overlap(RecordList one, RecordList other) => Within(one, other) || Within(other, one);

    private static bool Within(RecordList inner, RecordList outer)
    {
        var records = outer.Records.SelectMany(r => r).ToHashSet<INode>(ReferenceEqualityComparer.Instance);
        foreach (var element in inner.Records.SelectMany(r => r))
        {
            for (INode? node = element; node is not null; node = node.Parent)
            {
                if (records.Contains(node))
                    return true;
            }
        }

        return false;
    }

    /// <summary>All repeated groups, also those inside one another.</summary>
    public List<RecordList> Lists(IDocument document) => Sections.Weighed([.. Repeated(document)], Shape);

    private IEnumerable<RecordList> Repeated(IDocument document)
    {
        var groups = new List<(string Path, List<BlockShape> Shapes)>();
        var alone = new List<IElement>();
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
            if (element.ParentElement is { } parent && parent.Children.Count(c => c.LocalName == element.LocalName) == 1 && !IsWord(element.LocalName))
                alone.Add(element);
        }

        // Cousins: the same kind of block under several parents of one kind is one list.
        var singles = alone.ToLookup(e => (Path(e), Class(e)));
        foreach (var kind in groups.GroupBy(g => (g.Path, Class(g.Shapes[0].Element))))
        {
            var merged = new List<List<BlockShape>>();
            foreach (var (_, run) in kind)
            {
                if (merged.FirstOrDefault(m => m[0].Likeness(run[0]) >= Alike) is { } same)
                    same.AddRange(run);
                else
                    merged.Add([.. run]);
            }

            // A parent may hold just one of them.
            foreach (var single in singles[kind.Key].Select(Shape).Where(s => s.Texts > 0))
                merged.FirstOrDefault(m => m[0].Likeness(single) >= Alike)?.Add(single);
            foreach (var list in merged.Where(m => m.Count >= Fewest).Select(InOrder))
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
        return Math.Pow(list.Count, CountWeight) * Math.Sqrt(characters) * Math.Log2(1 + texts)
            * (0.1 + Math.Pow(alike, AlikeWeight)) * (0.4 + plain + (0.3 * pictures)) * talk
            * Place(first.Element);
    }

    /// <summary>1 in the body of the page; less in what looks like its furniture.</summary>
    public static double Place(IElement element)
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
    private static bool IsWord(string tag) =>
        tag is "br" or "b" or "i" or "em" or "strong" or "option" or "td" or "th" or "p" or "label" or "input" or "col" or "path";

    private BlockShape Shape(IElement element) => _shapes.TryGetValue(element, out var known) ? known : _shapes[element] = BlockShape.Of(element);

    private static string Class(IElement element) => element.ClassList.Where(CssPath.IsSteady).Order().FirstOrDefault() ?? "";

    private static List<BlockShape> InOrder(List<BlockShape> list)
    {
        list.Sort((a, b) => ReferenceEquals(a, b) ? 0 : a.Element.CompareDocumentPosition(b.Element).HasFlag(DocumentPositions.Following) ? -1 : 1);
        return list;
    }

    private static string Path(IElement element)
    {
        var path = "";
        for (IElement? node = element; node is not null; node = node.ParentElement)
            path = $"{node.LocalName}/{path}";
        return path;
    }
}
