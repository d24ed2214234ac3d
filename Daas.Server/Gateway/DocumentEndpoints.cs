using Daas.Core.Runs;

namespace Daas.Server.Gateway;

/// <summary>Serves the OpenAPI documents, and shows the way to them. Open to everyone: they say what can be called, not what is in the systems.</summary>
internal static class DocumentEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var published = endpoints.ServiceProvider.GetRequiredService<PublishedAdapters>();
        endpoints.MapGet("/openapi.json", (HttpContext context) => WriteAsync(context, published, null));
        endpoints.MapGet("/openapi/{adapter}.json", (HttpContext context, string adapter) => WriteAsync(context, published, adapter));
        endpoints.MapGet("/", () => Results.LocalRedirect("/docs"));
        endpoints.MapFallback((HttpContext context) => ProblemAnswer.WriteAsync(
            context, new Problem(new RunError(ErrorClass.UnknownOperation, "There is nothing here; operations are at /api/ADAPTER/OPERATION, and /docs lists them"))));
    }

    private static async Task WriteAsync(HttpContext context, PublishedAdapters published, string? adapter)
    {
        if (published.Current.Document(adapter) is not { } document)
        {
            var error = new RunError(ErrorClass.UnknownOperation, $"There is no adapter '{adapter}'; /openapi.json has those there are");
            await ProblemAnswer.WriteAsync(context, new Problem(error) { Adapter = adapter });
            return;
        }

        await CachedAnswer.WriteAsync(context, document.Bytes, "application/json", document.ETag);
    }
}
