using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.Benchmarks.Breaks;

/// <summary>One page for each thing that breaks recordings, in the state in which it was recorded and in the one it is in later.</summary>
internal sealed class BreakingSite : IAsyncDisposable
{
    private const string Form = """
        <form action=/result><label>姓名 <input name=name></label> <input type=submit value=查询></form>
        """;

    private readonly WebApplication _app;

    private BreakingSite(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <summary>The pages are as they became after the recording.</summary>
    public bool Later { get; set; }

    /// <summary>Whose result was asked for, with the bytes of the file that came along.</summary>
    public ConcurrentQueue<(string Name, long FileBytes)> Asked { get; } = new();

    public static async Task<BreakingSite> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new BreakingSite(builder.Build());
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync(ct);
        return site;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var body = path switch
        {
            "/confirm" => Form.Replace("<form", "<form onsubmit=\"return confirm('确定查询吗？')\"", StringComparison.Ordinal),
            "/popup" => """
                <form action=/result><label>姓名 <input name=name id=name></label>
                <button type=button onclick="window.open('/pick?ts='+Date.now(),'pick','width=400,height=300')">选择</button> <input type=submit value=查询></form>
                """,
            "/pick" => string.Concat(((string[])["王芳", "张伟", "李娜"]).Select(
                n => $"<p><a href='#' onclick=\"opener.document.getElementById('name').value='{n}';window.close();return false\">{n}</a></p>")),
            "/iframe" => $"{(Later ? "<iframe src=/notice width=300 height=60></iframe>" : "")}<iframe src=/form width=700 height=300></iframe>",
            "/menu" => "<a href=/form target=main>居民名册</a>",
            "/upload" => """
                <form method=post enctype=multipart/form-data action=/result><label>姓名 <input name=name></label> <label>附件 <input type=file name=paper></label>
                <input type=submit value=提交></form>
                """,
            "/toast" => $"{(Later ? "<div style='position:fixed;left:0;top:0;width:100%;height:300px;background:#fec'>系统将于今晚升级</div>" : "")}{Form}",
            "/form" => Form,
            "/notice" => "<p>通知</p>",
            "/result" => await ResultAsync(http.Request),
            _ => "<p>欢迎</p>",
        };
        http.Response.ContentType = "text/html; charset=utf-8";
        var page = path == "/frameset" ? "<frameset cols='160,*'><frame name=menu src=/menu><frame name=main src=/notice></frameset>" : $"<body>{body}</body>";
        await http.Response.WriteAsync($"<!doctype html><html><head><title>业务</title></head>{page}</html>");
    }

    private async Task<string> ResultAsync(HttpRequest request)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync() : null;
        var name = form is null ? request.Query["name"].ToString() : form["name"].ToString();
        Asked.Enqueue((name, form?.Files.FirstOrDefault()?.Length ?? 0));
        return $"{(form is null ? "" : "<p>提交成功</p>")}<table border=1><tr><th>编号<th>姓名<th>电话<tr><td>17<td>{name}<td>0571-8812</table>";
    }
}
