using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Archives;

/// <summary>One entry of an archive.</summary>
/// <param name="Exchange">Request and response; without what signs in.</param>
/// <param name="Ended">When the response was there.</param>
/// <param name="Page">Which page of the archive it belongs to; null when not told.</param>
/// <param name="RedirectTo">Where the response sends to; null when nowhere.</param>
/// <param name="Sent">Names and values that the request sent, in order; null when the archive does not hold them.</param>
/// <param name="IsLost">True: the text of the response lost characters when it was written.</param>
internal sealed record HarEntry(
    RecordedExchange Exchange, DateTimeOffset Ended, string? Page, Uri? RedirectTo, IReadOnlyList<SentValue>? Sent, bool IsLost)
{
    public Uri Url => Exchange.Url;

    public string? Referer { get; init; }

    /// <summary>Which frame asked, as Playwright tells it.</summary>
    public string? Frame { get; init; }

    /// <summary>Of the page that asked, in which what was sent is written; null when not known.</summary>
    public string? Charset { get; init; }

    /// <summary>What stands behind the question mark.</summary>
    public IReadOnlyList<SentValue> Query => HarForms.Query(Url, Charset);

    /// <summary>What the browser says it is for (<c>document, iframe, frame, empty</c>); null when not told.</summary>
    public string? Destination { get; init; }

    public bool IsHtml => MediaType is "text/html" or "application/xhtml+xml"
        || (MediaType is "" or "text/plain" && Exchange.Type == "document" && Exchange.Body.AsSpan().TrimStart("\t\r\n "u8) is [(byte)'<', ..]);

    public string MediaType => Exchange.Header("content-type")?.Split(';')[0].Trim().ToLowerInvariant() ?? "";

    public bool IsPost => Exchange.Method is "POST" or "PUT" or "PATCH";
}

/// <summary>A value that a request sent.</summary>
/// <param name="Name">Of the field.</param>
/// <param name="Value">Decoded.</param>
/// <param name="File">The file, when it is one.</param>
internal sealed record SentValue(string Name, string Value, RecordedFile? File = null);
