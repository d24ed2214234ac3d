using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Details;

/// <summary>Labels and values within one text: <c>姓 名：张三　性别：男</c>.</summary>
internal static class LabelText
{
    private const int LongestOther = 12;

    /// <param name="words">Folded text.</param>
    /// <param name="wanted">Keys of labels.</param>
    /// <returns>Key, value (empty when it follows elsewhere), and whether the value runs to the end of the text.</returns>
    public static IEnumerable<(string Key, string Value, bool IsLast)> Pairs(string words, IReadOnlySet<string> wanted)
    {
        var from = 0;
        for (var colon = NextColon(words, 0); colon >= 0; colon = NextColon(words, colon + 1))
        {
            if (Label(words, from, colon, wanted) is not { } key)
                continue;
            var end = End(words, colon + 1, wanted);
            yield return (key, words[(colon + 1)..end].Trim(), end == words.Length);
            from = end;
            if (end > colon)
                colon = end - 1;
        }
    }

    private static int NextColon(string words, int from) => words.AsSpan(from).IndexOfAny(':', '：') is >= 0 and var at ? from + at : -1;

    /// <summary>The longest run of whole words before the colon that is a wanted label.</summary>
    private static string? Label(string words, int from, int colon, IReadOnlySet<string> wanted)
    {
        var least = Math.Max(from, colon - LabelIndex.LongestLabel);
        for (var start = least; start < colon; start++)
        {
            if ((start == least && start == from) || (start > 0 && IsBorder(words[start - 1])))
            {
                if (TextFold.Key(words[start..colon]) is { Length: > 0 } key && wanted.Contains(key))
                    return key;
            }
        }

        return null;
    }

    /// <summary>Where the value ends: before the next label, wanted or only looking like one (a blank, a short word of letters, a colon).</summary>
    private static int End(string words, int from, IReadOnlySet<string> wanted)
    {
        for (var colon = NextColon(words, from); colon >= 0; colon = NextColon(words, colon + 1))
        {
            for (var start = from + 1; start < colon; start++)
            {
                if (IsBorder(words[start - 1]) && TextFold.Key(words[start..colon]) is { Length: > 0 } key && wanted.Contains(key))
                    return start;
            }

            var blank = words.LastIndexOf(' ', colon - 1, colon - from);
            if (blank > from && colon - blank - 1 is > 0 and <= LongestOther && IsLetters(words.AsSpan(blank + 1, colon - blank - 1))
                && !IsAddress(words, colon))
                return blank;
        }

        return words.Length;
    }

    private static bool IsAddress(string words, int colon) => words.AsSpan(colon + 1).StartsWith("//");

    private static bool IsLetters(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsLetter(c))
                return false;
        }

        return true;
    }

    private static bool IsBorder(char c) => c is ' ' or ',' or '，' or ';' or '；' or '、' or '|' or '｜' or '。' or '(' or '（' or '*';
}
