using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting;

/// <summary>English names for what pages call in Chinese: by the words of business, longest first, or else by the name the page's author gave the field.</summary>
internal static partial class EnglishNames
{
    private const int MostWords = 3;

    private static readonly FrozenDictionary<string, string> Known = BusinessWords.Read().ToFrozenDictionary();

    private static readonly int Longest = Known.Keys.Max(k => k.Length);

    /// <param name="label">What a person reads; may be empty.</param>
    /// <param name="name">The author's name of it: of a field, a column of JSON; may be null.</param>
    /// <param name="fallback">Used when neither tells anything.</param>
    /// <returns>camelCase letters and digits, beginning with a letter.</returns>
    public static string Of(string label, string? name, string fallback) =>
        FromLabel(Spoken.Label(label)) ?? FromName(name) ?? fallback;

    /// <summary>The name, or with a number behind it when it is taken.</summary>
    public static string Free(string name, Func<string, bool> isTaken)
    {
        if (!isTaken(name))
            return name;
        for (var i = 2; ; i++)
        {
            if (!isTaken(name + i))
                return name + i;
        }
    }

    private static string? FromLabel(string label)
    {
        var bare = Brackets().Replace(label, "");
        if (bare.Length == 0)
            bare = label;
        if (Known.TryGetValue(bare, out var whole))
            return whole;
        if (bare.Length > 0 && bare.All(char.IsAscii))
            return Camel(Words().Matches(bare).Select(m => m.Value).Take(MostWords));
        var words = new List<string>();
        var missed = 0;
        for (var i = 0; i < bare.Length;)
        {
            var length = Math.Min(Longest, bare.Length - i);
            while (length > 0 && !Known.ContainsKey(bare.Substring(i, length)))
                length--;
            if (length == 0)
            {
                missed++;
                i++;
                continue;
            }

            words.Add(Known[bare.Substring(i, length)]);
            i += length;
        }

        return missed * 3 > bare.Length || words.Count is 0 or > 4 ? null : Camel(words.TakeLast(MostWords));
    }

    private static string? FromName(string? name)
    {
        if (name is null)
            return null;
        var last = name.Split(['$', '.', '[', ']', ':', '/'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        last = Prefix().Replace(last, "");
        if (last.Length < 2 || Generated.IsName(last) || !last.All(char.IsAscii))
            return null;
        return Camel(Words().Matches(last).Select(m => m.Value).Take(MostWords));
    }

    private static string? Camel(IEnumerable<string> words)
    {
        var parts = words.SelectMany(w => Words().Matches(w).Select(m => m.Value)).Where(w => w.Length > 0).ToList();
        if (parts.Count == 0)
            return null;
        var text = string.Concat(parts.Select((w, i) => i == 0 ? Lower(w) : char.ToUpperInvariant(w[0]) + Lower(w)[1..]));
        return char.IsAsciiLetter(text[0]) ? text : null;

        static string Lower(string word) => word.Any(char.IsAsciiLetterLower) ? char.ToLowerInvariant(word[0]) + word[1..] : word.ToLowerInvariant();
    }

    [GeneratedRegex(@"[(（\[【].*?[)）\]】]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")]
    private static partial Regex Words();

    [GeneratedRegex("^(txt|ddl|chk|sel|cmb|cbo|cbx|rdo|rbl|tbx|tb|inp|input|fld|field|lst|dt|dp|hid|frm|form|search|query|q|s|m|f)(?=[_A-Z])_?")]
    private static partial Regex Prefix();
}
