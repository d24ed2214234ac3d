using System.Text;

namespace Daas.Server.Layout;

/// <summary>Words of a stranger within a sentence of ours: where they turn the direction of writing, it is turned for them alone.</summary>
public static class Apart
{
    private const char First = '\u2068';
    private const char Last = '\u2069';

    /// <summary>The same where it turns nothing.</summary>
    public static string Of(string words)
    {
        if (!words.Any(Turns))
            return words;
        var kept = new StringBuilder(words.Length + 2).Append(First);
        var open = 1;
        foreach (var c in words)
        {
            // One that ends what it did not begin would end what we began.
            if (c == Last && open == 1)
                continue;
            open += c switch { >= '\u2066' and <= First => 1, Last => -1, _ => 0 };
            kept.Append(c);
        }

        return kept.Append(Last, open).ToString();
    }

    /// <summary>Several, each by itself.</summary>
    public static string Join(string between, IEnumerable<string> words) => string.Join(between, words.Select(Of));

    // Marks that turn the direction, and letters that are written from the right.
    private static bool Turns(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C'
        or (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');
}
