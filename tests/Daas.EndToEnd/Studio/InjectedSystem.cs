using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.EndToEnd.Studio;

/// <summary>An old system of one page: a list, a field for files, and a button, each saying a payload; and a file for each, named by it.</summary>
internal sealed class InjectedSystem : IAsyncDisposable
{
    private readonly WebApplication _app;

    private InjectedSystem(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single() + "/";

    public static async Task<InjectedSystem> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => Results.Content(Page, "text/html; charset=utf-8"));
        app.MapGet("/files/{index:int}", (int index) => Results.File("text"u8.ToArray(), "application/octet-stream", NameOf(index)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new InjectedSystem(app);
    }

    /// <summary>As a system names it in a header, which takes no line ends and no thousands of signs.</summary>
    public static string NameOf(int index) =>
        $"{index:00} {string.Concat(Payloads.All[index].Where(c => !char.IsControl(c)).Take(120))}.txt";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Page =>
        $$"""
        <!doctype html><html><head><title>old</title>
        <style>body { margin: 0 } body > * { position: fixed; left: 0; width: 300px; height: 40px; overflow: hidden }</style></head>
        <body><select style="top: 0">{{string.Concat(Payloads.All.Select((p, i) => (i % 10 == 0 ? $"<optgroup label=\"{WebUtility.HtmlEncode(p)}\">" : "")
            + $"<option>{WebUtility.HtmlEncode(p)}</option>{(i % 10 == 9 ? "</optgroup>" : "")}"))}}</select>
        <input type="file" multiple style="top: 50px"><button id="say" style="top: 100px">say</button></body></html>
        """;
}
