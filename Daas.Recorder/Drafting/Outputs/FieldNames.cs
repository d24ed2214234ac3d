using System.Text;
using System.Text.RegularExpressions;
using Daas.Core.Extraction.Documents;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Makes sensible English names of titles: words that are English already, common Chinese words of business systems,
/// pinyin, or else a number.</summary>
internal sealed partial class FieldNames(string fallback = "field")
{
    private readonly HashSet<string> _taken = [];
    private int _number;

    /// <summary>The name of a title by itself; null when part of it is no word that is known.</summary>
    public static string? Of(string title)
    {
        var words = new List<string>();
        var text = Aside().Replace(TextFold.Fold(title), "").Trim().TrimEnd(':', '：', '*', ' ');
        if (text is "#" or "№" or "No." or "NO." or "NO")
            return "number";
        for (var i = 0; i < text.Length;)
        {
            if (char.IsAsciiLetterOrDigit(text[i]))
            {
                var end = i;
                while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
                    end++;
                words.AddRange(Humps().Matches(text[i..end]).Select(m => m.Value.ToLowerInvariant()));
                i = end;
            }
            else if (text[i] is ' ' or '_' or '-' or '/' or '.' or '#' or '、' or '/' or '\'' or '(' or ')' or '（' or '）' or '&' or ':' or '的')
            {
                i++;
            }
            else if (FieldWords.Longest(text, i) is { } found)
            {
                words.AddRange(found.English.Split(' '));
                i += found.Length;
            }
            else
            {
                return null;
            }
        }

        return Joined(words);
    }

    /// <summary>The name of a title, with what is no known word spelt in pinyin; null when that cannot be told either.</summary>
    public static string? Spelt(string title)
    {
        var words = new List<string>();
        var isSpelling = false;
        var text = Aside().Replace(TextFold.Fold(title), "");
        for (var i = 0; i < text.Length;)
        {
            if (FieldWords.Longest(text, i) is { Length: > 1 } found)
            {
                words.AddRange(found.English.Split(' '));
                (i, isSpelling) = (i + found.Length, false);
                continue;
            }

            var piece = char.IsAsciiLetterOrDigit(text[i]) ? char.ToLowerInvariant(text[i]).ToString() : Pinyin.Of(text[i]);
            i++;
            if (piece is null)
            {
                isSpelling = false;
                continue;
            }

            if (isSpelling)
                words[^1] += piece;
            else
                words.Add(piece);
            isSpelling = true;
        }

        return Joined(words);
    }

    private static string? Joined(List<string> words)
    {
        if (words.Count is 0 or > 6 || !char.IsAsciiLetter(words[0][0]))
            return null;
        var name = new StringBuilder(words[0]);
        foreach (var word in words.Skip(1).Where((w, i) => w != words[i]))
            name.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        return name.Length <= 40 ? name.ToString() : null;
    }

    /// <summary>A name that was not given before.</summary>
    public string Next(string title)
    {
        _number++;
        var name = Of(title) ?? Spelt(title) ?? $"{fallback}{_number}";
        var own = name;
        for (var i = 2; !_taken.Add(own); i++)
            own = $"{name}{i}";
        return own;
    }

    /// <summary>Units and remarks behind a title.</summary>
    [GeneratedRegex(@"(?<=.)[(（\[【][^)）\]】]*[)）\]】]$")]
    private static partial Regex Aside();

    [GeneratedRegex(@"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")]
    private static partial Regex Humps();
}
