using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Server.Layout;
using Daas.Server.Studio.Live;

namespace Daas.Server.Studio.Hand;

/// <summary>The page on which a person signs in where a machine cannot, its buttons, and what it is told meanwhile.</summary>
internal static class HandEndpoints
{
    public static void AddHandSignIn(this IServiceCollection services) => services.AddSingleton<HandSittings>();

    public static void MapHandSignIn(this IEndpointRouteBuilder routes)
    {
        var at = routes.MapGroup("/studio/sign-in/{adapter}/{name}");
        at.MapGet("", (string adapter, string name, HttpContext context, HandSittings sittings, PageRenderer pages) =>
            ShowAsync(new ConnectionId(adapter, name), null, context, sittings, pages));
        at.MapPost("", BeginAsync);
        at.MapPost("/look", (string adapter, string name, HttpContext context, HandSittings sittings) =>
        {
            if (sittings.Find(new ConnectionId(adapter, name), Sitting.Of(context.User)) is not { } sitting)
                return Results.NotFound();
            sitting.Look();
            return Results.LocalRedirect(PathOf(sitting.Connection));
        });
        at.MapPost("/end", async (string adapter, string name, HttpContext context, HandSittings sittings) =>
        {
            if (sittings.Find(new ConnectionId(adapter, name), Sitting.Of(context.User)) is not { } sitting)
                return Results.NotFound();
            await sitting.DisposeAsync();
            return Results.LocalRedirect(PathOf(sitting.Connection));
        });
        at.MapGet("/standing", (string adapter, string name, HttpContext context, HandSittings sittings, IHostApplicationLifetime life) =>
        {
            if (sittings.Find(new ConnectionId(adapter, name), Sitting.Of(context.User)) is not { } sitting)
                return Results.NotFound();
            PageRenderer.Guard(context.Response);
            var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
            context.Response.RegisterForDispose(ended);
            return TypedResults.ServerSentEvents(TellAsync(sitting, Texts.For(context), ended.Token));
        });
    }

    /// <summary>The address of a connection's page.</summary>
    public static string PathOf(ConnectionId id) => $"/studio/sign-in/{id.Adapter}/{Uri.EscapeDataString(id.Name)}";

    private static async Task<IResult> BeginAsync(
        string adapter, string name, HttpContext context, HandSittings sittings, PageRenderer pages, CancellationToken ct)
    {
        var id = new ConnectionId(adapter, name);
        if (Sitting.Of(context.User) is not { } owner)
            return Results.LocalRedirect($"/sign-in?to={Uri.EscapeDataString(PathOf(id))}");
        return await sittings.BeginAsync(id, owner, $"{context.Connection.RemoteIpAddress}", ct) is { } refusal
            ? await ShowAsync(id, refusal, context, sittings, pages)
            : Results.LocalRedirect(PathOf(id));
    }

    private static Task<IResult> ShowAsync(ConnectionId id, HandStart? refusal, HttpContext context, HandSittings sittings, PageRenderer pages)
    {
        var page = PageContext.Of(context) with { Path = PathOf(id), Query = "" };
        if (sittings.Health(id) is not { } connection)
        {
            return pages.PageAsync<NoticePage>(
                context,
                new() { ["Page"] = page, ["Title"] = page.Texts["notFound.title"], ["Text"] = page.Texts["notFound.text"] },
                StatusCodes.Status404NotFound);
        }

        var sitting = sittings.Find(id, Sitting.Of(context.User));
        return pages.PageAsync<HandPage>(
            context,
            new()
            {
                ["Page"] = page,
                ["Connection"] = connection,
                ["Standing"] = sitting?.Now.Standing,
                ["Screen"] = sitting is null ? null : LiveEndpoints.Address(sitting.Id),
                ["Refusal"] = refusal,
            },
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static async IAsyncEnumerable<SseItem<string>> TellAsync(HandSitting sitting, Texts texts, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var (standing, changed) = sitting.Now;
            var told = new { phase = standing.Phase.ToString().ToLowerInvariant(), text = texts[standing.Text], words = standing.Words, over = standing.Over };
            yield return new SseItem<string>(JsonSerializer.Serialize(told, JsonSerializerOptions.Web), "standing");
            if (standing.Over)
                yield break;
            await changed.WaitAsync(ct);
        }
    }
}
