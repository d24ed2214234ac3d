namespace Daas.Core.Extraction.Tables;

/// <summary>Where a header stands.</summary>
/// <param name="Line">Line within the record, for records over several rows; else 0.</param>
/// <param name="Column">First column.</param>
/// <param name="Span">Number of columns.</param>
internal readonly record struct HeaderSpot(int Line, int Column, int Span);

/// <summary>The attempt to find names in some lines of cells. Knows nothing of where the lines come from: pages and files share it.</summary>
internal sealed class HeaderMatch
{
    private HeaderMatch(HeaderName[] names, HeaderSpot?[] spots, List<string> seen)
    {
        Names = names;
        Spots = spots;
        Seen = seen;
    }

    public HeaderName[] Names { get; }

    /// <summary>By name; null where it is not found.</summary>
    public HeaderSpot?[] Spots { get; }

    /// <summary>The headers of the lines, as shown; of several rows joined by a slash.</summary>
    public List<string> Seen { get; }

    /// <summary>Indexes of names that stand over several separate columns.</summary>
    public List<int> Ambiguous { get; } = [];

    public int Found { get; private set; }

    /// <summary>True when every required name is found.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Looks for all names as the lowest cells of <paramref name="lines"/> (several lines: one multi-row header).</summary>
    public static HeaderMatch Stacked(HeaderName[] names, ReadOnlySpan<HeaderCell?[]> lines)
    {
        var width = Width(lines);
        var chains = new HeaderCell[width][];
        var chain = new List<HeaderCell>();
        for (var column = 0; column < width; column++)
        {
            chain.Clear();
            for (var i = lines.Length - 1; i >= 0; i--)
            {
                if (column < lines[i].Length && lines[i][column] is { Text.Length: > 0 } cell && (chain.Count == 0 || !ReferenceEquals(chain[^1], cell)))
                    chain.Add(cell);
            }

            chains[column] = [.. chain];
        }

        var match = new HeaderMatch(names, new HeaderSpot?[names.Length], SeenIn(chains));
        for (var n = 0; n < names.Length; n++)
            match.Place(n, chains, 0);
        return match;
    }

    /// <summary>Looks for each name in any of the lines: one record takes as many rows.</summary>
    public static HeaderMatch Spread(HeaderName[] names, ReadOnlySpan<HeaderCell?[]> lines)
    {
        var all = new List<string>();
        var spots = new HeaderSpot?[names.Length];
        var match = new HeaderMatch(names, spots, all);
        var chainsByLine = new List<HeaderCell[][]>();
        foreach (var line in lines)
        {
            var chains = new HeaderCell[line.Length][];
            for (var column = 0; column < line.Length; column++)
                chains[column] = line[column] is { Text.Length: > 0 } cell && !Earlier(chainsByLine, column, cell) ? [cell] : [];
            chainsByLine.Add(chains);
            all.AddRange(SeenIn(chains));
        }

        for (var n = 0; n < names.Length; n++)
        {
            for (var i = 0; i < chainsByLine.Count && spots[n] is null; i++)
                match.Place(n, chainsByLine[i], i, i == chainsByLine.Count - 1);
        }

        return match;
    }

    public static int Width(ReadOnlySpan<HeaderCell?[]> lines)
    {
        var width = 0;
        foreach (var line in lines)
            width = Math.Max(width, line.Length);
        return width;
    }

    private static bool Earlier(List<HeaderCell[][]> lines, int column, HeaderCell cell)
    {
        foreach (var line in lines)
        {
            if (column < line.Length && line[column] is [var above] && ReferenceEquals(above, cell))
                return true;
        }

        return false;
    }

    private void Place(int index, HeaderCell[][] chains, int line, bool isLast = true)
    {
        var name = Names[index];
        var scan = Scan(name, chains, false);
        if (scan.Separate > 1 && Scan(name, chains, true) is { Separate: 1 } exact)
            scan = exact;
        if (scan.Separate == 0)
        {
            IsComplete &= !(name.Required && isLast);
            return;
        }

        if (scan.Separate > 1)
            Ambiguous.Add(index);
        Found++;
        Spots[index] = new HeaderSpot(line, scan.First, scan.Span);
    }

    /// <summary>First column and width of the first fit, and how many separate fits there are.</summary>
    private static (int First, int Span, int Separate) Scan(HeaderName name, HeaderCell[][] chains, bool exact)
    {
        var (first, span, separate) = (-1, 0, 0);
        HeaderCell? before = null;
        for (var column = 0; column < chains.Length; column++)
        {
            var chain = chains[column];
            if (chain.Length == 0 || !Fits(name, chain) || (exact && chain[0].Text != name.Text))
            {
                before = null;
            }
            else if (ReferenceEquals(before, chain[0]))
            {
                if (separate == 1)
                    span++;
            }
            else
            {
                before = chain[0];
                if (++separate == 1)
                    (first, span) = (column, 1);
            }
        }

        return (first, span, separate);
    }

    private static bool Fits(HeaderName name, HeaderCell[] chain)
    {
        if (chain[0].Key == name.Key)
            return true;
        if (chain.Length > 1)
        {
            var rest = name.Key.AsSpan();
            for (var i = chain.Length - 1; i >= 0 && rest.StartsWith(chain[i].Key, StringComparison.Ordinal); i--)
            {
                rest = rest[chain[i].Key.Length..];
                if (i == 0 && rest.IsEmpty)
                    return true;
            }
        }

        if (name.Path.Length == 0 || chain[0].Key != name.Path[^1])
            return false;
        var level = name.Path.Length - 2;
        for (var i = 1; i < chain.Length && level >= 0; i++)
        {
            if (chain[i].Key == name.Path[level])
                level--;
        }

        return level < 0;
    }

    private static List<string> SeenIn(HeaderCell[][] chains)
    {
        var seen = new List<string>();
        foreach (var chain in chains)
        {
            if (chain.Length == 0)
                continue;
            var text = chain.Length == 1 ? chain[0].Text : string.Join('/', chain.Reverse().Select(c => c.Text));
            if (seen.Count == 0 || seen[^1] != text)
                seen.Add(text);
        }

        return seen;
    }
}
