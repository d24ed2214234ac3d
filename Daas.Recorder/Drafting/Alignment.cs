namespace Daas.Recorder.Drafting;

/// <summary>Which items of two lists are the same: the longest common part, in order.</summary>
internal static class Alignment
{
    // Beyond this many comparisons the middle of two lists counts as wholly changed.
    private const long Most = 16_000_000;

    /// <returns>Every item of both in order, as pairs of places; one side is null where the other list has no such item.</returns>
    public static IReadOnlyList<(int? First, int? Second)> Of<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, Func<T, T, bool> same)
    {
        var start = 0;
        while (start < first.Count && start < second.Count && same(first[start], second[start]))
            start++;
        var end = 0;
        while (end < first.Count - start && end < second.Count - start && same(first[first.Count - 1 - end], second[second.Count - 1 - end]))
            end++;
        var pairs = Enumerable.Range(0, start).Select(i => ((int?)i, (int?)i)).ToList();
        var (ours, theirs) = (first.Count - start - end, second.Count - start - end);
        var longest = (long)ours * theirs > Most ? null : Longest(first, second, start, ours, theirs, same);
        int a = 0, b = 0;
        while (a < ours || b < theirs)
        {
            if (longest is not null && a < ours && b < theirs && same(first[start + a], second[start + b]))
                pairs.Add((start + a++, start + b++));
            else if (a < ours && (b >= theirs || longest is null || longest[a + 1, b] >= longest[a, b + 1]))
                pairs.Add((start + a++, null));
            else
                pairs.Add((null, start + b++));
        }

        pairs.AddRange(Enumerable.Range(0, end).Select(i => ((int?)(first.Count - end + i), (int?)(second.Count - end + i))));
        return pairs;
    }

    private static int[,] Longest<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, int start, int ours, int theirs, Func<T, T, bool> same)
    {
        var longest = new int[ours + 1, theirs + 1];
        for (var i = ours - 1; i >= 0; i--)
        {
            for (var j = theirs - 1; j >= 0; j--)
                longest[i, j] = same(first[start + i], second[start + j]) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }

        return longest;
    }
}
