using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Browsers;
using Daas.Runtime.Tests.BrowserPath;
using Microsoft.AspNetCore.Http;
using Xunit;
using Stage = Daas.Runtime.Tests.BrowserPath.Stage;

namespace Daas.Runtime.Tests.HttpPath;

public class SendingTests
{
    [Fact]
    public async Task Addresses_are_coded_in_the_charset_of_the_page_before()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.On("/gbk", context => Write(context, "text/html; charset=gb2312", Encoding.GetEncoding("GB18030").GetBytes("<p>中文</p>")));
        stage.System.Page("/list", "x");
        stage.Values["n"] = "张伟";

        await stage.DoAsync(new ExchangeTemplate.Get("/gbk"), new ExchangeTemplate.Get("/list?n=${n}"), new ExchangeTemplate.Get("/list?n=${n}"));

        Assert.Equal(["GET /gbk", "GET /list?n=%D5%C5%CE%B0", "GET /list?n=%E5%BC%A0%E4%BC%9F"], stage.System.Asked);
    }

    [Fact]
    public async Task The_adapters_charset_counts_where_pages_do_not_say()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.Charset = "big5";
        stage.System.On("/", context => Write(context, "text/html", Encoding.GetEncoding("big5").GetBytes("<table><tr><th>姓名</th></tr><tr><td>陳大文</td></tr></table>")));
        stage.System.On("/said", context => Write(context, "text/html; charset=utf-8", Encoding.UTF8.GetBytes("<table><tr><th>姓名</th></tr><tr><td>陳</td></tr></table>")));

        await stage.PullAsync(Stage.Table("姓名"), new ExchangeTemplate.Get("/"));
        await stage.PullAsync(Stage.Table("姓名"), new ExchangeTemplate.Get("/said"));

        Assert.Equal(["陳大文", "陳"], stage.Rows.Select(r => r.Values[0]));
    }

    [Fact]
    public async Task A_browsers_headers_go_along()
    {
        await using var stage = await HttpStage.SetAsync();
        var seen = new List<IHeaderDictionary>();
        foreach (var path in new[] { "/a", "/b", "/c" })
            stage.System.Page(path, r =>
            {
                seen.Add(new HeaderDictionary(r.Headers.ToDictionary()));
                return "x";
            });

        await stage.DoAsync(
            new ExchangeTemplate.Get("/a?q=1"),
            new ExchangeTemplate.Post("/b") { Set = new Dictionary<string, Template> { ["x"] = "1" } },
            new ExchangeTemplate.Post("/c") { Json = "{}", Aside = true, Headers = new Dictionary<string, Template> { ["X-Token"] = "t" } });

        Assert.False(seen[0].ContainsKey("Referer"));
        Assert.Equal("zh-CN", seen[0].AcceptLanguage);
        Assert.Equal("Mozilla/5.0 (test)", seen[0].UserAgent);
        Assert.Equal($"{stage.System.Url}a?q=1", seen[1].Referer);
        Assert.Equal(stage.System.Url.GetLeftPart(UriPartial.Authority), seen[1].Origin);
        Assert.Equal("application/x-www-form-urlencoded", seen[1].ContentType);
        Assert.Equal("XMLHttpRequest", seen[2]["X-Requested-With"]);
        Assert.Equal($"{stage.System.Url}b", seen[2].Referer);
        Assert.Equal("application/json", seen[2].ContentType);
        Assert.Equal("t", seen[2]["X-Token"]);
    }

    [Fact]
    public async Task A_redirect_to_another_host_takes_no_headers_of_the_script_along()
    {
        await using var stage = await HttpStage.SetAsync();
        await using var other = await OldSystem.StartAsync();
        stage.Hosts.Add(other.Url.Authority);
        string? seen = "nothing";
        stage.System.On("/", context =>
        {
            context.Response.Redirect($"{other.Url}away");
            return Task.CompletedTask;
        });
        other.Page("/away", r =>
        {
            seen = r.Headers["X-Token"];
            return "x";
        });

        await stage.DoAsync(new ExchangeTemplate.Get("/") { Headers = new Dictionary<string, Template> { ["X-Token"] = "t" } });

        Assert.Null(seen);
    }

    [Fact]
    public async Task What_an_address_says_of_a_user_goes_nowhere()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.Url = new UriBuilder(stage.System.Url) { UserName = "clerk", Password = "geheim" }.Uri;
        var seen = new List<string>();
        foreach (var path in new[] { "/a", "/b" })
            stage.System.Page(path, r =>
            {
                seen.Add($"{r.Headers.Origin} {r.Headers.Referer}");
                return "x";
            });

        await stage.DoAsync(new ExchangeTemplate.Get("/a"), new ExchangeTemplate.Post("/b"));
        var dead = await stage.DoAsync(new ExchangeTemplate.Get("http://clerk:geheim@localhost:1/?sid=geheim"));

        Assert.Equal($"{stage.System.Url.GetLeftPart(UriPartial.Authority)} {stage.System.Url}a", seen[1]);
        Assert.DoesNotContain("geheim", dead.Error!.Message);
    }

    [Fact]
    public async Task What_was_read_of_a_page_is_not_told_in_the_progress()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/a", "<a href='b?ticket=geheim'>x</a>");
        stage.System.Page("/b", "x");
        stage.Inputs.Add("n");
        stage.Values["n"] = "张伟";

        await stage.DoAsync(
            new ExchangeTemplate.Get("/a?n=${n}") { Read = [new ExchangeRead { Name = "link", Css = "a", Attribute = "href" }] },
            new ExchangeTemplate.Get("${link}"));

        var told = stage.Told.OfType<RunEvent.Stepping>().Select(s => s.ToString()).ToList();
        Assert.Contains("张伟", told[0]);
        Assert.DoesNotContain("geheim", told[1]);
    }

    [Fact]
    public async Task The_type_of_a_file_adds_no_lines_to_a_form()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/a", "<form id=f method=post action=b enctype=multipart/form-data><input type=file name=up></form>");
        stage.System.Page("/b", "x");
        stage.Files["file"] = new FileContent("a.txt", "text/plain\r\nX-Evil: 1", [65]);

        await stage.DoAsync(new ExchangeTemplate.Get("/a"), new ExchangeTemplate.Submit("#f") { Files = new Dictionary<string, string> { ["up"] = "file" } });

        Assert.DoesNotContain("X-Evil", stage.System.Asked.Last());
    }

    [Fact]
    public async Task Values_are_escaped_inside_a_json_body()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/api", "{}");
        stage.Values["n"] = "a\"b\\张";

        await stage.DoAsync(new ExchangeTemplate.Post("/api") { Json = """{"n":"${n}"}""" });

        var body = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(stage.System.Asked.Single()["POST /api ".Length..]));
        Assert.Equal("""{"n":"a\"b\\张"}""", body);
    }

    [Fact]
    public async Task A_json_answer_is_read_beside_the_page()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/", "<form id=f method=post action=/save></form>");
        stage.System.On("/rows", context => Write(context, "application/json", Encoding.UTF8.GetBytes("""{"rows":[{"n":"甲"}],"total":1}""")));
        var output = new Output { Rows = new RowSource.Json("$.rows") { Total = "$.total" }, Fields = [new Field { Name = "n", Json = "$.n" }] };

        var result = await stage.PullAsync(output, new ExchangeTemplate.Get("/"), new ExchangeTemplate.Post("/rows") { Aside = true });

        Assert.Null(result.Error);
        Assert.Equal("甲", stage.Rows.Single().Values[0]);
    }

    [Fact]
    public async Task A_redirect_is_followed_as_a_browser_follows_it()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.On("/303", c => Redirect(c, 303, "next?x=1"));
        stage.System.On("/307", c => Redirect(c, 307, "/next"));
        stage.System.Page("/next", "x");

        await stage.DoAsync(Post("/303"), Post("/307"));

        Assert.Equal(["POST /303 a=1", "GET /next?x=1", "POST /307 a=1", "POST /next a=1"], stage.System.Asked);
    }

    [Fact]
    public async Task Redirects_without_end_are_a_limit()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.On("/", c => Redirect(c, 302, "/"));

        var result = await stage.DoAsync(new ExchangeTemplate.Get("/"));

        Assert.Equal(ErrorClass.ResponseLimit, result.Error?.Class);
    }

    [Fact]
    public async Task A_redirect_to_a_host_that_the_adapter_does_not_name_is_refused()
    {
        await using var stage = await HttpStage.SetAsync();
        await using var other = await HttpStage.SetAsync();
        stage.System.On("/", c => Redirect(c, 302, other.System.Url.AbsoluteUri));

        var result = await stage.DoAsync(new ExchangeTemplate.Get("/"));

        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Empty(other.System.Asked);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut()
    {
        await using var stage = await HttpStage.SetAsync(new EgressOptions { ResponseBytes = 100_000 });
        stage.System.On("/", async c =>
        {
            c.Response.ContentType = "text/html";
            while (!c.RequestAborted.IsCancellationRequested)
                await c.Response.WriteAsync(new string('x', 10_000), c.RequestAborted);
        });

        var result = await stage.DoAsync(new ExchangeTemplate.Get("/"));

        Assert.Equal(ErrorClass.ResponseLimit, result.Error?.Class);
    }

    [Fact]
    public async Task A_system_that_keeps_silent_is_a_timeout()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.Limits = new Limits { StepSeconds = 1, RunSeconds = 20 };
        stage.System.On("/", c => Task.Delay(Timeout.Infinite, c.RequestAborted));

        var result = await stage.DoAsync(new ExchangeTemplate.Get("/"));

        Assert.Equal(ErrorClass.Timeout, result.Error?.Class);
    }

    [Fact]
    public async Task A_file_is_answered_byte_for_byte_with_its_chinese_name()
    {
        await using var stage = await HttpStage.SetAsync();
        byte[] bytes = [0xD0, 0xCF, 0x11, 0xE0, 0, 1, 2, 255];
        stage.System.On("/export", c =>
        {
            c.Response.Headers.ContentDisposition = "attachment; filename=" + Encoding.Latin1.GetString(Encoding.GetEncoding("GB18030").GetBytes("居民.xls"));
            return Write(c, "application/vnd.ms-excel", bytes);
        });

        var result = await stage.PullAsync(new Output { File = true }, new ExchangeTemplate.Get("/export"));

        Assert.Null(result.Error);
        Assert.Equal("居民.xls", result.File?.Name);
        Assert.Equal(bytes, result.File?.Bytes);
    }

    [Fact]
    public async Task A_page_in_place_of_a_file_is_judged_as_a_page()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/export", "没有权限导出");

        var result = await stage.PullAsync(new Output { File = true }, new ExchangeTemplate.Get("/export"));

        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Contains("没有权限导出", result.Error?.Reason);
    }

    [Fact]
    public async Task The_frames_of_a_frameset_are_part_of_the_page()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/", "<html><frameset cols='1,*'><frame name=left src=left><frame name=main src=main></frameset></html>");
        stage.System.Page("/left", "menu");
        stage.System.Page("/main", "<table><tr><th>名称</th></tr><tr><td>甲</td></tr></table>");

        var result = await stage.PullAsync(Stage.Table("名称"), new ExchangeTemplate.Get("/"));

        Assert.Null(result.Error);
        Assert.Equal("甲", stage.Rows.Single().Values[0]);
    }

    private static ExchangeTemplate Post(string to) => new ExchangeTemplate.Post(to) { Set = new Dictionary<string, Template> { ["a"] = "1" } };

    private static Task Redirect(HttpContext context, int status, string to)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    }

    private static async Task Write(HttpContext context, string type, byte[] bytes)
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(bytes);
    }
}
