using System.Text;

namespace Daas.Core.Extraction.Documents;

/// <summary>Folds white space and makes the keys by which headers and labels are compared.</summary>
internal static class TextFold
{
    private const string SortMarks = "▲▼△▽↑↓⇧⇩⇅⇵↕▴▾▵▿⬆⬇";

    /// <summary>White space of every kind, non-breaking and full-width blanks included.</summary>
    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u180E' or '\u2800';

    /// <summary>Characters without width or meaning that old editors leave in text.</summary>
    public static bool IsNothing(char c) => c is '\u200B' or '\uFEFF' or '\u00AD' or '\u2060';

    /// <summary>One blank for each run of white space, none at the ends. Returns the same instance when nothing changes.</summary>
    public static string Fold(string text)
    {
        var start = FirstChange(text);
        if (start < 0)
            return text;
        var folded = new StringBuilder(text.Length).Append(text, 0, start);
        var pending = false;
        foreach (var c in text.AsSpan(start))
        {
            if (IsNothing(c))
                continue;
            if (IsBlank(c))
            {
                pending = true;
                continue;
            }

            if (pending && folded.Length > 0)
                folded.Append(' ');
            pending = false;
            folded.Append(c);
        }

        return folded.ToString();
    }

    /// <summary>As <see cref="Fold"/>, but line breaks stay: one for each run of white space that has one.</summary>
    public static string FoldLines(string text)
    {
        if (!text.AsSpan().ContainsAny('\n', '\r'))
            return Fold(text);
        var lines = text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Select(Fold).Where(l => l.Length > 0));
    }

    /// <summary>
    /// What two spellings of one header or label have in common: white space, sort arrows, a closing colon and the asterisk of required fields
    /// left out, full-width letters and digits narrowed, case folded.
    /// </summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsBlank(c) && !IsNothing(c) && !SortMarks.Contains(c))
                key.Append(char.ToLowerInvariant(Narrow(c)));
        }

        var start = 0;
        var end = key.Length;
        while (start < end && key[start] is '*')
            start++;
        while (end > start && key[end - 1] is ':' or '*')
            end--;
        return key.ToString(start, end - start);
    }

    /// <summary>The half-width twin of a full-width letter, digit or sign.</summary>
    public static char Narrow(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c is '\u3000' ? ' ' : c;

    /// <summary>Index from which folding changes something (backed up before a blank that may be dropped); -1 when nothing.</summary>
    private static int FirstChange(string text)
    {
        var blank = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is > ' ' and < '\u007F' or >= '\u3001' and < '\uFE00')
            {
                blank = false;
            }
            else if (IsNothing(c) || (IsBlank(c) && (blank || c != ' ')))
            {
                return blank && i > 0 ? i - 1 : i;
            }
            else
            {
                blank = c == ' ';
            }
        }

        return blank && text.Length > 0 ? text.Length - 1 : -1;
    }
}
