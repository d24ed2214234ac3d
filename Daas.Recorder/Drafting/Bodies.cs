using System.Text;
using System.Text.RegularExpressions;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>What a request sent, as text, in whichever of the usual codings it was.</summary>
internal static partial class Bodies
{
    private static readonly Encoding[] Codings = Known();

    public static bool Carries(RecordedExchange exchange, string value) => Texts(exchange).Any(t => t.Contains(value, StringComparison.Ordinal));

    private static IEnumerable<string> Texts(RecordedExchange exchange)
    {
        if (exchange.RequestBody is not { Length: > 0 } body)
            yield break;
        foreach (var coding in Codings)
        {
            var plain = coding.GetString(body);
            yield return plain;
            yield return Encoding.Latin1.GetString(body) is var latin && latin.Contains('%') ? coding.GetString(Unescaped(latin)) : plain;
            if (plain.Contains("\\u", StringComparison.Ordinal))
                yield return Unicode().Replace(plain, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
        }
    }

    private static byte[] Unescaped(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, null, out var octet))
            {
                bytes.Add(octet);
                i += 2;
            }
            else
            {
                bytes.Add(text[i] == '+' ? (byte)' ' : (byte)text[i]);
            }
        }

        return [.. bytes];
    }

    private static Encoding[] Known()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return [Encoding.UTF8, Encoding.GetEncoding("gb18030")];
    }

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Unicode();
}
