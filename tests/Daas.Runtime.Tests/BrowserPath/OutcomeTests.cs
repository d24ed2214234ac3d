using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class OutcomeTests(SharedBrowser browser)
{
    private const string Form = "<form method=post action=/save>姓名：<input name=n><input type=submit value=保存></form>";

    [Fact]
    public async Task Success_told_only_by_an_alert_before_a_redirect_is_applied()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", Form).Page("/save", "<script>alert('保存成功');location.href='/list'</script>").Page("/list", "<h1>列表</h1>");
        var result = await PushAsync(stage);
        Assert.Null(result.Error);
        Assert.Equal(PushOutcome.Applied, result.Outcome);
        Assert.Equal(1, stage.Commits);
        Assert.EndsWith("/list", stage.Page.Url);
    }

    [Fact]
    public async Task Refusal_told_only_by_an_alert_is_rejected_with_its_words()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", Form).Page("/save", "<script>alert('保存失败：身份证号重复');history.back()</script>");
        var result = await PushAsync(stage);
        Assert.Equal(ErrorClass.BusinessRejected, result.Error?.Class);
        Assert.Equal("保存失败：身份证号重复", result.Error!.Reason);
        Assert.Equal(PushOutcome.Rejected, result.Outcome);
    }

    [Fact]
    public async Task The_same_form_again_without_a_word_is_an_unknown_outcome()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", Form).Page("/save", Form);
        var result = await PushAsync(stage);
        Assert.Equal(ErrorClass.OutcomeUnknown, result.Error?.Class);
        Assert.Equal(Applied.Unknown, result.Error!.Applied);
        Assert.Equal(PushOutcome.Unknown, result.Outcome);
    }

    [Fact]
    public async Task A_form_that_sends_nothing_has_not_applied()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", "<form method=post action=/save onsubmit='return false'><input type=submit value=保存></form>");
        var result = await PushAsync(stage);
        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Equal(PushOutcome.NotApplied, result.Outcome);
    }

    [Fact]
    public async Task A_stack_trace_after_the_commit_is_unknown_unless_it_is_the_sign_of_success()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", Form).Page("/save", r => Status(r, 500, "java.lang.NullPointerException at Foo"));
        var result = await PushAsync(stage);
        Assert.Equal(ErrorClass.OutcomeUnknown, result.Error?.Class);
        Assert.Contains("NullPointerException", result.Error!.Reason);
        stage.System.Page("/save", r => Status(r, 500, "保存成功 java.lang.NullPointerException"));
        Assert.Null((await PushAsync(stage)).Error);
    }

    [Fact]
    public async Task A_session_lost_at_the_commit_is_an_unknown_outcome_and_before_it_a_lost_session()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.SignIn = SignInTests.Script;
        stage.System.Page("/", Form).Page("/save", "<script>top.location='/login'</script>").Page("/login", SignInTests.Login);
        var after = await PushAsync(stage);
        Assert.Equal(PushOutcome.Unknown, after.Outcome);
        Assert.False(after.SessionLost);
        stage.System.Page("/", SignInTests.Login);
        var before = await PushAsync(stage);
        Assert.True(before.SessionLost);
        Assert.Equal(PushOutcome.NotApplied, before.Outcome);
        Assert.Equal(1, stage.Commits);
    }

    [Fact]
    public async Task A_confirm_is_answered_by_the_step_after_and_its_alert_decides()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<button onclick=\"if(confirm('确定保存吗？')) fetch('/save',{method:'POST'}).then(r=>r.text()).then(t=>{alert(t);location='/list'})\">保存</button>")
            .Page("/save", r => { r.HttpContext.Response.ContentType = "text/plain; charset=utf-8"; return "保存成功"; }).Page("/list", "list");
        var result = await PushAsync(stage, new Step.Answer(true, "确定保存", As: "asked"));
        Assert.Null(result.Error);
        Assert.Equal("确定保存吗？", stage.Values.Find("asked"));
    }

    [Fact]
    public async Task A_confirm_that_nobody_foresaw_is_dismissed_and_ends_the_run_with_its_words()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<form method=post action=/save onsubmit=\"return confirm('真的吗？')\"><input type=submit value=保存></form>").Page("/save", "保存成功");
        var result = await PushAsync(stage);
        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Contains("真的吗？", result.Error!.Message);
        Assert.Equal(PushOutcome.NotApplied, result.Outcome);
        Assert.DoesNotContain(stage.System.Asked, a => a.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_prompt_gets_the_text_of_its_answer()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<button onclick=\"document.title=prompt('理由')\">退回</button>");
        stage.Values["why"] = "材料不全";
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.Name("退回")), new Step.Answer(true, With: "${why}"))).Error);
        Assert.Equal("材料不全", await stage.Page.TitleAsync());
    }

    [Fact]
    public async Task A_dialog_that_was_foreseen_but_does_not_show_is_drift()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", "<button>删除</button>");
        Assert.Equal(ErrorClass.Drift, (await stage.DoAsync(new Step.Click(Stage.Name("删除")), new Step.Answer(true, "确定"))).Error?.Class);
    }

    [Fact]
    public async Task The_saved_record_is_read_back_from_the_page_after_the_commit()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", Form).Page("/save", r => $"保存成功<table><tr><td>编号</td><td>2026-7</td><td>姓名</td><td>{r.Form["n"]}</td></tr></table>");
        stage.Values["n"] = "张伟";
        var result = await stage.RunAsync(Operation() with
        {
            Steps = [new Step.Fill(Stage.Label("姓名"), "${n}"), new Step.Click(Stage.Name("保存")) { Commit = true }],
            Output = new Output { Record = new RecordSource(), Fields = [new Field { Name = "id", Label = "编号" }, new Field { Name = "name", Label = "姓名" }] },
        });
        Assert.Null(result.Error);
        Assert.Equal(["2026-7", "张伟"], result.Record!.Values);
    }

    internal static string Status(HttpRequest request, int status, string body)
    {
        request.HttpContext.Response.StatusCode = status;
        return body;
    }

    private static Operation Operation() => new()
    {
        Id = "test",
        Kind = OperationKind.Push,
        Title = "t",
        Applied = new Sign([new SignAlternative { Alert = "保存成功" }, new SignAlternative { Text = "保存成功" }]),
        Rejected = new Sign([new SignAlternative { Alert = "/(?<reason>保存失败.*)/" }]),
    };

    private static Task<AttemptResult> PushAsync(Stage stage, params Step[] after) =>
        stage.RunAsync(Operation() with { Steps = [new Step.Click(Stage.Name("保存")) { Commit = true }, .. after] });
}
