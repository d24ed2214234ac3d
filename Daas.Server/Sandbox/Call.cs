using System.Text;

namespace Daas.Server.Sandbox;

/// <summary>A file of a multipart form. <paramref name="FileName"/> as the browser sent it; "" where none was chosen.</summary>
internal sealed record UploadedFile(string Field, string FileName, string ContentType, byte[] Bytes);

/// <summary>One request to an old system, read to its end, its text decoded in the system's charset.</summary>
internal sealed record Call(
    string Method, string Path, Fields Query, Fields Form, IReadOnlyList<UploadedFile> Files, IReadOnlyDictionary<string, string> Cookies, string Referer)
{
    internal bool IsPost => Method == "POST";

    internal static async Task<Call> ReadAsync(HttpRequest request, Encoding charset, CancellationToken ct)
    {
        var query = Fields.Parse(request.QueryString.Value?.TrimStart('?') ?? "", charset);
        var (form, files) = (Fields.None, (IReadOnlyList<UploadedFile>)[]);
        if (HttpMethods.IsPost(request.Method))
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, ct);
            var type = request.ContentType ?? "";
            bool Is(string wanted) => type.StartsWith(wanted, StringComparison.OrdinalIgnoreCase);
            if (Is("multipart/form-data")) (form, files) = Multipart.Parse(body.ToArray(), type, charset);
            else if (Is("application/x-www-form-urlencoded")) form = Fields.Parse(Encoding.Latin1.GetString(body.ToArray()), CharsetOf(type) ?? charset);
        }

        var cookies = request.Cookies.ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        return new Call(request.Method, request.Path.Value ?? "/", query, form, files, cookies, request.Headers.Referer.ToString());
    }

    /// <summary>XHR posts always say UTF-8, whatever the page is written in.</summary>
    private static Encoding? CharsetOf(string contentType) => contentType.Contains("charset=utf-8", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : null;
}
