using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.Benchmarks.Pull;

/// <summary>
/// An old register with a long list: 100 pages of 100 rows, by page number. Its log says in which order things happened, of which one is told to it: that the
/// first row has reached the caller. The answer of every page but the first waits for that, so that the order is proved and not a matter of luck.
/// </summary>
internal sealed class RegisterSystem : IAsyncDisposable
{
    public const int Pages = 100;
    public const int PageSize = 100;
    public const string FirstRow = "first row reached the caller";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] s_streets = ["东关街道", "西关街道", "新民街道", "红旗街道", "城关镇"];

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _log = new();
    private TaskCompletionSource _firstRow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RegisterSystem(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First() + "/");

    /// <summary>What happened, in order: <c>asked 1</c>, <c>answered 1</c>, …, and <see cref="FirstRow"/>.</summary>
    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>The rows as they truly are, in the list's order, one text each.</summary>
    public static IEnumerable<string> Ledger =>
        Enumerable.Range(1, Pages * PageSize).Select(n => string.Join('|', $"{n:000000}", Name(n), Street(n), $"{Born(n):yyyy-MM-dd}", Amount(n).ToString("0.00", CultureInfo.InvariantCulture), Remark(n)));

    public static async Task<RegisterSystem> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var system = new RegisterSystem(app);
        app.Run(system.AnswerAsync);
        await app.StartAsync(ct);
        return system;
    }

    /// <summary>Tells the system that the first row has reached the caller.</summary>
    public void NoteFirstRow()
    {
        _log.Enqueue(FirstRow);
        _firstRow.TrySetResult();
    }

    /// <summary>For the next pull: an empty log, nothing told.</summary>
    public void Forget()
    {
        _log.Clear();
        _firstRow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var page = int.TryParse(context.Request.Query["page"], out var asked) ? Math.Clamp(asked, 1, Pages) : 1;
        _log.Enqueue($"asked {page}");
        if (page > 1)
            await Task.WhenAny(_firstRow.Task, Task.Delay(Patience, context.RequestAborted));
        var bytes = Encoding.UTF8.GetBytes(Page(page));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        _log.Enqueue($"answered {page}");
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static string Page(int page)
    {
        var html = new StringBuilder("""
            <html><head><title>救助登记簿</title><style>td { font-size: 12px } .alt { background: #eef }</style></head><body>
            <h2>救助登记簿</h2><form action="list"><input name="q"> <input type="submit" value="查询"></form>
            <table id="list" border="1" width="100%"><tr class="head"><th>编号</th><th>姓名</th><th>街道</th><th>出生日期</th><th>救助金额(元)</th><th>备注</th><th>操作</th></tr>

            """);
        for (var n = ((page - 1) * PageSize) + 1; n <= page * PageSize; n++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr{(n % 2 == 0 ? " class=\"alt\"" : "")}><td>{n:000000}</td><td>{Name(n)}</td><td>{Street(n)}</td><td>{Born(n):yyyy年M月d日}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td align=\"right\">{Amount(n):#,##0.00}</td><td>{Remark(n)}</td><td><a href=\"view?id={n}\">查看</a></td></tr>\n");
        }

        var next = page < Pages ? $"<a href=\"list?page={page + 1}\">下一页</a>" : "下一页";
        return html.Append(CultureInfo.InvariantCulture, $"</table><div>共{Pages * PageSize}条 第{page}页/共{Pages}页 {next}</div></body></html>").ToString();
    }

    private static string Name(int n) => $"{"王李张刘陈杨赵黄周吴"[n % 10]}{"伟芳娜敏静强磊军洋勇"[n / 10 % 10]}{n % 97}";

    private static string Street(int n) => s_streets[n % s_streets.Length];

    private static DateOnly Born(int n) => new DateOnly(1940, 1, 1).AddDays(n * 7919 % 25_000);

    private static decimal Amount(int n) => n * 31 % 200_000 / 100m;

    private static string Remark(int n) => n % 3 == 0 ? "低保" : $"第{n}号申请";
}
