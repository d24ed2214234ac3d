using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Daas.Recorder.Evidence.Redaction.Codings;

/// <summary>Percent-encoding of addresses and forms, of UTF-8 or GB 18030.</summary>
internal static partial class Percents
{
    private static readonly Encoding[] Charsets = [new UTF8Encoding(false, true), Strict(Core.Extraction.Charsets.Gb18030)];

    public static string Apply(string text, Func<string, string> redact) =>
        text.Contains('%', StringComparison.Ordinal) ? Runs().Replace(text, m => Run(m.Value, redact)) : text;

    private static string Run(string run, Func<string, string> redact)
    {
        foreach (var charset in Charsets)
        {
            if (Read(run, charset) is not { } coded)
                continue;
            var made = redact(coded.Text);
            if (made != coded.Text)
                return coded.With(run, made, (was, now) => Code(was, now, charset));
        }

        return run;
    }

    /// <returns>Null when the bytes are no text in the charset.</returns>
    private static Coded? Read(string run, Encoding charset)
    {
        var read = new StringBuilder(run.Length);
        var places = new List<(int, int)>(run.Length);
        var at = 0;
        while (at < run.Length)
        {
            if (run[at] != '%')
            {
                read.Append(run[at] == '+' ? ' ' : run[at]);
                places.Add((at++, 1));
                continue;
            }

            var start = at;
            var bytes = new List<byte>(4);
            string? said = null;
            while (said is null && bytes.Count < 4 && at + 2 < run.Length && (run[at] == '%' || bytes.Count > 0))
            {
                // The second byte of a two-byte character may be a letter, which is then not escaped.
                if (run[at] != '%')
                {
                    if (ReferenceEquals(charset, Charsets[0]))
                        return null;
                    bytes.Add((byte)run[at++]);
                }
                else
                {
                    bytes.Add(byte.Parse(run.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    at += 3;
                }

                said = Said([.. bytes], charset);
            }

            if (said is null && at < run.Length && bytes.Count == 1 && !ReferenceEquals(charset, Charsets[0]))
            {
                bytes.Add((byte)run[at++]);
                said = Said([.. bytes], charset);
            }

            if (said is null)
                return null;
            read.Append(said);
            places.Add((start, at - start));
            for (var i = 1; i < said.Length; i++)
                places.Add((start, 0));
        }

        return new Coded(read.ToString(), places);
    }

    private static string? Said(byte[] bytes, Encoding charset)
    {
        try
        {
            return charset.GetString(bytes) is { Length: > 0 } said && !said.Contains('\uFFFD', StringComparison.Ordinal) && said.Length <= 2
                && (said.Length == 1 || char.IsHighSurrogate(said[0])) ? said : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding Strict(Encoding charset)
    {
        var strict = (Encoding)charset.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private static string Code(string was, string now, Encoding charset)
    {
        if (was[0] != '%' && now[0] < 128)
            return now == " " ? "+" : now;
        var isLower = was.Any(char.IsAsciiLetterLower) && !was.Any(char.IsAsciiLetterUpper);
        return string.Concat(charset.GetBytes(now).Select(b => "%" + b.ToString(isLower ? "x2" : "X2", CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"(?:[A-Za-z0-9\-_.~!*'()+@:/,;$]|%[0-9A-Fa-f]{2})*%[0-9A-Fa-f]{2}(?:[A-Za-z0-9\-_.~!*'()+@:/,;$]|%[0-9A-Fa-f]{2})*")]
    private static partial Regex Runs();
}
