using System.Net;
using System.Net.WebSockets;
using Daas.Core.Storage;
using Daas.Recorder.Capture;
using Daas.Recorder.Capture.Screens;
using Daas.Server.Commands;
using Daas.Server.Health;
using Daas.Server.Layout;
using Daas.Server.Operators;
using Daas.Server.Studio.Editor;
using Daas.Server.Studio.Live;
using Daas.Server.Tests.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daas.Server.Tests.Studio;

/// <summary>The operators' listener with one page that shows a recorded browser, for whoever opens it first.</summary>
internal sealed class ViewerSite : IAsyncDisposable
{
    public const string Id = "shown";

    private const string Script = """
        import { Live } from '/assets/live.js';
        const place = document.getElementById('live');
        window.live = new Live(place, place.dataset.url, JSON.parse(place.dataset.words), { minWidth: 400 });
        """;

    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly string _recording;

    private ViewerSite(WebApplication app, Capturing capturing, Screen screen, string folder, string recording) =>
        (_app, Capturing, Screen, _folder, _recording) = (app, capturing, screen, folder, recording);

    public Uri Url => new(_app.Urls.Single());

    public Capturing Capturing { get; }

    public Screen Screen { get; }

    public LiveScreens Screens => _app.Services.GetRequiredService<LiveScreens>();

    /// <summary>Signs in and opens the page.</summary>
    public string Link => $"/sign-in?token={OperatorToken.In(_folder).Value}&to=/viewer";

    /// <param name="system">What the browser shows.</param>
    /// <param name="browser">Which one.</param>
    /// <param name="ct">Ends the start.</param>
    public static async Task<ViewerSite> StartAsync(Uri system, string browser, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("daas-site-").FullName;
        var recording = Directory.CreateTempSubdirectory("daas-recording-").FullName;
        var capturing = await Capturing.StartAsync(
            new CaptureOptions { Url = system, Browser = browser, Folder = recording, Headless = true }, TimeProvider.System, NullLogger.Instance, ct);
        var screen = await Screen.OpenAsync(
            capturing.Socket, new ScreenOptions { Downloads = capturing.Downloads }, TimeProvider.System, NullLogger.Instance, ct);
        var app = OperatorListener.Build(
            new ServerSettings { Data = folder, Admin = "http://127.0.0.1:0" },
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton(TimeProvider.System);
                builder.Services.AddSingleton(new ApiAddress());
                builder.Services.AddSingleton(NotShown<RunStore>);
                builder.Services.AddSingleton(NotShown<PictureStore>);
                builder.Services.AddSingleton(SampleStudio.Desk(folder));
                builder.Services.AddSingleton(NotShown<EditorDesk>);
            },
            NotShown<HealthDesk>,
            routes => Map(routes, screen, capturing.Downloads));
        await app.StartAsync(ct);
        return new ViewerSite(app, capturing, screen, folder, recording);
    }

    /// <summary>A browser's cookies after signing in and opening the page.</summary>
    public async Task<CookieContainer> SignInAsync(CancellationToken ct)
    {
        var cookies = new CookieContainer();
        using var client = Client(cookies);
        using var answer = await client.GetAsync(Link, ct);
        answer.EnsureSuccessStatusCode();
        return cookies;
    }

    public HttpClient Client(CookieContainer cookies) => new(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = Url };

    /// <summary>Opens the screen's web socket as a page of some site would.</summary>
    public async Task<ClientWebSocket> SocketAsync(CookieContainer? cookies, string? origin, CancellationToken ct, string? key = null)
    {
        var socket = new ClientWebSocket { Options = { Cookies = cookies, CollectHttpResponseDetails = true } };
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        if (key is not null)
            socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await socket.ConnectAsync(new UriBuilder(new Uri(Url, LiveEndpoints.Address(Id))) { Scheme = "ws" }.Uri, ct);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Screen.DisposeAsync();
        await Capturing.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_recording, recursive: true);
    }

    private static T NotShown<T>(IServiceProvider services) => throw new InvalidOperationException("no health is shown here");

    private static void Map(IEndpointRouteBuilder routes, Screen screen, string downloads)
    {
        routes.MapGet("/viewer", (HttpContext context, LiveScreens screens) =>
        {
            if (!context.Request.Query.ContainsKey("other") && screens.Find(Id, Sitting.Of(context.User)) is null)
                screens.Register(Id, Sitting.Of(context.User)!, screen, downloads);
            PageRenderer.Guard(context.Response);
            var page = PageContext.Of(context);
            return Results.Content(
                $"""
                <!doctype html><html lang="{page.Texts.Language}"><head><meta charset="utf-8"><title>viewer</title><link rel="stylesheet" href="/assets/daas.css">
                <link rel="stylesheet" href="/assets/live.css"><link rel="stylesheet" href="/viewer.css"><script type="module" src="/viewer.js"></script></head>
                <body><input type="hidden" name="__RequestVerificationToken" value="{page.Antiforgery!.Value.Value}">
                <div id="live" data-url="{LiveEndpoints.Address(Id)}" data-words="{WebUtility.HtmlEncode(LiveWords.Json(page.Texts))}"></div></body></html>
                """,
                "text/html; charset=utf-8");
        });
        routes.MapGet("/viewer.js", () => Results.Content(Script, "text/javascript"));
        routes.MapGet("/viewer.css", () => Results.Content("body{margin:0} #live{height:100vh}", "text/css"));
    }
}
