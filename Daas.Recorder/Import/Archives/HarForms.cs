using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Archives;

/// <summary>What a request sent: in its address, as a form, in parts, as flat JSON.</summary>
internal static partial class HarForms
{
    /// <param name="request">The request.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="attached">Where a body kept beside the archive is.</param>
    /// <param name="charset">Of the page that sent it; null: told by the bytes.</param>
    /// <returns>Null values: there was a body, and the archive does not hold it.</returns>
    public static (byte[]? Body, IReadOnlyList<SentValue>? Sent) Of(JsonPlace request, List<KeyValuePair<string, string>> headers, Attachments attached,
        string? charset)
    {
        if (request.Find("postData") is not { } data)
            return (null, request.NeedText("method").Equals("POST", StringComparison.OrdinalIgnoreCase) && HasBody(request, headers) ? null : []);
        var mime = data.Text("mimeType") ?? HarEntries.Find(headers, "content-type") ?? "";
        var text = data.Text("_file") is { } name && attached.Find(name) is { } kept ? Encoding.Latin1.GetString(kept)
            : data.Text("encoding") == "base64" ? FromBase64(data) : data.Text("text");
        var isBytes = data.Find("_file") is not null || data.Text("encoding") == "base64";
        var given = data.Items("params").Select(p => (Name: p.NeedText("name"), Value: p.Text("value") ?? "", File: p.Text("fileName"),
            Type: p.Text("contentType"))).ToList();
        if (text is { Length: > 0 })
        {
            var body = isBytes ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text);
            return (body, mime.Contains("multipart", StringComparison.OrdinalIgnoreCase) ? Parts(text, mime, isBytes, charset)
                : mime.Contains("json", StringComparison.OrdinalIgnoreCase) || text.AsSpan().TrimStart() is ['{', ..] ? Flat(text)
                : mime.Contains("urlencoded", StringComparison.OrdinalIgnoreCase) || mime.Length == 0 ? Pairs(text, charset) : []);
        }

        if (given.Count == 0)
            return (null, HasBody(request, headers) ? null : []);
        // Some write them as they were sent, some decoded.
        var isEncoded = given.Exists(p => Encoded().IsMatch(p.Value))
            && given.TrueForAll(p => p.File is not null || p.Value.All(c => char.IsAscii(c) && c is not (' ' or '&' or '=')));
        var sent = given.Select(p => new SentValue(isEncoded ? Decoded(p.Name, charset) : p.Name, isEncoded ? Decoded(p.Value, charset) : p.Value,
            p.File is { Length: > 0 } file ? new RecordedFile(Path.GetFileName(file), p.Type ?? "application/octet-stream", []) : null)).ToList();
        return (Encoding.UTF8.GetBytes(string.Join('&', sent.Select(s => $"{Uri.EscapeDataString(s.Name)}={Uri.EscapeDataString(s.Value)}"))), sent);
    }

    public static IReadOnlyList<SentValue> Query(Uri url, string? charset = null) => Pairs(url.Query.TrimStart('?'), charset);

    /// <summary>A percent-encoded text; without a charset in UTF-8 where it is that, else in GB18030.</summary>
    public static string Decoded(string text, string? charset = null)
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
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i] == '+' ? " " : text[i].ToString()));
            }
        }

        return Charsets.Text(bytes.ToArray(), charset);
    }

    private static bool HasBody(JsonPlace request, List<KeyValuePair<string, string>> headers) =>
        request.Number("bodySize") is > 0 || HarEntries.Find(headers, "content-length") is not (null or "0");

    private static List<SentValue> Pairs(string text, string? charset) =>
        [.. text.Trim().Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
            .Select(p => new SentValue(Decoded(p[0], charset), p.Length > 1 ? Decoded(p[1], charset) : ""))];

    private static List<SentValue> Flat(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind != JsonValueKind.Object ? [] : [.. Values(json.RootElement, 0)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<SentValue> Values(JsonElement at, int depth)
    {
        foreach (var property in at.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.String)
                yield return new SentValue(property.Name, property.Value.GetString() ?? "");
            else if (property.Value.ValueKind is JsonValueKind.Number)
                yield return new SentValue(property.Name, property.Value.GetRawText());
            else if (property.Value.ValueKind is JsonValueKind.Object && depth < 4)
            {
                foreach (var inner in Values(property.Value, depth + 1))
                    yield return inner;
            }
        }
    }

    private static List<SentValue> Parts(string text, string mime, bool isBytes, string? charset)
    {
        var boundary = Boundary().Match(mime) is { Success: true } told ? told.Groups[1].Value : text.StartsWith("--", StringComparison.Ordinal)
            ? text.Split('\n')[0].Trim()[2..] : "";
        var sent = new List<SentValue>();
        if (boundary.Length == 0)
            return sent;
        foreach (var part in ("\r\n" + text.ReplaceLineEndings("\r\n")).Split("\r\n--" + boundary))
        {
            var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 || Named().Match(part[..end]) is not { Success: true } name)
                continue;
            var value = part[(end + 4)..];
            var bytes = isBytes ? Encoding.Latin1.GetBytes(value) : Encoding.UTF8.GetBytes(value);
            var words = isBytes ? Charsets.Text(bytes, charset) : value;
            sent.Add(FileNamed().Match(part[..end]) is { Success: true } file
                ? new SentValue(name.Groups[1].Value, "", new RecordedFile(Path.GetFileName(isBytes
                    ? Charsets.Text(Encoding.Latin1.GetBytes(file.Groups[1].Value), charset) : file.Groups[1].Value),
                    Kind().Match(part[..end]) is { Success: true } kind ? kind.Groups[1].Value.Trim() : "application/octet-stream", bytes))
                : new SentValue(name.Groups[1].Value, words));
        }

        return sent;
    }

    private static string FromBase64(JsonPlace data)
    {
        try
        {
            return Encoding.Latin1.GetString(Convert.FromBase64String(data.Text("text") ?? ""));
        }
        catch (FormatException)
        {
            throw new ImportException($"{data.Path}.text is said to be base64 and is not");
        }
    }

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Encoded();

    [GeneratedRegex(@"boundary=""?([^"";]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"(?<![a-z])name=""([^""]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"filename=""([^""]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex FileNamed();

    [GeneratedRegex(@"content-type:\s*([^\r\n]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Kind();
}
