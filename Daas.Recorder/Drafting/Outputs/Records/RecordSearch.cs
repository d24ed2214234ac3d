using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Recorder.Drafting.Outputs.Records;

/// <summary>
/// Finds the records that are like one that a person pointed at: beside it first, then at the same place in blocks like the one around it.
/// </summary>
internal sealed class RecordSearch
{
    private const double AlikeByClass = 0.2;
    private const double Alike = 0.45;
    private const double AlikeFarther = 0.35;

    private readonly Dictionary<IElement, BlockShape> _shapes = [];

    /// <summary>The list of the record, and after it the further lists of the page that are contents as much as it is.</summary>
    /// <param name="first">The elements that make up the first record of the page.</param>
    public IReadOnlyList<RecordList> From(IReadOnlyList<IElement> first)
    {
        var own = Like(first);
        var mining = new ListMining();
        own = own with { Score = mining.Worth([.. own.Records.Select(r => r[0])]) };
        return [own, .. ListCompany.Of(own, mining.Lists(first[0].Owner!)
            .Where(l => first[0].CompareDocumentPosition(l.Records[0][0]).HasFlag(DocumentPositions.Following)))];
    }

    /// <param name="first">The elements that make up the first record of the list.</param>
    public RecordList Like(IReadOnlyList<IElement> first)
    {
        var lists = first.Select(One).ToList();
        if (lists.Count == 1)
            return Of(lists[0].Select(e => (IReadOnlyList<IElement>)[e]));
        return Of(Strided(first, lists) ?? Parallel(first, lists));
    }

    private static RecordList Of(IEnumerable<IReadOnlyList<IElement>> records) => new([.. records], 0);

    /// <summary>Elements like this one, itself first, none before it: it is the first.</summary>
    private List<IElement> One(IElement first)
    {
        var shape = Shape(first);
        var path = Path(first);
        var found = new List<IElement> { first };
        var document = first.Owner!;
        var after = false;
        var beside = first.ParentElement;
        var walk = new NodeWalk();
        walk.Start(document);
        while (walk.Next())
        {
            if (walk.Leaving || walk.Node is not IElement element)
                continue;
            if (ReferenceEquals(element, first))
            {
                after = true;
                walk.Skip();
                continue;
            }

            if (!after)
                continue;
            var isBeside = ReferenceEquals(element.ParentElement, beside);
            if (!Fits(shape, element, isBeside, path) && !(isBeside && Inner(element).Any(inner => Fits(shape, inner, true, path))))
                continue;
            found.Add(element);
            walk.Skip();
        }

        return found;
    }

    private bool Fits(BlockShape first, IElement element, bool isBeside, string path)
    {
        if (element.LocalName != first.Element.LocalName || (!isBeside && Path(element) != path))
            return false;
        var shape = Shape(element);
        if (shape.Texts == 0 && (first.Texts > 0 || shape.Pictures == 0))
            return false;
        if (element.LocalName == "tr" && element.Children.All(c => c.LocalName == "th") && first.Element.Children.Any(c => c.LocalName == "td"))
            return false;
        if (isBeside && element.LocalName == "tr")
            return element.Children.Length * 2 > first.Element.Children.Length;
        var likeness = shape.Likeness(first);
        if (isBeside)
            return likeness >= (shape.SharesClass(first) ? AlikeByClass : Alike);
        return shape.SharesClass(first) && likeness >= AlikeFarther && LikePlace(first.Element, element);
    }

    /// <summary>What an element wraps: the one element in it, and the one in that.</summary>
    private static IEnumerable<IElement> Inner(IElement element)
    {
        while (element.ChildElementCount == 1 && element.ChildNodes.All(n => n is not IText text || string.IsNullOrWhiteSpace(text.Data)))
            yield return element = element.FirstElementChild!;
    }

    /// <summary>True when what holds the two is of one kind as far as they differ: another kind of block holds another list.</summary>
    private static bool LikePlace(IElement one, IElement other)
    {
        for (var (a, b) = (one.ParentElement, other.ParentElement); a is not null && b is not null
            && !ReferenceEquals(a, b); (a, b) = (a.ParentElement, b.ParentElement))
        {
            var (mine, yours) = (a.ClassList.Where(CssPath.IsSteady).ToList(), b.ClassList.Where(CssPath.IsSteady).ToList());
            if (mine.Count > 0 && yours.Count > 0 && !mine.Intersect(yours).Any())
                return false;
        }

        return true;
    }

    /// <summary>Records of several siblings one after the other: the lists of their parts run side by side.</summary>
    private static List<IReadOnlyList<IElement>>? Strided(IReadOnlyList<IElement> first, List<List<IElement>> lists)
    {
        if (first.Any(f => !ReferenceEquals(f.ParentElement, first[0].ParentElement)) || first[0].ParentElement is not { } parent)
            return null;
        var children = parent.Children.ToList();
        var start = children.IndexOf(first[0]);
        var heads = lists[0].Where(e => ReferenceEquals(e.ParentElement, parent)).ToHashSet();
        var isRun = heads.Count > 1 && first.Skip(1).All(f => !heads.Contains(f));
        var records = new List<IReadOnlyList<IElement>>();
        if (!isRun)
        {
            for (var i = start; i + first.Count <= children.Count; i += first.Count)
                records.Add(children.GetRange(i, first.Count));
            return records;
        }

        var sizes = first.Count;
        for (var i = start; i < children.Count; i++)
        {
            if (!heads.Contains(children[i]))
                continue;
            var size = 1;
            while (size < sizes && i + size < children.Count && !heads.Contains(children[i + size]))
                size++;
            records.Add(children.GetRange(i, size));
        }

        return records;
    }

    /// <summary>Records spread over several blocks, such as two tables side by side: the nth parts belong together.</summary>
    private static List<IReadOnlyList<IElement>> Parallel(IReadOnlyList<IElement> first, List<List<IElement>> lists)
    {
        var own = lists.Select((l, i) => Stride(l, first, i)).ToList();
        return [.. Enumerable.Range(0, own.Max(l => l.Count)).Select(i => (IReadOnlyList<IElement>)[.. own.Where(l => i < l.Count).Select(l => l[i])])];
    }

    /// <summary>Of a list in which other parts of the first record stand too, the elements that are this part.</summary>
    private static List<IElement> Stride(List<IElement> list, IReadOnlyList<IElement> first, int part)
    {
        var beside = list.Where(e => ReferenceEquals(e.ParentElement, first[part].ParentElement)).ToList();
        if (beside.Count > 1)
            return beside;
        var step = first.Count(list.Contains);
        return step <= 1 ? list : [.. list.Where((_, i) => i % step == 0)];
    }

    private BlockShape Shape(IElement element) => _shapes.TryGetValue(element, out var known) ? known : _shapes[element] = BlockShape.Of(element);

    private static string Path(IElement element)
    {
        var path = "";
        for (IElement? node = element; node is not null; node = node.ParentElement)
            path = $"{node.LocalName}/{path}";
        return path;
    }
}
