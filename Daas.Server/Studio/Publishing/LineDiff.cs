namespace Daas.Server.Studio.Publishing;

/// <summary>One line of a comparison.</summary>
/// <param name="Kind">Whether it stays, goes or comes.</param>
/// <param name="Before">Its one-based number before; null for one that comes.</param>
/// <param name="After">Its one-based number after; null for one that goes.</param>
/// <param name="Text">Without its line ending.</param>
internal sealed record DiffLine(DiffKind Kind, int? Before, int? After, string Text);

internal enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <summary>Two texts line by line: the fewest lines that go and come.</summary>
internal static class LineDiff
{
    // Beyond this a comparison in full would take too much memory; nobody reads it either.
    private const int MostCells = 4_000_000;

    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;
        var diff = new List<DiffLine>();
        for (var i = 0; i < start; i++)
            diff.Add(new DiffLine(DiffKind.Same, i + 1, i + 1, old[i]));
        Between(old, now, start, old.Length - end, now.Length - end, diff);
        for (var i = end; i > 0; i--)
            diff.Add(new DiffLine(DiffKind.Same, old.Length - i + 1, now.Length - i + 1, old[^i]));
        return diff;
    }

    private static void Between(string[] old, string[] now, int start, int oldEnd, int nowEnd, List<DiffLine> diff)
    {
        var (rows, columns) = (oldEnd - start, nowEnd - start);
        var common = (long)rows * columns <= MostCells ? Common(old.AsSpan(start, rows), now.AsSpan(start, columns)) : null;
        var (i, j) = (0, 0);
        while (i < rows || j < columns)
        {
            if (common is not null && i < rows && j < columns && old[start + i] == now[start + j])
            {
                diff.Add(new DiffLine(DiffKind.Same, start + i + 1, start + j + 1, old[start + i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (i < rows && (j == columns || common is null || common[i + 1, j] >= common[i, j + 1]))
            {
                diff.Add(new DiffLine(DiffKind.Removed, start + i + 1, null, old[start + i]));
                i++;
            }
            else
            {
                diff.Add(new DiffLine(DiffKind.Added, null, start + j + 1, now[start + j]));
                j++;
            }
        }
    }

    /// <summary>Length of the longest common sequence from each pair of lines on.</summary>
    private static int[,] Common(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }

    private static string[] Lines(string text)
    {
        if (text.Length == 0)
            return [];
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
