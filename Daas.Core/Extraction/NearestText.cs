using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction;

/// <summary>The seen word most like a missing one, for messages.</summary>
internal static class Nearest
{
    /// <summary>Null when nothing seen is alike (more than half of the letters would have to change).</summary>
    public static string? Of(string missing, IEnumerable<string> seen)
    {
        var key = TextFold.Key(missing);
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var word in seen)
        {
            var other = TextFold.Key(word);
            var distance = Distance(key, other);
            if (distance >= least || (distance * 2 > Math.Max(key.Length, other.Length) && !(other.Length > 1 && (key.Contains(other) || other.Contains(key)))))
                continue;
            (nearest, least) = (word, distance);
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                corner = above;
            }
        }

        return row[b.Length];
    }
}
