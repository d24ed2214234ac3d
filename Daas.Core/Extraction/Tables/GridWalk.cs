using System.Globalization;
using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Tables;

/// <summary>Lays the cells of one line after the other onto columns, spans included. Keeps only the current line and what reaches down from above.</summary>
/// <param name="withHidden">True: hidden cells take a column of their own (header and body then both have them); false: as a browser lays out.</param>
internal sealed class GridWalk(bool withHidden)
{
    private const int WidestSpan = 1000;

    private readonly List<IElement?> _cells = [];
    private readonly List<(IElement Cell, int Left)> _down = [];
    private INode? _group;
    private int _reaching;

    /// <summary>By column; null where the table has a gap.</summary>
    public IReadOnlyList<IElement?> Cells => _cells;

    public int Width => _cells.Count;

    /// <summary>Cells that begin in this line.</summary>
    public int Own { get; private set; }

    /// <summary>True when nothing but one cell is in this line: a message, a heading, a separator.</summary>
    public bool IsSingle { get; private set; }

    /// <summary>True when the line has hidden cells.</summary>
    public bool SawHidden { get; private set; }

    public bool IsAllHeads { get; private set; }

    /// <summary>Spans wider than this are cut: giant ones must cost nothing.</summary>
    public int Limit { get; set; } = WidestSpan;

    public void Read(TableLine line)
    {
        if (!ReferenceEquals(line.Group, _group))
        {
            _group = line.Group;
            _down.Clear();
            _reaching = 0;
        }

        _cells.Clear();
        Own = 0;
        SawHidden = false;
        IsAllHeads = true;
        var reachedDown = _reaching > 0;
        var children = line.Element.ChildNodes;
        IElement? only = null;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not IElement cell || cell.LocalName is not ("td" or "th"))
                continue;
            if (Hiding.IsHidden(cell))
            {
                SawHidden = true;
                if (!withHidden)
                    continue;
            }

            Own++;
            IsAllHeads &= cell.LocalName == "th";
            only = cell;
            FromAbove(false);
            var (across, down) = Spans(cell);
            for (var k = 0; k < across && _cells.Count < Limit; k++)
            {
                Down(_cells.Count, cell, down - 1);
                _cells.Add(cell);
            }
        }

        FromAbove(true);
        IsAllHeads &= Own > 0;
        IsSingle = Own == 1 && !reachedDown && only is not null;
    }

    /// <summary>Places what reaches down from earlier lines: up to the next free column, or all that is left.</summary>
    private void FromAbove(bool rest)
    {
        if (_reaching == 0)
            return;
        while (_cells.Count < _down.Count)
        {
            var (cell, left) = _down[_cells.Count];
            if (left > 0)
            {
                _down[_cells.Count] = (cell, left - 1);
                if (left == 1)
                    _reaching--;
                _cells.Add(cell);
            }
            else if (rest && Reaches(_cells.Count))
            {
                _cells.Add(null);
            }
            else
            {
                return;
            }
        }
    }

    private bool Reaches(int column)
    {
        for (var i = column; i < _down.Count; i++)
        {
            if (_down[i].Left > 0)
                return true;
        }

        return false;
    }

    private void Down(int column, IElement cell, int lines)
    {
        if (lines == 0 && _reaching == 0)
            return;
        while (_down.Count <= column)
            _down.Add(default);
        var had = _down[column].Left > 0;
        if (had && lines == 0)
            return;
        if (had != lines > 0)
            _reaching += had ? -1 : 1;
        _down[column] = (cell, lines);
    }

    private static (int Across, int Down) Spans(IElement cell)
    {
        if (cell.Attributes.Length == 0)
            return (1, 1);
        return (Span(cell.GetAttribute("colspan"), 1, WidestSpan), Span(cell.GetAttribute("rowspan"), 0, 65534));
    }

    private static int Span(string? text, int least, int most)
    {
        if (text is null)
            return 1;
        var digits = text.AsSpan().Trim();
        var end = 0;
        while (end < digits.Length && char.IsAsciiDigit(digits[end]))
            end++;
        if (end == 0)
            return 1;
        if (end > 7)
            return most;
        var span = int.Parse(digits[..end], CultureInfo.InvariantCulture);
        return span == 0 ? (least == 0 ? most : 1) : Math.Min(span, most);
    }
}
