using AngleSharp.Dom;
using Daas.Recorder.Drafting.Outputs;

namespace Daas.Benchmarks.Fields;

/// <summary>Copies of a page from which a value was taken out: the page as the same program would write it for a record that has none.</summary>
internal static class Cut
{
    public static IEnumerable<(string Way, IDocument Page)> From(INode value)
    {
        yield return ("the text, its element left", Without(value, twin => [twin]));
        yield return ("its element", Without(value, twin => [Whole(twin)]));
        if (Label(value) is { } label)
            yield return ("label and value", Without(value, twin => Both(twin, label)));
    }

    private static IDocument Without(INode value, Func<INode, IReadOnlyList<INode>> parts)
    {
        var copy = (IDocument)value.Owner!.Clone();
        foreach (var part in parts(Twin(copy, value)))
            part.Parent?.RemoveChild(part);
        return copy;
    }

    private static INode Twin(IDocument copy, INode node)
    {
        var path = new Stack<int>();
        for (var at = node; at.Parent is { } parent; at = parent)
            path.Push(parent.ChildNodes.Index(at));
        INode twin = copy;
        while (path.TryPop(out var place))
            twin = twin.ChildNodes[place];
        return twin;
    }

    /// <summary>The node, or the outermost element that shows nothing else.</summary>
    private static INode Whole(INode node)
    {
        var words = PageTexts.Fold(node.TextContent);
        while (node.Parent is IElement { LocalName: not "body" } parent && PageTexts.Fold(parent.TextContent) == words)
            node = parent;
        return node;
    }

    /// <summary>What stands before the value in its row or item, when that reads as a label.</summary>
    private static INode? Label(INode value)
    {
        var whole = Whole(value);
        for (var before = whole.PreviousSibling; before is not null; before = before.PreviousSibling)
        {
            if (PageTexts.Fold(before.TextContent) is { Length: > 0 } words)
                return words.Length <= 40 && (words[^1] is ':' or '：' || before is IElement { LocalName: "th" or "dt" or "label" }) ? before : null;
        }

        return null;
    }

    private static List<INode> Both(INode twin, INode label)
    {
        var whole = Whole(twin);
        var before = whole.PreviousSibling;
        while (before is not null && PageTexts.Fold(before.TextContent) != PageTexts.Fold(label.TextContent))
            before = before.PreviousSibling;
        // A row that holds the two alone goes with them.
        if (before is null)
            return [whole];
        return whole.Parent is IElement { LocalName: "tr" or "li" or "div" } row
            && PageTexts.Fold(row.TextContent) == PageTexts.Fold($"{before.TextContent} {whole.TextContent}") ? [row] : [before, whole];
    }
}
