using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Daas.Server.Layout;

/// <summary>Renders a component to HTML, for a whole page or for a live part of one.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs)
{
    // No script, style, picture or form target but our own; nobody frames the pages; addresses with a token are told to no other site.
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public async Task<string> RenderAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>A whole page as an answer, never kept by a cache.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="parameters">The component's.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="styleNonce">By which this page's own script may add style sheets; null: it adds none.</param>
    public async Task<IResult> PageAsync<T>(
        HttpContext context, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK, string? styleNonce = null)
        where T : IComponent
    {
        var html = await RenderAsync<T>(parameters);
        Guard(context.Response, styleNonce);
        return Results.Content(html, "text/html; charset=utf-8", statusCode: status);
    }

    public static void Guard(HttpResponse response, string? styleNonce = null)
    {
        response.Headers.ContentSecurityPolicy =
            styleNonce is null ? Policy : Policy.Replace("style-src 'self'", $"style-src 'self' 'nonce-{styleNonce}'", StringComparison.Ordinal);
        response.Headers.XContentTypeOptions = "nosniff";
        // Not no-referrer: with that a browser does not say either where our own forms come from, and they are refused.
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
    }
}
