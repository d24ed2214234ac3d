using System.Text;
using Daas.Core.Runs;
using Daas.Runtime.Tests.BrowserPath;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;
using static Daas.Runtime.Tests.BothPaths.Answers;

namespace Daas.Runtime.Tests.BothPaths;

[Collection(BrowserTests.Name)]
public sealed class MovingTests(SharedBrowser browser)
{
    private const string Names = """
        output:
          rows: { table: [姓名] }
          fields: { name: 姓名, link: { column: 姓名, css: a, attribute: href, type: link, optional: true } }
        """;

    [Fact]
    public async Task Links_count_from_the_base_and_their_references_are_read()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Says("/", "text/html", _ => "<html><head><meta charset=utf-8><base href='/app/sub/'></head><body><a href=' ../list.do?a=1&amp;b=2&copy=3#top\n'>列表</a></body></html>")
                .Shows("/app/list.do", c => Table("姓名", $"<a href='?id={c.Field("a")}{c.Field("b")}{c.Field("copy")}&amp;x'>张伟</a>")),
            "steps:\n  - open: /\n  - click: 列表\n" + Names + "\nhttp:\n  exchanges:\n    - get: /\n    - follow: 列表");
        (await duo.RunAsync()).Gave("张伟|http://old/app/list.do?id=123&x");
    }

    [Theory]
    [InlineData("<meta http-equiv=refresh content='0;url=list?a=1&amp;b=2'>")]
    [InlineData("<META HTTP-EQUIV=\"Refresh\" CONTENT=\"1; URL='list?a=1&amp;b=2'\">")]
    [InlineData("<meta http-equiv=refresh content='0,list?a=1&b=2'>")]
    [InlineData("<script>location='list?a=1&b=2'</script>")]
    [InlineData("<script language=javascript>\n<!--\nvar u = 'list';\nwindow.location.href = u + '?a=' + 1 + \"&b=2\";\n//-->\n</script>")]
    [InlineData("<script>self.location.replace(\"list?a=1&b=2\")</script>")]
    [InlineData("<script>setTimeout(\"window.location='list?a=1&b=2'\", 300)</script>")]
    [InlineData("<script>setTimeout(function(){ document.location = 'list?a=1&b=2'; }, 100);</script>")]
    [InlineData("<body onload=\"top.location.href='list?a=1&b=2'\">")]
    [InlineData("<script>if (top != self) { top.location = '/login' } else { location.assign('/list?a=1&b=2') }</script>")]
    [InlineData("<script>function go(p){ window.location = 'list?' + p; } go('a=1&b=2');</script>")]
    [InlineData("<script>window.onload=function(){document.getElementById('x').click()}</script><a id=x href='list?a=1&b=2'>x</a>")]
    [InlineData("<script>$(function(){})</script><noscript><meta http-equiv=refresh content='0;url=/nojs'></noscript><script>location='list?a=1&b=2'</script>")]
    [InlineData("<script>if (window.top !== window.self) top.location.href = location.href; else window.location.href = 'list?a=1&b=2';</script>")]
    [InlineData("<script>if (top.location != self.location) { top.location = self.location; }</script><script>if(parent==window)location='list?a=1&b=2'</script>")]
    public async Task A_page_that_leads_on_by_itself(string way)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Says("/", "text/html; charset=utf-8", _ => $"<html><head>{(way.StartsWith("<body", StringComparison.Ordinal) ? "" : way)}</head>{(way.StartsWith("<body", StringComparison.Ordinal) ? way : "")}正在跳转</html>")
                .Shows("/list", c => Table("姓名", $"张伟{c.Field("a")}{c.Field("b")}")),
            "steps:\n  - open: /\n  - waitFor: { text: 张伟 }\n" + Names + "\nhttp:\n  exchanges:\n    - get: /");
        (await duo.RunAsync()).Gave("张伟12|");
    }

    [Theory]
    [InlineData("<a href=\"javascript:show('7')\">看</a><script>function show(id){location.href='view.do?id='+id;}</script>")]
    [InlineData("<a href=# onclick=\"show(7);return false\">看</a><script>function show(id){var u='view.do';window.location=u+'?id='+id}</script>")]
    [InlineData("<span style='cursor:pointer' onclick=\"document.location.href='view.do?id=7'\">看</span>")]
    [InlineData("<input type=button value=看 onclick=\"window.location.href='view.do?id=7';\">")]
    [InlineData("<button onclick=\"location='view.do?id=7'\">看</button>")]
    [InlineData("<form name=v action=view.do><input type=hidden name=id></form><a href=\"javascript:document.v.id.value='7';document.v.submit();\">看</a>")]
    [InlineData("<form name=v action=other.do method=post><input type=hidden name=id></form><a href=\"javascript:void(0)\" onclick=\"go('view.do',7)\">看</a><script>function go(a,i){var f=document.forms['v'];f.action=a;f.elements['id'].value=i;f.method='get';f.submit()}</script>")]
    [InlineData("<form id=v action=view.do onsubmit=\"this.id2.value=7;return true\"><input type=hidden name=id2><input type=hidden name=id value=7><a onclick=\"document.getElementById('b').click()\" href='#'>看</a><input type=submit id=b style='display:none'></form>")]
    [InlineData("<a target=main href=view.do?id=7>看</a><iframe name=main style='width:600px;height:300px'></iframe>")]
    public async Task A_click_whose_script_asks_for_a_page(string page)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => page).Shows("/view.do", c => Table("姓名", $"张伟{c.Field("id")}")),
            "steps:\n  - open: /\n  - click: 看\n" + Names + "\nhttp:\n  exchanges:\n    - get: /\n    - follow: 看");
        (await duo.RunAsync()).Gave("张伟7|");
    }

    [Fact]
    public async Task Framesets_within_framesets_and_frames_of_one_name()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Says("/", "text/html", _ => "<html><frameset rows='60,*'><frame src=top.htm name=main><frame src=work.htm name=main></frameset></html>")
                .Shows("/top.htm", _ => "欢迎")
                .Says("/work.htm", "text/html", _ => "<html><frameset cols='100,*'><frame src=menu.htm><frame src=blank.htm name=body></frameset></html>")
                .Shows("/menu.htm", _ => "<a href=list.htm target=body>居民</a>")
                .Shows("/blank.htm", _ => "")
                .Shows("/list.htm", c => Table("姓名", c.Request.Headers.Referer.ToString().EndsWith("/menu.htm", StringComparison.Ordinal) ? "张伟" : "生人")),
            "steps:\n  - open: /\n  - click: 居民\n" + Names + "\nhttp:\n  exchanges:\n    - get: /\n    - follow: 居民");
        (await duo.RunAsync()).Gave("张伟|");
    }

    [Theory]
    [InlineData("if (top != self) top.location = self.location;")]
    [InlineData("if (window.top.location !== window.location) { window.top.location.href = document.location.href }")]
    [InlineData("if (parent != window && self != top) top.location.replace(location.href)")]
    public async Task A_page_that_will_not_stay_in_a_frame_takes_the_window(string script)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Says("/", "text/html", _ => "<html><frameset rows='60,*'><frame src=top.htm><frame src=list></frameset></html>")
                .Shows("/top.htm", _ => Table("单位", "民政局"))
                .Shows("/list", _ => $"<script>{script}</script>{Table("姓名", "张伟")}"),
            "steps:\n  - open: /\n  - waitFor: { url: list }\n" + Names + "\nhttp:\n  exchanges:\n    - get: /\n      read: { at: { css: table } }\n    - get: /list");
        (await duo.RunAsync()).Gave("张伟|");
    }

    [Fact]
    public async Task Content_in_an_inline_frame_with_a_form_of_its_own()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<h1>壳</h1><iframe src='inner.do?m=1' width=500 height=300></iframe>")
                .Shows("/inner.do", c => $"<form id=q method=post>姓名 <input name=n><input type=submit value=查询></form>{Table("姓名", $"{c.Field("n")}{c.Field("m")}")}"),
            """
            input: { n: { type: string } }
            steps:
              - open: /
              - fill: { css: '[name=n]' }
                with: ${n}
              - click: 查询

            """ + Names + """

            http:
              exchanges:
                - get: /
                  frames: true
                - submit: '#q'
                  set: { n: '${n}' }
            """);
        (await duo.RunAsync("n=张伟")).Gave("张伟1|");
    }

    [Fact]
    public async Task The_page_one_comes_from_is_checked_on_every_change()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<a href='edit?id=7'>改</a>")
                .Shows("/edit", c => Came(c, "/") ? "<form id=f method=post action=save><input name=n value=1><input type=submit value=保存></form>" : "非法来源")
                .On("/save", c =>
                {
                    c.Response.Redirect(Came(c, "/edit?id=7") && c.Request.Headers.Origin == $"http://{c.Request.Host}" ? "/ok" : "/bad");
                    return Task.CompletedTask;
                })
                .Shows("/ok", c => Came(c, "/edit?id=7") ? "<script>location='/done'</script>" : "非法来源")
                .Shows("/done", c => Came(c, "/ok") ? "保存成功" : $"非法来源 {c.Request.Headers.Referer}"),
            """
            steps:
              - open: /
              - click: 改
              - click: 保存
                commit: true
            applied: { text: 保存成功 }
            http:
              exchanges:
                - get: /
                - follow: 改
                - submit: '#f'
                  commit: true
            """);
        (await duo.RunAsync()).Was(PushOutcome.Applied);

        static bool Came(HttpContext c, string from) => c.Request.Headers.Referer == $"http://{c.Request.Host}{from}";
    }

    [Theory]
    [InlineData(404, ErrorClass.Drift)]
    [InlineData(500, ErrorClass.TargetDown)]
    public async Task An_error_status_without_a_word(int status, ErrorClass expected)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<a href=gone>看</a>").On("/gone", c =>
            {
                c.Response.StatusCode = status;
                return Task.CompletedTask;
            }),
            "steps:\n  - open: /\n  - click: 看\n" + Names + "\nhttp:\n  exchanges:\n    - get: /\n    - follow: 看");
        Assert.Equal(expected, (await duo.RunAsync()).Result.Error?.Class);
    }

    [Fact]
    public async Task Cookies_with_odd_names_are_set_anew_at_each_answer_and_come_back_as_they_are()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s =>
            {
                var count = 0;
                s.On("/", async c =>
                {
                    count++;
                    c.Response.Headers.Append("Set-Cookie", Bytes($"用户@局=张%20伟;path=/"));
                    c.Response.Headers.Append("Set-Cookie", $"n%41me@x=\"a b{count}\"; Path=/; HttpOnly");
                    c.Response.Headers.Append("Set-Cookie", $"LAST={count}; path=/; expires=Thu, 01-Jan-2099 00:00:00 GMT");
                    c.Response.Headers.Append("Set-Cookie", "gone=1; path=/; expires=Thu, 01-Jan-1970 00:00:00 GMT");
                    await c.SendAsync($"<a href=/>再来</a><a href=list>列表</a>", Encoding.UTF8, "text/html; charset=utf-8");
                });
                s.Shows("/list", c => Table("姓名", c.Request.Headers.Cookie.ToString()));
            },
            "steps:\n  - open: /\n  - click: 再来\n  - click: 列表\n" + Names + "\nhttp:\n  exchanges:\n    - get: /\n    - follow: 再来\n    - follow: 列表");
        (await duo.RunAsync()).Gave("用户@局=张%20伟; n%41me@x=\"a b2\"; LAST=2|");

        static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
    }
}
