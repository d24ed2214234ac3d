using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.Benchmarks.Recording;

/// <summary>Pages as old systems have them, each with one action that leads to the next and a mark by which a driver sees that it is there.</summary>
internal sealed class PlainPages : IAsyncDisposable
{
    /// <summary>How long the old system thinks before each answer: a quick one does.</summary>
    public static readonly TimeSpan Thinks = TimeSpan.FromMilliseconds(40);

    private readonly WebApplication _app;

    private PlainPages(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public static async Task<PlainPages> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var pages = new PlainPages(builder.Build());
        pages._app.Run(AnswerAsync);
        await pages._app.StartAsync(ct);
        return pages;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext http)
    {
        await Task.Delay(Thinks);
        var at = int.TryParse(http.Request.Query["at"], CultureInfo.InvariantCulture, out var n) ? n : 0;
        if (http.Request.Path == "/rows.json")
        {
            await http.Response.WriteAsJsonAsync(Enumerable.Range(1, 50).Select(i => Cells(at, i)));
            return;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync($"<!doctype html><html><head><title>登记</title></head>{Body(http.Request.Path.Value!, at, http.Request.Query)}</html>");
    }

    private static string Body(string path, int at, IQueryCollection query) => path switch
    {
        "/table" => $"<body><p id=done>第{at}页</p><a id=go href=/table?at={at + 1}>下一页</a>{Table(at, 20)}</body>",
        "/heavy" => $"<body><p id=done>第{at}页</p><a id=go href=/heavy?at={at + 1}>下一页</a>{Table(at, 1000)}</body>",
        "/frames" => $"<frameset cols='160,*'><frame name=menu src=/menu><frame name=main src=/main?at={at}></frameset>",
        "/menu" => "<body><a id=go href='#' onclick=\"var f=parent.main;f.location='/main?at='+(1+Number(new URLSearchParams(f.location.search).get('at')));return false\">下一页</a></body>",
        "/main" => $"<body><p id=done>第{at}页</p>{Table(at, 20)}</body>",
        "/form" => $"""
            <body><p id=done>第{at}页</p><form action=/form><input type=hidden name=at value={at + 1}><table>
            <tr><td>姓名<td><input name=name id=name><tr><td>地址<td><input name=place><tr><td>说明<td><textarea name=note></textarea></table>
            <p>{query["name"].Count}</p><input type=submit id=go value=保存></form>{Table(at, 20)}</body>
            """,
        "/grid" => """
            <body><p id=done>第0页</p><button id=go>刷新</button><table border=1><tbody id=rows></tbody></table><script>
            let at = 0;
            go.onclick = () => fetch('/rows.json?at=' + (at + 1)).then(r => r.json()).then(all => {
              rows.replaceChildren(...all.map(cells => { const tr = document.createElement('tr');
                for (const cell of cells) tr.insertCell().textContent = cell; return tr; }));
              done.textContent = '第' + ++at + '页';
            });
            </script></body>
            """,
        _ => "<body>没有</body>",
    };

    private static string Table(int at, int rows)
    {
        var html = new StringBuilder("<table border=1><tr><th>编号<th>姓名<th>性别<th>身份证号<th>出生日期<th>街道<th>电话<th>登记日期</tr>");
        for (var i = 1; i <= rows; i++)
            html.Append("<tr>").AppendJoin("", Cells(at, i).Select((cell, column) => column == 1 ? $"<td><a href=/view?id={cell}>{cell}</a></td>" : $"<td>{cell}</td>")).Append("</tr>");
        return html.Append("</table>").ToString();
    }

    private static string[] Cells(int at, int row) =>
    [
        $"{(at * 1000) + row}", $"王小{(char)('一' + (row % 200))}", row % 2 == 0 ? "男" : "女", $"3301021970010{row:0000}", $"19{70 + (row % 30)}-01-{1 + (row % 28):00}",
        $"第{row % 12}街道", $"0571-8{row:000000}", $"2020-0{1 + (row % 9)}-15",
    ];
}
