namespace Daas.Core.Words;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class Nearest
{
    // Nothing longer is compared: the effort grows with the square.
    private const int Longest = 100;

    /// <returns>The nearest of <paramref name="words"/> to a name somebody typed; null when none is near enough to be worth saying.</returns>
    public static string? Find(string word, IEnumerable<string> words) =>
        Find(word, words, Folded, (typed, candidate, distance) => distance <= Math.Max(1, Math.Min(typed.Length, candidate.Length) / 3));

    /// <param name="word">What was not found.</param>
    /// <param name="words">What there is.</param>
    /// <param name="fold">Makes equal what counts as one word.</param>
    /// <param name="isNear">Of two folded words and the number of slips between them: whether the second is worth saying.</param>
    internal static string? Find(string word, IEnumerable<string> words, Func<string, string> fold, Func<string, string, int, bool> isNear)
    {
        var folded = fold(Cut(word));
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in words)
        {
            var other = fold(Cut(candidate));
            var distance = Distance(folded, other);
            if (distance < least && isNear(folded, other, distance))
                (best, least) = (candidate, distance);
        }

        return best;
    }

    // fill_with, fill-with and fillWith are one word to whoever types them.
    private static string Folded(string word) => word.Replace("-", "").Replace("_", "").ToLowerInvariant();

    private static string Cut(string word) => word.Length > Longest ? word[..Longest] : word;

    /// <summary>Optimal string alignment: insertions, deletions, replacements, and swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
