using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Daas.Core.Finding;

/// <summary>Which cells stand in one column. A browser tells by the place on the screen; markup tells by counting spans.</summary>
public sealed class Columns
{
    private readonly Dictionary<IElement, (int Row, int From, int To)> _places = [];

    private Columns(IHtmlTableElement table)
    {
        Rows = [.. table.Rows];
        var busy = new Dictionary<(int Row, int Column), bool>();
        for (var row = 0; row < Rows.Count; row++)
        {
            var column = 0;
            foreach (var cell in Rows[row].Cells)
            {
                while (busy.ContainsKey((row, column)))
                    column++;
                var (width, height) = (Span(cell, "colspan", 200), Span(cell, "rowspan", 1000));
                _places[cell] = (row, column, column + width);
                for (var below = 1; below < height && row + below < Rows.Count; below++)
                {
                    for (var right = 0; right < width; right++)
                        busy[(row + below, column + right)] = true;
                }

                column += width;
            }
        }
    }

    public IReadOnlyList<IHtmlTableRowElement> Rows { get; }

    public static Columns? Around(IElement cell) => cell.Closest("table") is IHtmlTableElement table ? new Columns(table) : null;

    /// <summary>The words at the head of the column in which a cell stands, beyond rows that are fields themselves; null when there are none.</summary>
    public string? HeaderAbove(IElement cell)
    {
        if (!_places.TryGetValue(cell, out var place))
            return null;
        for (var row = place.Row - 1; row >= 0 && place.Row - row <= 500; row--)
        {
            if (PageParts.ControlsIn(Rows[row]).Any(inner => !PageParts.IsTick(inner)))
                continue;
            foreach (var head in Rows[row].Cells)
            {
                if (_places[head].Covers(place) && PageText.Of(head) is var text && PageText.Fold(text).Length > 0)
                    return text;
            }
        }

        return null;
    }

    /// <summary>The cells under a header: in its own table those below it, in another one those of the same columns.</summary>
    /// <param name="head">The header.</param>
    /// <param name="rows">Only in these; null: in all rows of the header's table.</param>
    public static IEnumerable<IElement> Under(IElement head, IReadOnlyList<IElement>? rows)
    {
        if (Around(head) is not { } columns || !columns._places.TryGetValue(head, out var place))
            yield break;
        var of = new Dictionary<IElement, Columns?>();
        foreach (var row in rows ?? columns.Rows)
        {
            if (row is not IHtmlTableRowElement line || row == head.ParentElement || row.Closest("table") is not { } table)
                continue;
            if (!of.TryGetValue(table, out var its))
                of[table] = its = table == head.Closest("table") ? columns : Around(row);
            foreach (var cell in line.Cells)
            {
                if (its!._places.TryGetValue(cell, out var at) && place.Covers(at) && (its != columns || at.Row > place.Row))
                    yield return cell;
            }
        }
    }

    private static int Span(IElement cell, string name, int most) =>
        int.TryParse(cell.GetAttribute(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, most) : 1;
}

file static class Places
{
    /// <summary>The middle of the other one is in this one's columns.</summary>
    public static bool Covers(this (int Row, int From, int To) place, (int Row, int From, int To) other)
    {
        var middle = (other.From + other.To) / 2.0;
        return place.From <= middle && middle <= place.To;
    }
}
