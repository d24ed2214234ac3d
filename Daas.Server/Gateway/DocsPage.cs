using System.Net;
using System.Text;
using NSwag.AspNetCore;

namespace Daas.Server.Gateway;

/// <summary>The browsable page: a chooser of adapters over the Swagger UI that NSwag.AspNetCore carries. Works without a network.</summary>
internal static class DocsPage
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, (Func<Stream?> Open, string MediaType)> Assets = new(StringComparer.Ordinal)
    {
        ["docs.css"] = (() => Own("docs.css"), "text/css"),
        ["docs.js"] = (() => Own("docs.js"), "text/javascript"),
        ["swagger-ui.css"] = (() => Bundled("swagger-ui.css"), "text/css"),
        ["swagger-ui-bundle.js"] = (() => Bundled("swagger-ui-bundle.js"), "text/javascript"),
    };

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, DocumentText> Loaded = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var published = endpoints.ServiceProvider.GetRequiredService<PublishedAdapters>();
        endpoints.MapGet("/docs", (HttpContext context) => WriteAsync(context, published.Current));
        endpoints.MapGet("/docs/{asset}", WriteAssetAsync);
    }

    private static async Task WriteAsync(HttpContext context, Publication publication)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.Vary = "Accept-Language";
        var page = Html(publication, DocsWords.For(context.Request.Headers.AcceptLanguage.ToString()), context.Request.Query["adapter"]);
        await context.Response.WriteAsync(page, context.RequestAborted);
    }

    private static async Task WriteAssetAsync(HttpContext context, string asset)
    {
        if (!Assets.TryGetValue(asset, out var found))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var loaded = Loaded.GetOrAdd(asset, _ => Load(found.Open));
        await CachedAnswer.WriteAsync(context, loaded.Bytes, found.MediaType + "; charset=utf-8", loaded.ETag);
    }

    private static string Html(Publication publication, DocsWords words, string? chosen)
    {
        var options = new StringBuilder($"<option value=\"/openapi.json\">{Text(words.All)}</option>");
        foreach (var adapter in publication.Adapters)
        {
            var selected = adapter.Id == chosen ? " selected" : "";
            options.Append($"<option value=\"/openapi/{Text(adapter.Id)}.json\" data-adapter=\"{Text(adapter.Id)}\"{selected}>{Text(adapter.Title)} · {Text(adapter.Id)}</option>");
        }

        var body = publication.Adapters.Count == 0
            ? $"<p class=\"empty\">{Text(words.Empty)}</p>"
            : "<main id=\"operations\"></main><script src=\"/docs/swagger-ui-bundle.js\"></script><script src=\"/docs/docs.js\"></script>";
        return $"""
            <!doctype html>
            <html lang="{words.Language}">
            <head>
              <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Daas · {Text(words.Title)}</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="stylesheet" href="/docs/docs.css">
            </head>
            <body>
              <header class="bar">
                <h1><b>Daas</b> · {Text(words.Title)}</h1>
                <label>{Text(words.System)} <select id="chooser">{options}</select></label>
                <a id="document" href="/openapi.json">OpenAPI</a>
                <span class="hint">{Text(words.Key)} <code>Authorization: Bearer daas_…</code></span>
              </header>
              {body}
              <noscript><p class="empty">{Text(words.NoScript)} <a href="/openapi.json">/openapi.json</a></p></noscript>
            </body>
            </html>
            """;
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static Stream? Own(string name) => typeof(DocsPage).Assembly.GetManifestResourceStream($"Daas.Server.Gateway.Docs.{name}");

    private static Stream? Bundled(string name) => typeof(SwaggerUiSettings).Assembly.GetManifestResourceStream($"NSwag.AspNetCore.SwaggerUi.{name}");

    private static DocumentText Load(Func<Stream?> open)
    {
        using var reader = new StreamReader(open() ?? throw new InvalidOperationException("An asset of the docs page is not in its assembly"));
        return new DocumentText(reader.ReadToEnd());
    }
}
