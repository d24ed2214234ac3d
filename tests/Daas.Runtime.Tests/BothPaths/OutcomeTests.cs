using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.BrowserPath;
using Daas.Runtime.Tests.Browsers;
using Xunit;
using static Daas.Runtime.Tests.BothPaths.Answers;

namespace Daas.Runtime.Tests.BothPaths;

[Collection(BrowserTests.Name)]
public sealed class OutcomeTests(SharedBrowser browser)
{
    private const string Form = "<form id=f method=post action=save>姓名 <input name=n><input type=submit value=保存></form>";

    private const string Save = """
        input: { n: { type: string } }
        steps:
          - open: /
          - fill: 姓名
            with: ${n}
          - click: 保存
            commit: true
        applied:
          - { alert: 保存成功 }
          - { text: 保存成功 }
          - { json: $.ok, is: 'true' }
        rejected:
          - { alert: '/(?<reason>.*(失败|重复|不能为空|Duplicate).*)/' }
          - { css: '.err, font[color=red]' }
          - { text: '/(?<reason>Duplicate entry .*? for key)/' }
          - { json: $.ok, is: 'false', reason: $.msg }
        http:
          exchanges:
            - get: /
            - submit: '#f'
              set: { n: '${n}' }
              commit: true
        """;

    [Theory]
    [InlineData("<script>alert('保存成功');location.href='/list'</script>", PushOutcome.Applied, null)]
    [InlineData("<script>alert('保存成功！\\n编号：7');history.back()</script>", PushOutcome.Applied, null)]
    [InlineData("<script language='javascript'>window.alert(\"\\u4fdd\\u5b58\\u6210\\u529f\");self.close();</script>", PushOutcome.Applied, null)]
    [InlineData("<script>alert('保存失败：身份证号重复');history.go(-1);</script>", PushOutcome.Rejected, "保存失败：身份证号重复")]
    [InlineData("<script>var m='身份证号'+'重复';if(m!=''){alert(m);}window.location='/'</script>", PushOutcome.Rejected, "身份证号重复")]
    [InlineData("<body onload=\"alert('姓名不能为空');document.location='/'\">", PushOutcome.Rejected, "姓名不能为空")]
    [InlineData("<script>window.onload=function(){alert('姓名不能为空')}</script>" + Form, PushOutcome.Rejected, "姓名不能为空")]
    [InlineData("<script>function tip(s){alert(s)} setTimeout(\"tip('姓名不能为空')\",50)</script>" + Form, PushOutcome.Rejected, "姓名不能为空")]
    [InlineData("<script>alert('提示\\t：\"重复\"');</script>", PushOutcome.Rejected, "提示 ：\"重复\"")]
    [InlineData(Form + "<font color=red>  姓名&nbsp;不能为空 </font>", PushOutcome.Rejected, "姓名 不能为空")]
    [InlineData(Form + "<div class=err style='display:none'>保存成功</div>", PushOutcome.Unknown, null)]
    [InlineData(Form + "<div style='display:none'>保存成功</div>", PushOutcome.Unknown, null)]
    [InlineData(Form, PushOutcome.Unknown, null)]
    [InlineData("<!-- 保存成功 --><script>var tips={ok:'保存成功'};function ok(){alert('保存成功')}</script>已受理", PushOutcome.Unknown, null)]
    [InlineData("com.mysql.jdbc.exceptions: Duplicate entry '99' for key 2\n at org.apache.struts", PushOutcome.Rejected, "Duplicate entry '99' for key")]
    public async Task What_a_page_says_after_saving(string answer, PushOutcome outcome, string? reason)
    {
        await using var duo = await Duo.SetAsync(browser, s => s.Shows("/", _ => Form).Shows("/save", _ => answer).Shows("/list", _ => "列表"), Save, seconds: Seconds(outcome));
        var told = await duo.RunAsync("n=张伟");
        Assert.Equal(outcome, told.Result.Outcome);
        if (outcome == PushOutcome.Rejected)
            told.Failed(ErrorClass.BusinessRejected, reason);
        else if (outcome == PushOutcome.Unknown)
            Assert.Equal(ErrorClass.OutcomeUnknown, told.Result.Error?.Class);
    }

    [Theory]
    [InlineData(500, "保存成功<pre>java.lang.NullPointerException at com.foo.Mail.send</pre>", PushOutcome.Applied)]
    [InlineData(500, "<h1>Server Error in '/' Application.</h1>", PushOutcome.Unknown)]
    [InlineData(500, "Duplicate entry 'x' for key 1", PushOutcome.Rejected)]
    [InlineData(404, "保存成功", PushOutcome.Applied)]
    [InlineData(500, "", PushOutcome.Unknown)]
    public async Task A_status_does_not_decide_what_the_page_says(int status, string answer, PushOutcome outcome)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => Form).On("/save", async c =>
            {
                c.Response.StatusCode = status;
                if (answer.Length > 0)
                    await c.SendAsync(answer, System.Text.Encoding.UTF8, "text/html; charset=utf-8");
            }),
            Save,
            seconds: Seconds(outcome));
        Assert.Equal(outcome, (await duo.RunAsync("n=张伟")).Result.Outcome);
    }

    [Theory]
    [InlineData("{\"ok\":true,\"msg\":\"\"}", PushOutcome.Applied)]
    [InlineData("{\"ok\":false,\"msg\":\"\\u59d3\\u540d\\u91cd\\u590d\"}", PushOutcome.Rejected)]
    [InlineData("(oops)", PushOutcome.Unknown)]
    public async Task A_script_saves_and_reads_json_with_status_200(string answer, PushOutcome outcome)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "姓名 <input id=n><button onclick=\"var x=new XMLHttpRequest();x.open('POST','save');x.setRequestHeader('Content-Type','application/x-www-form-urlencoded; charset=UTF-8');"
                    + "x.setRequestHeader('X-Requested-With','XMLHttpRequest');x.send('n='+encodeURIComponent(n.value))\">保存</button>")
                .Says("/save", "text/html; charset=utf-8", c => c.Request.Headers.XRequestedWith == "XMLHttpRequest" ? answer : "非法请求"),
            Save.Replace("- submit: '#f'", "- post: /save\n      aside: true", StringComparison.Ordinal),
            seconds: Seconds(outcome));
        var told = await duo.RunAsync("n=张伟");
        Assert.Equal(outcome, told.Result.Outcome);
        if (outcome == PushOutcome.Rejected)
            told.Failed(ErrorClass.BusinessRejected, "姓名重复");
    }

    [Fact]
    public async Task A_confirm_before_and_an_alert_after()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<form id=f method=post action=save onsubmit=\"if(this.n.value==''){alert('姓名不能为空');return false;}return confirm('确定要保存吗？')\">姓名 <input name=n><input type=submit value=保存></form>")
                .Shows("/save", _ => "<script>alert('保存成功');location='/'</script>"),
            Save.Replace("    commit: true\napplied", "    commit: true\n  - answer: accept\n    says: 确定要保存吗\napplied", StringComparison.Ordinal));
        (await duo.RunAsync("n=张伟")).Was(PushOutcome.Applied);
    }

    [Fact]
    public async Task Saved_in_a_frame_that_is_not_shown_and_told_by_its_script()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<iframe name=hid style='display:none'></iframe><form id=f method=post action=save target=hid>姓名 <input name=n><input type=submit value=保存></form>")
                .Shows("/save", _ => "<script>alert('保存成功');parent.location.href='/list';</script>").Shows("/list", _ => "列表"),
            Save);
        (await duo.RunAsync("n=张伟")).Was(PushOutcome.Applied);
    }

    [Fact]
    public async Task The_session_is_lost_at_the_commit()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => Form).Shows("/save", _ => "<script>top.location='/login'</script>").Shows("/login", _ => "<form>密码<input type=password name=p></form>"),
            Save,
            "signIn:\n  steps:\n    - open: /login\n  signedIn: { text: 退出 }");
        var told = await duo.RunAsync("n=张伟");
        Assert.Equal((PushOutcome.Unknown, false), (told.Result.Outcome, told.Result.SessionLost));
    }

    [Fact]
    public async Task The_new_number_stands_in_the_page_after_saving()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => Form).Shows("/save", c => $"<script>location='done?no=2026-7&n='+encodeURIComponent('{c.Field("n")}')</script>")
                .Shows("/done", c => $"保存成功<table><tr><td>编&nbsp;号：</td><td>{c.Field("no")}</td><td>姓名</td><td><input value='{c.Field("n")}' readonly></td></tr></table>"),
            Save + "\noutput:\n  record: {}\n  fields: { id: 编号, name: 姓名 }");
        (await duo.RunAsync("n=张伟")).Gave("2026-7|张伟");
    }

    private static int Seconds(PushOutcome outcome) => outcome == PushOutcome.Unknown ? 5 : 12;
}
