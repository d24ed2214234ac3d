using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Daas.Recorder.Evidence.Redaction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Evidence;

/// <summary>Which exchanges of a recording are kept, and how much of each.</summary>
/// <param name="redactor">Replaces personal data.</param>
internal sealed partial class ExchangeKeeping(Redactor redactor)
{
    private const int LongestBody = 600_000;
    private const int LongestPart = 2_000;

    private static readonly string[] Kept =
        ["content-type", "location", "content-disposition", "refresh", "referer", "origin", "x-requested-with", "accept", "authorization", "cookie",
            "set-cookie"];

    /// <summary>Documents, requests of scripts and downloads; no pictures, styles, fonts and scripts.</summary>
    public static bool Matters(RecordedExchange exchange) =>
        exchange.Type is not ("image" or "font" or "stylesheet" or "script" or "media" or "manifest" or "ping") && exchange.Method != "OPTIONS"
        && exchange.Url.Scheme is "http" or "https" && exchange.Header("content-type")?.Split('/')[0] is not ("image" or "font" or "video" or "audio");

    public EvidenceExchange Keep(RecordedExchange exchange)
    {
        var isText = exchange.Body.Length > 0 && TextBodies.IsText(exchange);
        var text = isText && exchange.Body.Length <= LongestBody ? redactor.Text(exchange.Text) : null;
        return new EvidenceExchange
        {
            Id = exchange.Id,
            Action = exchange.Action,
            Method = exchange.Method,
            Url = redactor.Address(exchange.Url),
            Type = exchange.Type,
            Status = exchange.Status,
            RequestHeaders = Headers(exchange.RequestHeaders),
            Sent = exchange.RequestBody is { Length: > 0 } sent ? Sent(sent, exchange.RequestHeaders) : null,
            ResponseHeaders = Headers(exchange.ResponseHeaders),
            Body = text,
            Left = text is null && exchange.Body.Length > 0 ? $"{exchange.Body.Length} bytes of {exchange.Header("content-type") ?? "something"}" : null,
        };
    }

    private IReadOnlyList<string> Headers(IEnumerable<KeyValuePair<string, string>> headers) =>
    [
        .. headers.Select(h => (Name: h.Key.ToLowerInvariant(), h.Value))
            .Where(h => Kept.Contains(h.Name) || (h.Name.StartsWith("x-", StringComparison.Ordinal) && Tokens.IsName(h.Name)))
            .OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => $"{h.Name}: {Masked(h.Name, h.Value)}"),
    ];

    private string Masked(string name, string value) => name switch
    {
        "cookie" => string.Join("; ", value.Split(';', StringSplitOptions.TrimEntries).Select(c => Cookie(c))),
        "set-cookie" => string.Join(" | ", value.Split('\n').Select(line =>
            string.Join("; ", line.Split(';', StringSplitOptions.TrimEntries).Select((c, i) => i == 0 ? Cookie(c) : c)))),
        "authorization" => value.Split(' ')[0] + " masked",
        _ => redactor.Text(value),
    };

    private string Cookie(string cookie) => cookie.Split('=', 2) is [var name, var value]
        ? $"{name}={(redactor.Text(value) is var told && told != value && told.StartsWith("masked-", StringComparison.Ordinal) ? told : "masked")}" : cookie;

    private string Sent(byte[] body, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var type = headers.FirstOrDefault(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value;
        if (body.Length > LongestBody && type?.Contains("multipart", StringComparison.OrdinalIgnoreCase) != true)
            return $"({body.Length} bytes)";
        if (type is not null && Boundary().Match(type) is { Success: true } boundary)
            return redactor.Text(Parts(body, "--" + boundary.Groups["it"].Value));
        return TextBodies.IsText("", body) ? redactor.Text(TextBodies.Of(body, type)) : $"({body.Length} bytes)";
    }

    /// <summary>Fields as text, files by their size.</summary>
    private static string Parts(byte[] body, string boundary)
    {
        var kept = new StringBuilder();
        // One character a byte, so that what is in between can be told by its length.
        var parts = Encoding.Latin1.GetString(body).Split(boundary);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                kept.Append(boundary);
            var end = parts[i].IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
            {
                kept.Append(parts[i]);
                continue;
            }

            var content = Encoding.Latin1.GetBytes(parts[i][(end + 4)..]);
            kept.Append(TextBodies.Of(Encoding.Latin1.GetBytes(parts[i][..(end + 4)]), null));
            kept.Append(content.Length <= LongestPart && !parts[i][..end].Contains("filename=", StringComparison.OrdinalIgnoreCase)
                && TextBodies.IsText("", content)
                ? TextBodies.Of(content, null) : string.Create(CultureInfo.InvariantCulture, $"({Math.Max(0, content.Length - 2)} bytes)\r\n"));
        }

        return kept.ToString();
    }

    [GeneratedRegex("multipart/form-data.*boundary=\"?(?<it>[^\";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();
}
