using System.Text;
using Daas.Core.Extraction;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.Recorder.Tests.Capture;

/// <summary>A small old system: GBK pages told only in a META tag, a frameset, popups, alerts, files both ways. It remembers what it was sent.</summary>
public sealed class OldSystem : IAsyncDisposable
{
    public static readonly byte[] File = [0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0x00, 0xff, 0x80];

    private readonly WebApplication _app;

    private OldSystem(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public List<(string Path, byte[] Body)> Posts { get; } = [];

    /// <summary>Pages of a test's own, by path; shown before those that are there.</summary>
    public Dictionary<string, string> Own { get; } = [];

    /// <summary>Answers by itself what a test wants answered otherwise; true when it did.</summary>
    public Func<HttpContext, Task<bool>>? Answers { get; set; }

    public static async Task<OldSystem> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var system = new OldSystem(builder.Build());
        system._app.Run(system.AnswerAsync);
        await system._app.StartAsync(TestContext.Current.CancellationToken);
        return system;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (http.Request.Method == "POST")
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            lock (Posts)
                Posts.Add((path, body.ToArray()));
        }

        if (Answers is { } answers && await answers(http))
            return;
        switch (path)
        {
            case "/signin":
                http.Response.Redirect("/home");
                return;
            case "/export":
                http.Response.ContentType = "application/octet-stream";
                http.Response.Headers.ContentDisposition = "attachment; filename=list.dat";
                await http.Response.Body.WriteAsync(File);
                return;
            case "/names":
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync("""{"rows":[{"name":"张伟"}]}""");
                return;
        }

        http.Response.ContentType = "text/html";
        var page = Own.GetValueOrDefault(path) ?? Pages.GetValueOrDefault(path, "<p>没有</p>");
        await http.Response.Body.WriteAsync(Charsets.Gb18030.GetBytes($"<html><head><meta http-equiv=content-type content='text/html; charset=gb2312'><title>{path}</title></head>{page}</html>"));
    }

    private static readonly Dictionary<string, string> Pages = new()
    {
        ["/"] = """
            <body><form method=post action=/signin onsubmit="enc.value=btoa(pwd.value)"><table>
            <tr><td>用户名<td><input name=user><tr><td>密码<td><input name=pwd type=password><input type=hidden name=enc></table>
            <label><input type=checkbox name=keep> 记住</label><button>登录</button></form></body>
            """,
        ["/switching"] = """
            <body><form method=post action=/signin><input name=user><input name=code onfocus="this.type='password'" onblur="this.type='text'">
            <input type=submit value=登录></form></body>
            """,
        ["/home"] = """<frameset cols="150,*"><frame name=menu src=/menu><frame name=main src=/welcome></frameset>""",
        ["/menu"] = """<body><a href=/list target=main>居民查询</a><br><a href="javascript:void(parent.main.location='/form')">登记</a></body>""",
        ["/welcome"] = "<body>欢迎</body>",
        ["/list"] = """
            <body><form action=/list><input name=name><select name=street><option value="">请选择<option value=1>东关街道</select><input type=submit value=查询></form>
            <table border=1><tr><th>编号<th>姓名<tr><td>1<td><a href="#" onclick="window.open('/detail','d','width=400,height=300');return false">张伟</a></table>
            <a href=/export>导出</a> <button type=button onclick="fetch('/names').then(r=>r.json()).then(d=>out.textContent=d.rows[0].name)">装入</button><div id=out></div></body>
            """,
        ["/detail"] = """<body><table><tr><td>姓名<td>张伟</table><button onclick="window.close()">关闭</button></body>""",
        ["/form"] = """
            <body><form method=post enctype=multipart/form-data action=/saved onsubmit="return confirm('确定保存吗？')"><input name=title><textarea name=note></textarea>
            <input type=radio name=sex value=1 id=s1><label for=s1>男</label><input type=file name=att><input type=submit value=保存></form></body>
            """,
        ["/saved"] = "<body><script>alert('保存成功');location='/welcome'</script></body>",
        ["/hover"] = """
            <body><style>ul ul{display:none} li:hover ul{display:block}</style><ul><li id=m>业务<ul><li><a href=/welcome>救助审批</a></ul></ul>
            <div ondblclick="out.textContent='opened'">双击打开</div><p id=out></p><input name=q onkeyup="if(this.value)fetch('/names')"></body>
            """,
    };
}
