using System.Text;

namespace Daas.Server.Sandbox;

/// <summary>What an old system answers: bytes already in its charset, and headers as it would write them (Latin-1, byte for byte).</summary>
internal sealed record Reply(int Status, string ContentType, byte[] Body)
{
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    internal static Reply Text(string text, string contentType, Encoding charset) => new(200, contentType, charset.GetBytes(text));

    internal static Reply Redirect(string address)
    {
        var page = $"<html><head><title>Object moved</title></head><body><h2>Object moved to <a href=\"{address}\">here</a>.</h2></body></html>";
        return (Text(page, "text/html", Encoding.ASCII) with { Status = 302 }).With("Location", address);
    }

    internal static Reply NotFound { get; } = new(404, "text/html", Encoding.ASCII.GetBytes("<html><body><h1>404 - File or directory not found.</h1></body></html>"));

    internal Reply With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    internal async Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        response.Headers.CacheControl = "private, no-cache";
        foreach (var (name, value) in Headers) response.Headers.Append(name, value);
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(Body, context.RequestAborted);
    }
}
