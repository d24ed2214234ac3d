using Daas.Core.Runs;
using Daas.Runtime.Tests.BrowserPath;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;
using static Daas.Runtime.Tests.BothPaths.Answers;

namespace Daas.Runtime.Tests.BothPaths;

[Collection(BrowserTests.Name)]
public sealed class SessionTests(SharedBrowser browser)
{
    private const string System = """
        signIn:
          steps:
            - open: /login
            - fill: 用户名
              with: ${credential.user}
            - fill: { css: '[type=password]' }
              with: ${credential.password}
            - click: 登录
          signedIn: { text: 退出 }
          rejected:
            - { alert: '/(?<reason>密码错误.*)/' }
            - { css: '#msg' }
          locked: { alert: 锁定 }
          expired:
            - { alert: 登录超时 }
            - { text: '/欢迎您[：，]null/' }
            - { json: $.code, is: '401' }
          http:
            exchanges:
              - get: /login
              - submit: '#f'
                set: { u: '${credential.user}', p: '${credential.password}' }
        """;

    private const string List = """
        steps:
          - open: /list
        output:
          rows: { table: [姓名] }
          fields: { name: 姓名 }
          empty: { text: 没有记录 }
        http:
          exchanges:
            - get: /list
        """;

    private const string Login = "<form id=f method=post action=enter>用户名<input name=u>密码<input type=password name=p><input type=submit value=登录></form>";

    [Theory]
    [InlineData("密码<input type=password name=p>")]
    [InlineData("<script>top.location='/login'</script>")]
    [InlineData("<script>alert('登录超时，请重新登录');top.location.href='/login';</script>")]
    [InlineData("<script>alert('登录超时')</script>")]
    [InlineData("欢迎您：null<p>没有记录")]
    [InlineData("{\"code\":401,\"msg\":\"x\"}")]
    [InlineData("<meta http-equiv=refresh content='0;url=/login'>")]
    [InlineData("<iframe src=/login width=400 height=200></iframe><table><tr><th>姓名</th></tr></table>")]
    public async Task A_session_that_is_gone_shows_in_many_ways(string page)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.On("/list", c => c.SendAsync(page, global::System.Text.Encoding.UTF8, page[0] == '{' ? "application/json" : "text/html; charset=utf-8")).Shows("/login", _ => Login),
            page.Contains("iframe", StringComparison.Ordinal) ? List + "\n      frames: true" : List,
            System);
        Assert.True((await duo.RunAsync()).Result.SessionLost);
    }

    [Fact]
    public async Task A_hidden_password_field_is_no_lost_session()
    {
        await using var duo = await Duo.SetAsync(
            browser, s => s.Shows("/list", _ => "<div style='display:none'>新密码<input type=password></div>" + Table("姓名", "张伟")), List, System);
        (await duo.RunAsync()).Gave("张伟");
    }

    [Theory]
    [InlineData("<script>location='/main'</script>", null)]
    [InlineData("<script>alert('密码错误，还可以试2次');location='/login'</script>", ErrorClass.CredentialsRejected)]
    [InlineData("<script>alert('账号已锁定');history.back()</script>", ErrorClass.AccountLocked)]
    [InlineData("<b id=msg>用户不存在</b>", ErrorClass.CredentialsRejected)]
    [InlineData("欢迎", ErrorClass.Drift)]
    public async Task Signing_in_ends_alike(string answer, ErrorClass? expected)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/login", _ => Login).Shows("/enter", _ => answer)
                .Says("/main", "text/html", _ => "<frameset cols='50%,50%'><frame src=/top><frame src=/top></frameset>").Shows("/top", _ => "<a>退出</a>"),
            List,
            System);
        Assert.Equal(expected, await duo.SignInAsync());
    }

    [Fact]
    public async Task One_session_per_account_and_a_token_that_dies_with_it()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s =>
            {
                var (session, count) = ("", 0);
                s.Shows("/login", c =>
                {
                    c.Response.Cookies.Append("pre", $"{++count}");
                    return Login.Replace("<input type=submit", $"<input type=hidden name=next value=n{count}><input type=submit", StringComparison.Ordinal);
                });
                s.On("/enter", c =>
                {
                    session = $"s{++count}";
                    c.Response.Cookies.Append("SID", session, new CookieOptions { HttpOnly = true });
                    c.Response.Redirect(c.Field("next") == $"n{c.Request.Cookies["pre"]}" ? "/main?退出" : "/login");
                    return Task.CompletedTask;
                });
                s.Shows("/main", _ => "<a>退出</a>");
                s.Shows("/list", c => c.Request.Cookies["SID"] == session && session.Length > 0 ? Table("姓名", session[..1]) : "<script>top.location='/login'</script>");
                s.Shows("/other", _ => session = "another");
            },
            List,
            System);
        Assert.True((await duo.RunAsync()).Result.SessionLost);
        Assert.Null(await duo.SignInAsync());
        (await duo.RunAsync()).Gave("s");
        await duo.AskAsync("/other");
        Assert.True((await duo.RunAsync()).Result.SessionLost);
        Assert.Null(await duo.SignInAsync());
        (await duo.RunAsync()).Gave("s");
    }
}
