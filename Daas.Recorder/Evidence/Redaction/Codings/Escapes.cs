using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Daas.Recorder.Evidence.Redaction.Codings;

/// <summary>Character references of HTML, and the escapes of JSON and scripts: <c>&amp;#24352;</c>, <c>\u5f20</c>, <c>%u5F20</c>, <c>\x2F</c>.</summary>
internal static partial class Escapes
{
    public static string Apply(string text, Func<string, string> redact)
    {
        if (text.AsSpan().IndexOfAny("&\\%") < 0 || !Escape().IsMatch(text))
            return text;
        var coded = Read(text);
        var made = redact(coded.Text);
        return made == coded.Text ? text : coded.With(text, made, (was, now) =>
            Code(was, now, IsLower(was) || (!IsUpper(was) && Escape().Matches(text).Any(m => IsLower(m.Value)))));
    }

    private static Coded Read(string text)
    {
        var read = new StringBuilder(text.Length);
        var places = new List<(int, int)>(text.Length);
        var at = 0;
        foreach (Match m in Escape().Matches(text))
        {
            for (; at < m.Index; at++)
                Add(text[at], at, 1);
            var says = Says(m.Value);
            Add(says[0], at, m.Length);
            foreach (var half in says[1..])
                Add(half, at, 0);
            at += m.Length;
        }

        for (; at < text.Length; at++)
            Add(text[at], at, 1);
        return new Coded(read.ToString(), places);

        void Add(char c, int start, int length)
        {
            read.Append(c);
            places.Add((start, length));
        }
    }

    private static string Says(string escape) => escape[0] switch
    {
        '&' => WebUtility.HtmlDecode(escape) is { Length: > 0 } said ? said : escape,
        '\\' when escape.Length == 2 => escape[1..],
        _ => ((char)int.Parse(escape.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
    };

    private static string Code(string was, string now, bool isLower)
    {
        return was switch
        {
            ['&', '#', 'x' or 'X', ..] => $"&#{was[2]}{Hex(char.ConvertToUtf32(now, 0), 1)};",
            ['&', '#', ..] => $"&#{char.ConvertToUtf32(now, 0)};",
            ['\\' or '%', 'u', ..] => string.Concat(now.Select(c => $"{was[..2]}{Hex(c, 4)}")),
            ['\\', 'x', ..] when now[0] < 256 => $"\\x{Hex(now[0], 2)}",
            _ => now,
        };

        string Hex(int number, int width) => number.ToString((isLower ? "x" : "X") + width, CultureInfo.InvariantCulture);
    }

    private static bool IsLower(string escape) => escape is [_, '#' or 'u' or 'x', ..] && escape.Skip(2).Any(c => c is >= 'a' and <= 'f');

    private static bool IsUpper(string escape) => escape.Any(c => c is >= 'A' and <= 'F');

    [GeneratedRegex(@"&#\d{2,7};|&#[xX][0-9a-fA-F]{2,6};|&(amp|lt|gt|quot|apos|nbsp);|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\/|%u[0-9a-fA-F]{4}")]
    private static partial Regex Escape();
}
