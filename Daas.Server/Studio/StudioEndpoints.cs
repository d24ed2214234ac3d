using System.Globalization;
using Daas.Core.Adapters;
using Daas.Server.Layout;
using Daas.Server.Studio.Drafts;
using Daas.Server.Studio.Home;
using Daas.Server.Studio.Rooms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daas.Server.Studio;

/// <summary>The studio: pages on which a workflow is recorded, corrected, tried and published.</summary>
internal static class StudioEndpoints
{
    public static void AddStudio(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSingleton(s => new DraftBook(s.GetRequiredService<StudioDesk>().Drafts));
        services.AddSingleton<Beginning>();
        services.AddSingleton<StudioRooms>();
        services.AddHostedService(s => s.GetRequiredService<StudioRooms>());
    }

    public static void MapStudio(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/studio", (HttpContext context, StudioDesk desk, StudioRooms rooms, PageRenderer pages, string? adapter, string? operation, string? url) =>
            HomeAsync(context, desk, rooms, pages, new BeginWish { Adapter = adapter, Operation = operation, Url = url }, null));
        routes.MapPost("/studio/drafts", BeginAsync);
        routes.MapGet("/studio/drafts/{id}", ShowAsync);
        routes.MapPost("/studio/drafts/{id}/throw-away", async (string id, StudioRooms rooms) =>
        {
            await rooms.ThrowAwayAsync(id);
            return Results.LocalRedirect("/studio");
        });
        routes.MapPost("/studio/drafts/{id}/take-over", async (string id, HttpContext context, StudioRooms rooms) =>
        {
            if (Sitting.Of(context.User) is { } me)
                await rooms.TakeOverAsync(id, me);
            return Results.LocalRedirect($"/studio/drafts/{id}");
        });
        routes.MapGet("/studio/drafts/{id}/pictures/{action:int}", (string id, int action, HttpContext context, StudioRooms rooms) =>
        {
            if (rooms.Find(id) is not { } room || room.Draft.Owner != Sitting.Of(context.User) || room.Picture(action) is not { } jpeg)
                return Results.NotFound();
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            context.Response.Headers.CacheControl = "no-store";
            return Results.Bytes(jpeg, "image/jpeg");
        });

        // Beside the page that uses it: its script asks for it relative to the page.
        routes.MapBlazorHub("/studio/drafts/_blazor").WithMetadata(new NoForm());
    }

    private static Task<IResult> HomeAsync(HttpContext context, StudioDesk desk, StudioRooms rooms, PageRenderer pages, BeginWish wish, string? problem) =>
        pages.PageAsync<HomePage>(
            context,
            new()
            {
                ["Page"] = PageContext.Of(context) with { Path = "/studio" },
                ["Adapters"] = desk.Catalog().Adapters.Values.OrderBy(a => a.Id, StringComparer.Ordinal).ToList(),
                ["Drafts"] = rooms.Book.All(),
                ["Me"] = Sitting.Of(context.User),
                ["Wish"] = wish,
                ["Problem"] = problem,
            },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static async Task<IResult> BeginAsync(HttpContext context, StudioDesk desk, Beginning beginning, StudioRooms rooms, PageRenderer pages)
    {
        var form = await context.Request.ReadFormAsync();
        var wish = BeginWish.Of(form);
        var texts = Texts.For(context);
        if (Sitting.Of(context.User) is not { } me)
            return Results.LocalRedirect("/sign-in?to=/studio");
        var (draft, problem) = await beginning.ReadAsync(wish, form["password"], desk.Catalog().Adapters, me, texts);
        if (draft is null)
            return await HomeAsync(context, desk, rooms, pages, wish, problem);
        try
        {
            return Results.LocalRedirect($"/studio/drafts/{rooms.Begin(draft).Id}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await HomeAsync(context, desk, rooms, pages, wish, texts.Format("studio.begin.kept", e.Message));
        }
    }

    // Pixels of the viewer's screen to a CSS pixel, as the page's script tells it: the browser on the server is started with the same, so that letters are as sharp.
    private static double ScaleOf(HttpContext context) =>
        double.TryParse(context.Request.Cookies["daas-scale"], NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale is >= 1 and <= 3 ? scale : 1;

    private static async Task<IResult> ShowAsync(string id, HttpContext context, StudioRooms rooms, PageRenderer pages)
    {
        var page = PageContext.Of(context);
        if (rooms.Find(id) is not { } room)
        {
            return await pages.PageAsync<NoticePage>(
                context, new() { ["Page"] = page, ["Title"] = page.Texts["studio.gone.title"], ["Text"] = page.Texts["studio.gone.text"] }, StatusCodes.Status404NotFound);
        }

        if (Sitting.Of(context.User) != room.Draft.Owner)
            return await pages.PageAsync<OthersPage>(context, new() { ["Page"] = page, ["Draft"] = room.Draft });
        PageRenderer.Guard(context.Response);
        return new RazorComponentResult<Panels.RoomPage>(new { Page = page, room.Draft, Scale = ScaleOf(context) });
    }
}
