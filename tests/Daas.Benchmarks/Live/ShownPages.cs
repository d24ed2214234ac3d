using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.Benchmarks.Live;

/// <summary>Pages of which a viewer can tell by their colours what they show: whether they were clicked, and when their picture was made.</summary>
internal sealed class ShownPages : IAsyncDisposable
{
    private const string Rows =
        "for (let i = 1; i <= 60; i++) document.body.insertAdjacentHTML('beforeend', `<div>${i} 张伟 东关街道 2026-11-${i % 28 + 1} 已受理</div>`);";

    private static readonly Dictionary<string, string> Pages = new()
    {
        ["/flip"] =
            $"<p id=mark></p><script>{Rows} let on = 0; addEventListener('mousedown', () => mark.style.background = (on ^= 1) ? '#fff' : '#000')</script>",

        // Bits of the time at which the picture was made, white for one, then white for evermore; and rows that move.
        ["/move"] = $$"""
            <p id=bits></p><script>{{Rows}}
            for (let i = 0; i < 24; i++) bits.append(document.createElement('i'));
            (function tick(n) {
              const now = Date.now() & 0xffffff;
              [...bits.children].forEach((bit, i) => bit.style.background = now >> i & 1 ? '#fff' : '#000');
              document.body.style.paddingTop = `${n % 300}px`;
              requestAnimationFrame(() => tick(n + 3));
            })(0)</script>
            """,
        ["/rest"] = $"<input autofocus value=休息><script>{Rows}</script>",
    };

    private readonly WebApplication _app;

    private ShownPages(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public static async Task<ShownPages> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var pages = new ShownPages(builder.Build());
        pages._app.Run(http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync($$"""
                <!doctype html><title>{{http.Request.Path}}</title><style>
                body{margin:0;overflow:hidden} div{columns:2;font:14px/1.6 sans-serif;border-bottom:1px solid #ccc}
                p{position:fixed;z-index:1;margin:0;left:0;top:0;height:32px}
                #mark{width:32px;background:#000} i{display:inline-block;width:32px;height:32px}</style>
                <body>{{Pages.GetValueOrDefault(http.Request.Path.Value!, "")}}</body>
                """);
        });
        await pages._app.StartAsync(ct);
        return pages;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
