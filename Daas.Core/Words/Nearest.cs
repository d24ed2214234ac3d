namespace Daas.Core.Adapters;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class Nearest
{
    /// <returns>The nearest of <paramref name="words"/>; null when none is near enough to be worth saying.</returns>
    public static string? Find(string word, IEnumerable<string> words)
    {
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in words)
        {
            var distance = Distance(Folded(word), Folded(candidate));
            if (distance < least)
                (best, least) = (candidate, distance);
        }

        return best is not null && least <= Math.Max(1, Math.Min(word.Length, best.Length) / 3) ? best : null;
    }

    // fill_with, fill-with and fillWith are one word to whoever types them.
    private static string Folded(string word) =>
        word.Length > 100 ? word[..100] : word.Replace("-", "").Replace("_", "").ToLowerInvariant();

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
