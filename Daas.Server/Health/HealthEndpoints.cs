using System.Text.RegularExpressions;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Server.Layout;

namespace Daas.Server.Health;

/// <summary>The health page, the page of an operation, the pictures of failing pages, and the operators' buttons.</summary>
internal static partial class HealthEndpoints
{
    private const int RunsShown = 200;

    public static void AddHealthPages(this IServiceCollection services, Func<IServiceProvider, HealthDesk> desk)
    {
        services.AddSingleton(desk);
        services.AddSingleton<HealthStream>();
    }

    public static void MapHealthPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ShowAsync);
        routes.MapGet("/health", ShowAsync);
        routes.MapGet("/health/stream", (HttpContext context, HealthStream stream, IHostApplicationLifetime life) =>
        {
            PageRenderer.Guard(context.Response);
            var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
            context.Response.RegisterForDispose(ended);
            return TypedResults.ServerSentEvents(stream.ReadAsync(PageContext.Of(context) with { Path = "/" }, ended.Token));
        });
        routes.MapGet("/connections/{adapter}/{name}/{operation}", ShowOperationAsync);
        routes.MapGet("/pictures/{run}.png", async (string run, HttpContext context, PictureStore pictures, PageRenderer pages, CancellationToken ct) =>
        {
            if (!RunName().IsMatch(run) || await pictures.FindAsync(run, ct) is not { } png)
                return await NotFoundAsync(context, pages, PageContext.Of(context));
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            context.Response.Headers.CacheControl = "private, max-age=86400";
            return Results.Bytes(png, "image/png");
        });
        routes.MapFallback((HttpContext context, PageRenderer pages) => NotFoundAsync(context, pages, PageContext.Of(context)));
        var buttons = routes.MapGroup("/connections/{adapter}/{name}");
        buttons.MapPost("/maintenance", async (string adapter, string name, HttpContext context, HealthDesk desk, CancellationToken ct) =>
        {
            var on = context.Request.Form["on"] == "true";
            return await DoneAsync(desk, adapter, name, on ? "maintenance-on" : "maintenance-off", id => desk.SetMaintenanceAsync(id, on, ct));
        });
        buttons.MapPost("/lift", (string adapter, string name, HealthDesk desk) => DoneAsync(desk, adapter, name, "lift", id =>
        {
            desk.Lift(id);
            return Task.CompletedTask;
        }));
        buttons.MapPost("/person-done", (string adapter, string name, HealthDesk desk) => DoneAsync(desk, adapter, name, "person-done", id =>
        {
            desk.PersonDone(id);
            return Task.CompletedTask;
        }));
    }

    private static Task<IResult> ShowAsync(HttpContext context, HealthDesk desk, PageRenderer pages, string? done)
    {
        var page = PageContext.Of(context);
        var text = done is null ? null : "health.actionDone." + done;
        return pages.PageAsync<HealthPage>(context, new()
        {
            ["Board"] = desk.Read(),
            ["Page"] = page with { Path = "/" },
            ["Done"] = text is not null && page.Texts.Has(text) ? text : null,
        });
    }

    private static async Task<IResult> ShowOperationAsync(
        string adapter, string name, string operation, HttpContext context, HealthDesk desk, RunStore runs, PageRenderer pages, TimeProvider time, CancellationToken ct)
    {
        var page = PageContext.Of(context);
        if (Find(desk, adapter, name) is not { } connection || connection.Operations.FirstOrDefault(o => o.Operation == operation) is not { } found)
            return await NotFoundAsync(context, pages, page);
        var recent = await runs.RecentAsync(adapter, operation, time.GetUtcNow().AddHours(-24), RunsShown, ct);
        return await pages.PageAsync<OperationPage>(context, new()
        {
            ["Connection"] = connection,
            ["Operation"] = found,
            ["Runs"] = recent.Where(r => r.Connection == name || r.Connection == connection.Connection.ToString()).ToList(),
            ["Page"] = page,
        });
    }

    private static Task<IResult> NotFoundAsync(HttpContext context, PageRenderer pages, PageContext page) =>
        pages.PageAsync<NoticePage>(
            context, new() { ["Page"] = page, ["Title"] = page.Texts["notFound.title"], ["Text"] = page.Texts["notFound.text"] }, StatusCodes.Status404NotFound);

    private static async Task<IResult> DoneAsync(HealthDesk desk, string adapter, string name, string what, Func<ConnectionId, Task> act)
    {
        if (Find(desk, adapter, name) is not { } connection)
            return Results.NotFound();
        await act(connection.Connection);
        return Results.LocalRedirect($"/?done={what}#{ConnectionCard.PartOf(connection.Connection)}");
    }

    private static HealthSnapshot? Find(HealthDesk desk, string adapter, string name) =>
        desk.Read().Connections.FirstOrDefault(c => c.Connection == new ConnectionId(adapter, name));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex RunName();
}
