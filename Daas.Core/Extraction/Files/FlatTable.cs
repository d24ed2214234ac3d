using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Tables;
using Daas.Core.Extraction.Values;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Core.Extraction.Files;

/// <summary>
/// Rows out of plain lines of cells: CSV and sheets. Lines before the header are left out, as are blank lines, the header once more, and lines
/// with a single cell among three or more columns (notes, signatures).
/// </summary>
internal sealed class FlatTable(OutputPlan plan, int highestHeader, TextMatch? skip = null)
{
    private const int DeepestLine = 100;

    private readonly List<HeaderCell?[]> _above = [];
    private readonly List<Row> _rows = [];
    private string?[] _lastLine = [];
    private int _width;
    private int _lines;

    public HeaderMatch? Best { get; private set; }

    public HeaderMatch? Header { get; private set; }

    public IReadOnlyList<Row> Rows => _rows;

    /// <summary>True when the header cannot come any more.</summary>
    public bool IsHopeless => Header is null && _lines >= DeepestLine;

    /// <summary>Takes the next line.</summary>
    /// <param name="cells">Each a string or what <see cref="Raw.Typed"/> may be; null when blank.</param>
    /// <param name="merged">In the header: for each column the column that its merged cell begins in; null without merging.</param>
    public RunError? Take(IReadOnlyList<object?> cells, Func<int, int>? merged = null)
    {
        _lines++;
        return Header is null ? Look(cells, merged) : Read(cells);
    }

    private RunError? Look(IReadOnlyList<object?> cells, Func<int, int>? merged)
    {
        var line = new HeaderCell?[cells.Count];
        for (var i = 0; i < line.Length; i++)
        {
            var from = merged?.Invoke(i) ?? i;
            line[i] = from != i && from < i ? line[from]
                : cells[i] is string { Length: <= HeaderCell.Longest } words ? new HeaderCell(TextFold.Fold(words)) : cells[i] is { } typed ? new HeaderCell(SpreadsheetValue.Text(typed)) : null;
        }

        _above.Add(line);
        var all = _above.ToArray().AsSpan();
        for (var height = 1; height <= highestHeader && height <= all.Length; height++)
        {
            var match = HeaderMatch.Stacked(plan.Names, all[^height..]);
            if (Best is null || match.Found > Best.Found)
                Best = match;
            if (!match.IsComplete)
                continue;
            Header = match;
            _width = Array.FindLastIndex(line, c => c is { Text.Length: > 0 }) + 1;
            _lastLine = [.. line.Select(c => c?.Text)];
            foreach (var index in match.Ambiguous)
            {
                if (plan.Columns.Contains(index))
                    return Errors.Drift($"header '{plan.Names[index].Text}' stands over several columns of the file (seen: {string.Join(", ", match.Seen)})");
            }

            break;
        }

        return null;
    }

    private RunError? Read(IReadOnlyList<object?> cells)
    {
        var filled = 0;
        var last = -1;
        for (var i = 0; i < cells.Count; i++)
        {
            if (IsBlank(cells[i]))
                continue;
            filled++;
            last = i;
        }

        if (filled == 0 || (filled == 1 && _width >= 3) || IsHeaderAgain(cells) || IsSkipped(cells))
            return null;
        var number = _rows.Count + 1;
        if (last >= _width)
            return Errors.Contract($"row {number} has {last + 1} cells where the header has {_width}", number);
        if (cells.Count < _width)
            return Errors.Contract($"row {number} has {cells.Count} cells where the header has {_width}", number);
        var values = new object?[plan.Fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var raw = plan.Columns[i] >= 0 && Header!.Spots[plan.Columns[i]] is { } spot ? Cell(cells[spot.Column]) : new Raw(null, IsMissing: true);
            if (RowBuild.Value(plan.Fields[i], raw, number, out values[i]) is { } error)
                return error;
        }

        _rows.Add(new Row(values));
        return null;
    }

    private static bool IsBlank(object? cell) => cell is null || (cell is string text && string.IsNullOrWhiteSpace(text));

    private static Raw Cell(object? cell) => cell switch
    {
        null => new Raw(null),
        string text => new Raw(TextFold.FoldLines(text)),
        _ => new Raw(null) { Typed = cell },
    };

    private bool IsSkipped(IReadOnlyList<object?> cells) =>
        skip?.Find(string.Join(' ', cells.Where(c => !IsBlank(c)).Select(c => c as string ?? SpreadsheetValue.Text(c!))), TemplateValues.None) is not null;

    private bool IsHeaderAgain(IReadOnlyList<object?> cells)
    {
        var same = 0;
        for (var i = 0; i < _lastLine.Length; i++)
        {
            if (_lastLine[i] is not { Length: > 0 } words)
                continue;
            if (i >= cells.Count || cells[i] is not string text || TextFold.Fold(text) != words)
                return false;
            same++;
        }

        return same > 0;
    }
}
