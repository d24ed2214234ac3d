using System.Globalization;
using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Details;

/// <summary>The value cell of a label cell: to the right, or below where the right one is a label as well.</summary>
internal sealed class CellPlace(IReadOnlySet<string> wanted, VisibleText text)
{
    public IElement? ValueOf(IElement label)
    {
        var right = Right(label);
        if (right is not null && (label.GetAttribute("scope") == "row" || !IsLabel(right, label)))
            return right;
        var below = Below(label);
        if (below is null || IsLabel(below, null))
            return null;
        return below;
    }

    private IElement? Right(IElement label)
    {
        var after = false;
        foreach (var cell in Cells(label.ParentElement))
        {
            if (after && !IsColon(cell))
                return cell;
            after |= ReferenceEquals(cell, label);
        }

        return null;
    }

    private IElement? Below(IElement label)
    {
        if (label.ParentElement is not { LocalName: "tr" } row)
            return null;
        var column = ColumnOf(label, row);
        var after = false;
        foreach (var next in Rows(row.ParentElement))
        {
            if (after)
                return At(next, column);
            after |= ReferenceEquals(next, row);
        }

        // The header row may be in a thead, its values in the tbody after it.
        return row.ParentElement is { LocalName: "thead", NextElementSibling: { LocalName: "tbody" } body } && Rows(body).FirstOrDefault() is { } first
            ? At(first, column)
            : null;
    }

    private bool IsLabel(IElement cell, IElement? beside)
    {
        if (cell.LocalName == "th" && beside is null or { LocalName: "th" })
            return true;
        if (text.Short(cell, LabelIndex.LongestLabel) is not { Length: > 0 } words)
            return false;
        if (words is [.., ':' or '：'] || wanted.Contains(TextFold.Key(words)))
            return true;

        // The same dress as the label, while what is below wears another.
        return beside is not null && Dress(beside) is { Length: > 0 } dress && dress == Dress(cell) && Below(beside) is { } below && Dress(below) != dress;
    }

    private bool IsColon(IElement cell) => text.Short(cell, 3) is ":" or "：" && cell.ChildElementCount == 0;

    private static string Dress(IElement cell) => $"{cell.ClassName} {cell.GetAttribute("bgcolor")}".Trim();

    private static int ColumnOf(IElement label, IElement row)
    {
        var column = 0;
        foreach (var cell in Cells(row))
        {
            if (ReferenceEquals(cell, label))
                break;
            column += Span(cell);
        }

        return column;
    }

    private static IElement? At(IElement row, int column)
    {
        var at = 0;
        foreach (var cell in Cells(row))
        {
            at += Span(cell);
            if (at > column)
                return cell;
        }

        return null;
    }

    private static int Span(IElement cell) =>
        int.TryParse(cell.GetAttribute("colspan"), NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, 1000) : 1;

    private static IEnumerable<IElement> Cells(IElement? row) => Shown(row, "td", "th");

    private static IEnumerable<IElement> Rows(IElement? group) => Shown(group, "tr", "tr");

    private static IEnumerable<IElement> Shown(IElement? parent, string tag, string other)
    {
        if (parent is null)
            yield break;
        var children = parent.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is IElement child && (child.LocalName == tag || child.LocalName == other) && !Hiding.IsHidden(child))
                yield return child;
        }
    }
}
