using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Tables;

/// <summary>Finds the header lines of a table. Remembers the best failed attempt, for the message when no table has all headers.</summary>
internal sealed class HeaderSearch(HeaderName[] names, int rowsPerRecord, VisibleText text)
{
    /// <summary>A header further down than this is not looked for.</summary>
    private const int DeepestLine = 100;

    private const int HighestHeader = 4;

    /// <summary>The attempt that found most names; null when no line had any.</summary>
    public HeaderMatch? Best { get; private set; }

    /// <summary>First lines of tables that had none of the names, for the message.</summary>
    public List<string> Others { get; } = [];

    public TableHeader? Find(FrameView frame, IElement table)
    {
        var found = Find(frame, table, false, out var sawHidden);
        return found is null && sawHidden ? Find(frame, table, true, out _) : found;
    }

    private TableHeader? Find(FrameView frame, IElement table, bool withHidden, out bool sawHidden)
    {
        sawHidden = false;
        var grid = new GridWalk(withHidden);
        IElement?[] above = [];
        var lines = new List<HeaderCell?[]>();
        var number = 0;
        foreach (var line in TableLine.Of(table))
        {
            if (++number > DeepestLine)
                break;
            grid.Read(line);
            sawHidden |= grid.SawHidden;
            var wanted = Read(grid, above, lines is [.., var last] ? last : [], out var header);
            above = [.. grid.Cells];
            lines.Add(header);
            if (number == 1 && Others.Count < 30)
                Note(header);
            if (!wanted || IsForm(grid))
                continue;
            if (Try(lines) is { } match)
                return Header(frame, table, match, lines, withHidden, sawHidden ? Shown(table, lines.Count) : null);
        }

        return null;
    }

    private TableHeader Header(FrameView frame, IElement table, (HeaderMatch Match, int Height) found, List<HeaderCell?[]> lines, bool withHidden, int[]? shown)
    {
        var spread = rowsPerRecord > 1 && found.Height == rowsPerRecord && found.Match.Spots.Any(s => s?.Line > 0);
        return new TableHeader
        {
            Frame = frame,
            Table = table,
            Match = found.Match,
            Lines = lines.Count,
            Widths = spread
                ? [.. lines.TakeLast(rowsPerRecord).Select(l => l.Length)]
                : [HeaderMatch.Width(lines.ToArray().AsSpan(lines.Count - found.Height))],
            WithHidden = withHidden,
            Shown = withHidden ? null : shown,
            AllWidth = shown is null || withHidden ? lines[^1].Length : shown[^1],
            LastLines = [.. lines.TakeLast(HighestHeader).Select(l => (string?[])[.. l.Select(c => c?.Text)])],
            RowsPerRecord = rowsPerRecord,
        };
    }

    /// <summary>Places of the shown cells among all cells of the header's last line; the last entry is the number of all.</summary>
    private static int[] Shown(IElement table, int lines)
    {
        var all = new GridWalk(true);
        foreach (var line in TableLine.Of(table).Take(lines))
            all.Read(line);
        return [.. Enumerable.Range(0, all.Width).Where(c => all.Cells[c] is not { } cell || !Hiding.IsHidden(cell)), all.Width];
    }

    private (HeaderMatch Match, int Height)? Try(List<HeaderCell?[]> lines)
    {
        var all = lines.ToArray().AsSpan();
        for (var height = 1; height <= HighestHeader && height <= all.Length; height++)
        {
            var match = HeaderMatch.Stacked(names, all[^height..]);
            if (match.IsComplete && match.Ambiguous.Count == 0)
                return (match, height);
            if (Best is null || match.Found > Best.Found)
                Best = match;
            if (match.IsComplete && height == Math.Min(HighestHeader, all.Length))
                return (match, height);
        }

        if (rowsPerRecord > 1 && all.Length >= rowsPerRecord)
        {
            var match = HeaderMatch.Spread(names, all[^rowsPerRecord..]);
            if (match.IsComplete)
                return (match, rowsPerRecord);
            if (Best is null || match.Found > Best.Found)
                Best = match;
        }

        return null;
    }

    /// <summary>Makes header cells of the line; true when one of them may be a header that is looked for.</summary>
    /// <param name="grid">The line.</param>
    /// <param name="above">The cells of the line before.</param>
    /// <param name="before">What was made of those: a cell that reaches over columns and lines is made once.</param>
    /// <param name="header">By column; null for what is no header.</param>
    private bool Read(GridWalk grid, IElement?[] above, HeaderCell?[] before, out HeaderCell?[] header)
    {
        header = new HeaderCell?[grid.Width];
        var wanted = false;
        var heads = 0;
        var wantedPlain = false;
        for (var column = 0; column < header.Length; column++)
        {
            if (grid.Cells[column] is not { } element)
                continue;
            var cell = column > 0 && ReferenceEquals(grid.Cells[column - 1], element) ? header[column - 1]
                : column < above.Length && ReferenceEquals(above[column], element) ? before[column]
                : text.Short(element, HeaderCell.Longest) is { } words && !IsLabel(element, words) ? new HeaderCell(words)
                : null;
            header[column] = cell;
            if (element.LocalName == "th")
                heads++;
            if (cell is null || !MayBe(cell))
                continue;
            wanted = true;
            wantedPlain |= element.LocalName != "th";
        }

        // Head cells beside plain cells are labels beside values, unless a plain cell is wanted too or plain cells are the exception.
        return wanted && (wantedPlain || heads * 2 > header.Length || heads == header.Length);
    }

    private bool MayBe(HeaderCell cell)
    {
        foreach (var name in names)
        {
            if (name.MayBe(cell.Key) || (cell.Key.Length > 0 && name.Key.EndsWith(cell.Key, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    /// <summary>A colon or a row's scope makes it the label of what stands beside it.</summary>
    private static bool IsLabel(IElement element, string words) =>
        words is [.., ':' or '：'] || element.GetAttribute("scope") is "row";

    /// <summary>A line in which cells hold nothing but fields to fill is a form, whatever its labels say.</summary>
    private bool IsForm(GridWalk grid)
    {
        foreach (var cell in grid.Cells)
        {
            if (cell is not null && text.Short(cell, HeaderCell.Longest) is "" && HasField(cell))
                return true;
        }

        return false;
    }

    private static bool HasField(IElement cell)
    {
        var walk = new NodeWalk();
        walk.Start(cell);
        while (walk.Next())
        {
            if (walk.Node is IHtmlSelectElement or IHtmlTextAreaElement or IHtmlInputElement { Type: not ("hidden" or "checkbox" or "radio" or "button" or "submit" or "image") })
                return true;
        }

        return false;
    }

    private void Note(HeaderCell?[] line)
    {
        foreach (var cell in line)
        {
            if (cell is { Text.Length: > 0 and <= 20 } && Others.Count < 30 && !Others.Contains(cell.Text))
                Others.Add(cell.Text);
        }
    }
}
