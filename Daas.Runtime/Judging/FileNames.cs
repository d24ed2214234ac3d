using System.Text;
using System.Text.RegularExpressions;

namespace Daas.Runtime.Judging;

/// <summary>
/// The name of a downloaded file out of Content-Disposition as old systems write it: RFC 5987 and 2231, percent codes, RFC 2047 words,
/// or raw bytes in UTF-8 or GBK.
/// </summary>
internal static partial class FileNames
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, true);

    /// <param name="disposition">The header, each character a byte as Latin-1 or windows-1252 has it.</param>
    /// <returns>The name without folders; null when the header names none.</returns>
    public static string? Read(string? disposition)
    {
        if (disposition is null)
            return null;
        var text = disposition.All(char.IsAscii) ? disposition : Guessed([.. disposition.Select(Byte)]);
        if (Extended(text) is { } extended)
            return Clean(extended);
        var plain = Plain().Match(text);
        if (!plain.Success)
            return null;
        var name = plain.Groups["quoted"].Success ? plain.Groups["quoted"].Value.Replace("\\\"", "\"", StringComparison.Ordinal) : plain.Groups["bare"].Value.Trim();
        name = EncodedWord().Replace(name, m => Word(m) ?? m.Value);
        if (name.Contains('%', StringComparison.Ordinal) && Percent(name) is { } decoded)
            name = decoded;
        return Clean(name);
    }

    private static byte Byte(char c) => c <= 0xFF ? (byte)c : Encoding.GetEncoding(1252).GetBytes([c])[0];

    /// <summary>A name without folders and without what no file system takes.</summary>
    public static string? Clean(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim().Trim('"');
        var clean = string.Concat(name.Where(c => !char.IsControl(c) && c is not (':' or '*' or '?' or '<' or '>' or '|')));
        return clean.Trim('.', ' ').Length == 0 ? null : clean;
    }

    private static string? Extended(string text)
    {
        var parts = new SortedDictionary<int, (string Value, bool Coded)>();
        foreach (Match m in Continued().Matches(text))
            parts[m.Groups["n"].Success ? int.Parse(m.Groups["n"].ValueSpan) : 0] = (m.Groups["value"].Value.Trim('"'), m.Groups["star"].Success || !m.Groups["n"].Success);
        if (parts.Count == 0)
            return null;
        var all = string.Concat(parts.Values.Select(p => p.Value));
        var pieces = all.Split('\'', 3);
        return pieces.Length == 3 && parts.Values.First().Coded ? Percent(pieces[2], Charset(pieces[0])) ?? pieces[2] : Percent(all) ?? all;
    }

    private static string? Percent(string text, Encoding? charset = null)
    {
        if (!PercentCode().IsMatch(text))
            return null;
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && byte.TryParse(text.AsSpan(i + 1, Math.Min(2, text.Length - i - 1)), System.Globalization.NumberStyles.HexNumber, null, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return charset is null ? Guessed([.. bytes]) : charset.GetString([.. bytes]);
    }

    private static string Guessed(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("GB18030").GetString(bytes);
        }
    }

    private static string? Word(Match m)
    {
        if (Charset(m.Groups["charset"].Value) is not { } charset)
            return null;
        var text = m.Groups["text"].Value;
        try
        {
            return m.Groups["kind"].Value is "B" or "b"
                ? charset.GetString(Convert.FromBase64String(text))
                : Percent(text.Replace('_', ' ').Replace('=', '%'), charset) ?? text;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Encoding? Charset(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""filename\*(?<n>\d+)?(?<star>\*)?\s*=\s*(?<value>"[^"]*"|[^;]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Continued();

    [GeneratedRegex("""filename\s*=\s*(?:"(?<quoted>(?:\\"|[^"])*)"|(?<bare>[^;]+))""", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();

    [GeneratedRegex(@"=\?(?<charset>[^?]+)\?(?<kind>[BbQq])\?(?<text>[^?]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex("%[0-9a-fA-F]{2}")]
    private static partial Regex PercentCode();
}
