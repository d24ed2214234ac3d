using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Tests.BrowserPath;

/// <summary>A small web server whose pages a test writes down.</summary>
internal sealed class OldSystem : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, RequestDelegate> pages = new();

    private OldSystem(WebApplication app) => this.app = app;

    static OldSystem() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public Uri Url => new(app.Urls.First());

    /// <summary>Method, path with query, and body of each request, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<OldSystem> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, 0);
            k.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        var app = builder.Build();
        var system = new OldSystem(app);
        app.Run(system.AnswerAsync);
        await app.StartAsync();
        return system;
    }

    /// <summary>A page in UTF-8; a body that is no whole document gets a frame.</summary>
    public OldSystem Page(string path, string body) => Page(path, _ => body);

    public OldSystem Page(string path, Func<HttpRequest, string> body) => On(path, async context =>
    {
        var html = body(context.Request);
        context.Response.ContentType ??= "text/html; charset=utf-8";
        if (!html.Contains("<html", StringComparison.Ordinal) && context.Response.ContentType.StartsWith("text/html", StringComparison.Ordinal))
            html = $"<!DOCTYPE html><html><head><meta charset=utf-8><title>t</title></head><body>{html}</body></html>";
        await context.Response.WriteAsync(html);
    });

    public OldSystem On(string path, RequestDelegate answer)
    {
        pages[path] = answer;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(true));
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        context.Request.Body.Position = 0;
        Asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {body}".TrimEnd());
        if (pages.TryGetValue(context.Request.Path.Value!, out var answer))
            await answer(context);
        else
            context.Response.StatusCode = 404;
    }
}
