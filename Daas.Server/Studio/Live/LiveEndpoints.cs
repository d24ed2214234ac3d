using Daas.Server.Layout;

namespace Daas.Server.Studio.Live;

/// <summary>Where a page sees a screen, gives it files and fetches what it gave. All of it for the screen's owner alone: to others there is none.</summary>
internal static class LiveEndpoints
{
    public static void AddLiveScreens(this IServiceCollection services) => services.AddSingleton<LiveScreens>();

    /// <summary>The address of a screen's web socket.</summary>
    public static string Address(string id) => $"/studio/live/{id}";

    public static void MapLiveScreens(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/studio/live/{id}", async (string id, HttpContext context, LiveScreens screens, IHostApplicationLifetime life, ILoggerFactory logs) =>
        {
            if (context.WebSockets.IsWebSocketRequest && !FromHere(context.Request))
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            if (screens.Find(id, Sitting.Of(context.User)) is not { } live)
                return Results.NotFound();
            if (!context.WebSockets.IsWebSocketRequest)
                return Results.StatusCode(StatusCodes.Status426UpgradeRequired);
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
            await new LiveViewer(socket, live, logs.CreateLogger<LiveViewer>()).ServeAsync(ended.Token);
            return Results.Empty;
        });
        routes.MapPost("/studio/live/{id}/files", async (string id, HttpContext context, LiveScreens screens) =>
            screens.Find(id, Sitting.Of(context.User)) is { } live ? await GivenFiles.TakeAsync(context, live) : Results.NotFound());
        routes.MapGet("/studio/live/{id}/downloads/{file}", (string id, string file, HttpContext context, LiveScreens screens) =>
        {
            if (screens.Find(id, Sitting.Of(context.User))?.Download(file) is not var (path, name))
                return Results.NotFound();
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-store";
            // Whatever it is, it is saved, not shown: it is the old system's, and would be shown as ours.
            return Results.File(path, "application/octet-stream", name);
        });
    }

    // A browser always says where a page that opens a socket comes from, and sends our cookies along whichever that is.
    private static bool FromHere(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value;
}
