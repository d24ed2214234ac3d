using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Values;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Core.Extraction.Tables;

/// <summary>Reads the lines below a header as rows, one pass, until there are enough.</summary>
/// <param name="plan">The output.</param>
/// <param name="header">The header.</param>
/// <param name="text">Reads text.</param>
/// <param name="keepBlank">True: blank rows are rows.</param>
internal sealed class TableBody(OutputPlan plan, TableHeader header, VisibleText text, bool keepBlank = false)
{
    private static readonly string[] SumWords = ["合计", "小计", "总计", "共计", "累计", "总和", "本页", "total", "subtotal", "sum"];

    private readonly ElementReader _reader = new(text);
    private readonly GridWalk _grid = new(header.WithHidden);
    private readonly GridWalk _all = new(true);
    private readonly RowSource.Table _source = (RowSource.Table)plan.Output.Rows!;
    private readonly TableRead _read = new();

    /// <summary>The lines of the record being gathered.</summary>
    private readonly List<IElement?[]> _lines = [];
    private readonly List<IElement> _elements = [];
    private readonly Raw[] _raws = new Raw[plan.Fields.Length];
    private readonly int _widest = header.Widths.Max();
    private IElement?[] _head = [];
    private bool _hasHidden = header.Shown is not null;

    public Fallible<TableRead> Read(IEnumerable<IElement> tables, int maxRows)
    {
        var below = header.Lines;
        foreach (var table in tables)
        {
            var own = ReferenceEquals(table, header.Table);
            var number = 0;
            foreach (var line in TableLine.Of(table))
            {
                if (_read.Rows.Count >= maxRows)
                {
                    _read.Data.Add(table);
                    return _read;
                }

                Lay(line);
                if (own && ++number <= below)
                {
                    if (number == below)
                        _head = [.. _grid.Cells];
                    continue;
                }

                if (line.IsHead || (_lines.Count == 0 && (IsHeaderStill() || (_read.Rows.Count == 0 && _grid.IsAllHeads && _grid.Own > 1))))
                {
                    _head = [.. _grid.Cells];
                    continue;
                }

                if (Take(line) is { } error)
                    return error;
            }
        }

        return _lines.Count > 0
            ? Errors.Contract($"row {_read.Rows.Count + 1} is cut off: a record takes {header.RowsPerRecord} table rows", _read.Rows.Count + 1)
            : _read;
    }

    /// <summary>Width of the first line with cells; 0 when there is none.</summary>
    public static (int Shown, int All) FirstWidth(IElement table)
    {
        var shown = new GridWalk(false);
        var all = new GridWalk(true);
        foreach (var line in TableLine.Of(table))
        {
            shown.Read(line);
            all.Read(line);
            if (all.Own > 0)
                return (shown.Width, all.Width);
        }

        return default;
    }

    private void Lay(TableLine line)
    {
        _grid.Limit = _widest + 1;
        _grid.Read(line);
        _hasHidden |= _grid.SawHidden;
        if (_hasHidden)
            _all.Read(line);
    }

    private RunError? Take(TableLine line)
    {
        if (_grid.Own == 0 && _lines.Count == 0)
            return null;
        if (_lines.Count == 0 && IsNoData(line))
            return null;
        var width = header.Widths[Math.Min(_lines.Count, header.Widths.Length - 1)];
        var fits = _lines.Count >= header.Widths.Length || _grid.Width == width;
        if (!fits && _hasHidden && !header.WithHidden && _all.Width == header.AllWidth)
        {
            _lines.Add(header.Shown is { } shown ? [.. shown.SkipLast(1).Select(c => _all.Cells[c])] : [.. _all.Cells]);
        }
        else if (!fits)
        {
            if (IsBlank() || IsSum())
                return null;
            return Errors.Contract(
                $"row {_read.Rows.Count + 1} has {_grid.Width} columns where the header has {width}: '{Short(text.Of(line.Element))}'",
                _read.Rows.Count + 1,
                raw: Short(text.Of(line.Element)));
        }
        else
        {
            _lines.Add([.. _grid.Cells]);
        }

        _elements.Add(line.Element);
        if (_lines.Count < header.RowsPerRecord)
            return null;
        var error = Convert();
        _lines.Clear();
        _elements.Clear();
        return error;
    }

    private bool IsNoData(TableLine line)
    {
        if (_grid.IsSingle && header.Widths[0] > 1)
        {
            if (text.Of(line.Element) is { Length: > 0 } message)
                _read.Messages.Add(message);
            return true;
        }

        if (header.Widths[0] == 1 && plan.Output.Empty is { } empty && text.Of(line.Element) is var only && IsEmptyWords(empty, only))
        {
            _read.Messages.Add(only);
            return true;
        }

        return IsHeaderAgain() || (_source.Skip is { } skip && skip.Find(text.Of(line.Element).Replace('\n', ' '), TemplateValues.None) is not null);
    }

    private static bool IsEmptyWords(Sign empty, string words)
    {
        foreach (var alternative in empty.AnyOf)
        {
            if (alternative.Text is { } match && match.Find(words, TemplateValues.None) is not null)
                return true;
        }

        return false;
    }

    private bool IsHeaderAgain()
    {
        foreach (var line in header.LastLines)
        {
            if (!Shows(line))
                continue;
            _head = [.. _grid.Cells];
            return true;
        }

        return false;
    }

    private bool Shows(string?[] line)
    {
        var same = 0;
        for (var column = 0; column < line.Length; column++)
        {
            if (line[column] is not { Length: > 0 } words)
                continue;
            if (column >= _grid.Width || _grid.Cells[column] is not { } cell || text.Short(cell, HeaderCell.Longest) != words)
                return false;
            same++;
        }

        return same > 0;
    }

    /// <summary>A header cell that reaches down makes this line the header's own.</summary>
    private bool IsHeaderStill()
    {
        foreach (var spot in header.Match.Spots)
        {
            if (spot is { } at && at.Column < _head.Length && at.Column < _grid.Width && _head[at.Column] is { } cell
                && ReferenceEquals(cell, _grid.Cells[at.Column]))
                return true;
        }

        return false;
    }

    private bool IsBlank()
    {
        foreach (var cell in _grid.Cells)
        {
            if (cell is not null && _reader.Words(cell).Length > 0)
                return false;
        }

        return true;
    }

    private bool IsSum()
    {
        foreach (var cell in _grid.Cells)
        {
            if (cell is not null && text.OfValue(cell) is { Length: > 0 } words)
            {
                var key = TextFold.Key(words);
                return Array.Exists(SumWords, w => key.StartsWith(w, StringComparison.Ordinal));
            }
        }

        return false;
    }

    private RunError? Convert()
    {
        var number = _read.Rows.Count + 1;
        var raws = _raws;
        var blank = true;
        for (var i = 0; i < raws.Length; i++)
        {
            raws[i] = ReadField(i);
            blank &= raws[i].IsBlank;
        }

        if (blank && !keepBlank && AllBlank())
            return null;
        var values = new object?[raws.Length];
        for (var i = 0; i < raws.Length; i++)
        {
            if (RowBuild.Value(plan.Fields[i], raws[i], number, out values[i]) is { } error)
                return error;
        }

        _read.Rows.Add(new Row(values));
        foreach (var element in _elements)
            _read.Data.Add(element);
        return null;
    }

    private Raw ReadField(int index)
    {
        var field = plan.Fields[index];
        if (plan.Columns[index] < 0)
            return OutsideColumns(field);
        if (header.Match.Spots[plan.Columns[index]] is not { } spot)
            return new Raw(null, IsMissing: true);
        var cells = _lines[spot.Line];
        if (spot.Span > 1)
            return Spanned(field, cells, spot);
        return spot.Column < cells.Length && cells[spot.Column] is { } cell ? _reader.Read(field, cell, header.Frame.Base) : new Raw(null);
    }

    /// <summary>One header over several columns: whichever of them has content.</summary>
    private Raw Spanned(FieldPlan field, IElement?[] cells, HeaderSpot spot)
    {
        var found = new Raw(null, IsMissing: field.Css is not null);
        IElement? before = null;
        for (var column = spot.Column; column < spot.Column + spot.Span && column < cells.Length; column++)
        {
            if (cells[column] is not { } cell || ReferenceEquals(cell, before))
                continue;
            before = cell;
            var raw = _reader.Read(field, cell, header.Frame.Base);
            if (raw.IsBlank)
                found = found.IsMissing && !raw.IsMissing ? raw : found;
            else if (found.IsBlank)
                found = raw;
            else
                return raw with { Problem = $"and '{found.Text}' both stand under this one header; name the column as header/sub-header, or use css" };
        }

        return found;
    }

    private Raw OutsideColumns(FieldPlan field)
    {
        var raw = new Raw(null, IsMissing: true);
        foreach (var element in _elements)
        {
            raw = _reader.Read(field, element, header.Frame.Base);
            if (!raw.IsMissing && !raw.IsBlank)
                return raw;
        }

        return raw;
    }

    private bool AllBlank()
    {
        foreach (var line in _lines)
        {
            foreach (var cell in line)
            {
                if (cell is not null && text.OfValue(cell).Length > 0)
                    return false;
            }
        }

        return true;
    }

    private static string Short(string words) => words.Length <= 80 ? words.Replace('\n', ' ') : string.Concat(words.AsSpan(0, 80), "…").Replace('\n', ' ');
}
