using System.Net.Http.Headers;
using System.Text;
using Daas.Core.Extraction;

namespace Daas.Runtime.HttpPath;

/// <summary>One answer of the old system.</summary>
internal sealed class HttpDocument
{
    private readonly HttpResponseHeaders headers;
    private readonly HttpContentHeaders contentHeaders;

    public HttpDocument(Uri url, HttpResponseMessage response)
    {
        Url = url;
        Status = (int)response.StatusCode;
        (headers, contentHeaders) = (response.Headers, response.Content.Headers);
        ContentType = Own("Content-Type");
    }

    /// <summary>Where it arrived.</summary>
    public Uri Url { get; }

    public int Status { get; }

    /// <summary>The header as it came; null without one.</summary>
    public string? ContentType { get; }

    /// <summary>Type and subtype in lower case; empty when nothing is said.</summary>
    public string MediaType => ContentType is null ? "" : ContentType.Split(';', 2)[0].Trim().ToLowerInvariant();

    /// <summary>In which its text came, and forms on it are sent.</summary>
    public Encoding Charset { get; set; } = Encoding.UTF8;

    /// <summary>The name of the charset that the header declares; null when it declares none.</summary>
    public string? CharsetName => ContentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        ? ContentType[(at + 8)..].Split(';')[0].Trim(' ', '"', '\'')
        : null;

    /// <summary>Its text; empty of a file.</summary>
    public string Text { get; set; } = "";

    /// <summary>Its bytes, kept only where a file may be wanted.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>Name of the frame it is in; empty of the window.</summary>
    public string Name { get; set; } = "";

    /// <summary>The one parse of it.</summary>
    public FrameView View => field ??= new FrameView(Url, Name, Text);

    /// <summary>The frames in it, once they were fetched; null before.</summary>
    public IReadOnlyList<HttpDocument>? Frames { get; set; }

    /// <summary>The redirect that led here; null when none did.</summary>
    public HttpDocument? Before { get; set; }

    /// <summary>Content-Disposition with each character a byte; null without one.</summary>
    public string? Disposition => Own("Content-Disposition");

    /// <summary>Where a redirect leads, each character a byte.</summary>
    public string? Location => Own("Location");

    /// <summary>A header of this answer, or of the redirects before it, each character a byte; null when none has it.</summary>
    public string? Header(string name) => Own(name) ?? Before?.Header(name);

    private string? Own(string name) =>
        headers.NonValidated.TryGetValues(name, out var values) || contentHeaders.NonValidated.TryGetValues(name, out values) ? values.ToString() : null;
}
