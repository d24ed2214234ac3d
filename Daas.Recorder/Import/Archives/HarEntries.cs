using System.Globalization;
using System.Text;
using Daas.Core.Extraction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Archives;

/// <summary>
/// Reads entries as browsers and tools write them: text or base64, bodies beside the archive, with or without the kind of resource, forms as text or as
/// parameters. What signs in (cookies, authorization) is left out.
/// </summary>
internal static class HarEntries
{
    private static readonly string[] Left = ["cookie", "set-cookie", "authorization", "proxy-authorization", "x-csrf-token", "x-xsrf-token"];

    /// <param name="entry">The entry.</param>
    /// <param name="number">From 1.</param>
    /// <param name="attached">Where bodies beside the archive are.</param>
    /// <param name="charsets">Charset of the page of an address, as far as known.</param>
    /// <returns>Null for what is no request of a page: no answer, another scheme, a preflight.</returns>
    public static HarEntry? Of(JsonPlace entry, int number, Attachments attached, Func<string?, string?> charsets)
    {
        var (request, response) = (entry.Need("request"), entry.Find("response"));
        var method = request.NeedText("method").ToUpperInvariant();
        if (!Uri.TryCreate(request.NeedText("url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || method is "OPTIONS" or "CONNECT" or "HEAD" || response is not { } answer || answer.Number("status") is null or <= 0)
            return null;
        var started = DateTimeOffset.TryParse(entry.Text("startedDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at : DateTimeOffset.UnixEpoch;
        var sent = Headers(request);
        var received = Headers(answer).Where(h => !h.Key.Equals("content-encoding", StringComparison.OrdinalIgnoreCase)).ToList();
        var mime = answer.Find("content")?.Text("mimeType") ?? "";
        if (Find(received, "content-type") is null && mime.Length > 0 && mime != "x-unknown")
            received.Add(new("content-type", mime));
        var type = TypeOf(entry.Text("_resourceType"), method, sent, Find(received, "content-type") ?? "", url);
        var status = answer.Number("status") ?? 0;
        var (body, isLost) = type is "image" or "font" or "stylesheet" or "media" ? ([], false) : BodyOf(answer, attached, received);
        var charset = charsets(Find(sent, "referer"));
        var form = HarForms.Of(request, sent, attached, charset);
        return new HarEntry(
            new RecordedExchange
            {
                Id = $"e{number}",
                Method = method,
                Url = url,
                RequestHeaders = [.. sent.Where(IsKept)],
                RequestBody = form.Body,
                Status = status,
                ResponseHeaders = [.. received.Where(IsKept)],
                Body = body,
                Type = type,
                Frame = Uri.TryCreate(Find(sent, "referer"), UriKind.Absolute, out var from) ? from : null,
                Initiator = entry.Find("_initiator") is { Element.ValueKind: System.Text.Json.JsonValueKind.Object } initiator ? initiator.Text("type")
                    ?? "other" : "other",
                At = started,
            },
            started + TimeSpan.FromMilliseconds(Math.Clamp(entry.Number("time") ?? 0, 0, 3_600_000)),
            entry.Text("pageref"),
            status is >= 300 and < 400 and not 304 && (Text(answer, "redirectURL") ?? Find(received, "location")) is { Length: > 0 } to
                && Uri.TryCreate(url, to, out var target) ? target : null,
            form.Sent,
            isLost)
        {
            Referer = Find(sent, "referer"),
            Destination = Find(sent, "sec-fetch-dest"),
            Frame = entry.Text("_frameref"),
            Charset = charset,
        };
    }

    public static string? Find(List<KeyValuePair<string, string>> headers, string name) =>
        headers.Find(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Text(JsonPlace place, string name) => place.Text(name) is { Length: > 0 } text ? text : null;

    private static List<KeyValuePair<string, string>> Headers(JsonPlace message) =>
        [.. message.Items("headers").Select(h => KeyValuePair.Create(h.NeedText("name"), h.Text("value") ?? "")).Where(h => h.Key is not [':', ..])];

    private static bool IsKept(KeyValuePair<string, string> header) => !Left.Contains(header.Key.ToLowerInvariant());

    private static (byte[] Body, bool IsLost) BodyOf(JsonPlace answer, Attachments attached, List<KeyValuePair<string, string>> headers)
    {
        if (answer.Find("content") is not { } content)
            return ([], false);
        if (content.Text("_file") is { } name)
            return (attached.Find(name) ?? [], false);
        if (content.Text("text") is not { Length: > 0 } text)
            return ([], false);
        if (content.Text("encoding") == "base64")
        {
            try
            {
                return (Convert.FromBase64String(text), false);
            }
            catch (FormatException)
            {
                throw new ImportException($"{content.Path}.text is said to be base64 and is not");
            }
        }

        // Text that the browser has decoded: back into the charset that the answer declares, or else declared as what it is now.
        var declared = Charsets.Tell(Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, 4096)].Where(char.IsAscii).ToArray()), null,
            Find(headers, "content-type"));
        var bytes = declared.GetBytes(text);
        if (Charsets.Text(bytes, null, Find(headers, "content-type")) != text)
        {
            bytes = Encoding.UTF8.GetBytes(text);
            var mime = Find(headers, "content-type")?.Split(';')[0] ?? "text/html";
            headers.RemoveAll(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase));
            headers.Add(new("content-type", $"{mime}; charset=utf-8"));
        }

        return (bytes, text.Contains('\uFFFD', StringComparison.Ordinal));
    }

    private static string TypeOf(string? told, string method, List<KeyValuePair<string, string>> sent, string mime, Uri url)
    {
        if (told?.ToLowerInvariant() is { Length: > 0 } kind and not "other")
            return kind is "subdocument" ? "document" : kind;
        switch (Find(sent, "sec-fetch-dest"))
        {
            case "document" or "iframe" or "frame":
                return "document";
            case "empty":
                return "xhr";
            case "style":
                return "stylesheet";
            case { Length: > 0 } other and ("script" or "image" or "font"):
                return other;
        }

        mime = mime.Split(';')[0].Trim().ToLowerInvariant();
        if (Find(sent, "x-requested-with") is not null || mime.EndsWith("json", StringComparison.Ordinal))
            return "xhr";
        if (mime.Contains("javascript", StringComparison.Ordinal) || url.AbsolutePath.EndsWith(".js", StringComparison.OrdinalIgnoreCase))
            return "script";
        if (mime == "text/css")
            return "stylesheet";
        if (mime.StartsWith("image/", StringComparison.Ordinal))
            return "image";
        if (mime.Contains("font", StringComparison.Ordinal))
            return "font";
        var accepts = Find(sent, "accept");
        return accepts is null || accepts.Contains("text/html", StringComparison.OrdinalIgnoreCase) || method == "POST" ? "document" : "other";
    }
}
