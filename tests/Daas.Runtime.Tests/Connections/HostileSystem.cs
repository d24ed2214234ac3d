using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Tests.Connections;

/// <summary>A loopback server with pages that never let go, each a system of its own, and one that is well. Also for tests/Daas.Benchmarks.</summary>
internal sealed class HostileSystem : IAsyncDisposable
{
    public const string Healthy = "healthy";

    private const int HealthyRows = 30;

    private readonly WebApplication _app;

    private HostileSystem(WebApplication app) => _app = app;

    /// <summary>What a page does → its script's name.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["endless-redirect", "million-rows", "gigabyte", "dialog-loop", "busy-script", "popup-storm"];

    public static IReadOnlyList<string> HealthyIds { get; } = [.. Enumerable.Range(1, HealthyRows).Select(i => $"H{i:000}")];

    public static async Task<HostileSystem> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(ct);
        return new HostileSystem(app);
    }

    /// <summary>The scripts of an adapter named as the kind, by file name: one pull named <c>find</c>.</summary>
    public IReadOnlyDictionary<string, string> Scripts(string kind, int runSeconds) => new Dictionary<string, string>
    {
        ["system.yaml"] = $$"""
            adapter: {{kind}}
            title: {{kind}}
            url: {{_app.Urls.First()}}/
            limits: { perMinute: 100000, runSeconds: {{runSeconds}}, stepSeconds: {{runSeconds}} }
            """,
        ["find.yaml"] = $$"""
            operation: find
            kind: pull
            title: {{kind}}
            steps:
              - open: /{{kind}}
            output:
              rows: { table: [编号, 名称] }
              fields:
                id:   { column: 编号 }
                name: { column: 名称 }
              empty: { text: 没有记录 }
              next: { role: link, name: 下一页 }
            """,
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        try
        {
            await (context.Request.Path.Value!.Trim('/') switch
            {
                "endless-redirect" => RedirectAsync(context),
                "million-rows" => RowsAsync(context, 1_000_000),
                "gigabyte" => BytesAsync(context, 1L << 30),
                "dialog-loop" => WriteAsync(context, "<body>对话框<script>while (true) alert('请稍候');</script></body>"),
                "busy-script" => WriteAsync(context, "<body>计算中<script>while (true);</script></body>"),
                "popup-storm" => WriteAsync(context, "<body>广告<script>setInterval(() => open('/popup-storm?' + Math.random()), 2);</script></body>"),
                Healthy => HealthyAsync(context),
                _ => Task.CompletedTask,
            });
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The browser has had enough.
        }
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect($"/endless-redirect?{Random.Shared.Next()}");
        return Task.CompletedTask;
    }

    private static async Task RowsAsync(HttpContext context, int count)
    {
        await WriteAsync(context, "<body><table><tr><th>编号<th>名称");
        var block = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            block.Append("<tr><td>").Append(i).Append("<td>张伟");
            if (block.Length < 60_000 && i < count - 1)
                continue;
            await WriteAsync(context, block.ToString());
            block.Clear();
        }
    }

    private static async Task BytesAsync(HttpContext context, long length)
    {
        context.Response.ContentLength = length;
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<p>old system</p>\n", 4096)));
        for (var sent = 0L; sent < length;)
        {
            var count = (int)Math.Min(block.Length, length - sent);
            await context.Response.Body.WriteAsync(block.AsMemory(0, count), context.RequestAborted);
            sent += count;
        }
    }

    // Fifteen a page.
    private static Task HealthyAsync(HttpContext context)
    {
        var first = context.Request.Query.ContainsKey("page") ? 15 : 0;
        var rows = string.Concat(HealthyIds.Skip(first).Take(15).Select(id => $"<tr><td>{id}<td>张伟"));
        return WriteAsync(context, $"<body><table><tr><th>编号<th>名称{rows}</table>{(first == 0 ? "<a href='?page=2'>下一页</a>" : "完")}</body>");
    }

    private static Task WriteAsync(HttpContext context, string html) => context.Response.WriteAsync(html, context.RequestAborted);
}
