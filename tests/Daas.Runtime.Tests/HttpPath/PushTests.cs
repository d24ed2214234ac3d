using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Xunit;
using Stage = Daas.Runtime.Tests.BrowserPath.Stage;

namespace Daas.Runtime.Tests.HttpPath;

public class PushTests
{
    private static readonly Sign Saved = Stage.Shows("保存成功");

    [Fact]
    public async Task The_journal_is_told_before_the_request_that_commits()
    {
        await using var stage = await HttpStage.SetAsync();
        var before = -1;
        stage.System.Page("/save", _ =>
        {
            before = stage.Commits;
            return "保存成功";
        });

        var result = await stage.PushAsync(Saved, null, Save());

        Assert.Null(result.Error);
        Assert.Equal(PushOutcome.Applied, result.Outcome);
        Assert.Equal(1, before);
    }

    [Fact]
    public async Task A_refusal_carries_the_systems_own_words()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/save", "<p id=m>身份证号重复</p>");

        var result = await stage.PushAsync(Saved, new Sign([new SignAlternative { Css = "#m" }]), Save());

        Assert.Equal(ErrorClass.BusinessRejected, result.Error?.Class);
        Assert.Equal("身份证号重复", result.Error?.Reason);
        Assert.Equal(PushOutcome.Rejected, result.Outcome);
    }

    [Fact]
    public async Task What_the_page_before_the_commit_shows_says_nothing_about_it()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/draft", "草稿保存成功<form id=f method=post action=save></form>");
        stage.System.On("/save", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var result = await stage.PushAsync(
            Saved, null, new ExchangeTemplate.Get("/draft"), new ExchangeTemplate.Submit("#f") { Commit = true });

        Assert.Equal(ErrorClass.OutcomeUnknown, result.Error?.Class);
        Assert.Equal(PushOutcome.Unknown, result.Outcome);
    }

    [Theory]
    [InlineData("保存成功", PushOutcome.Applied)]
    [InlineData("身份证号重复", PushOutcome.Rejected)]
    public async Task The_words_of_a_page_that_leaves_by_itself_are_heard(string words, PushOutcome expected)
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/save", $"<html><head><meta http-equiv=refresh content='3;url=list'></head><body>{words}，3 秒后返回</body></html>");
        stage.System.Page("/list", "列表");

        var result = await stage.PushAsync(Saved, Stage.Shows("重复"), Save());

        Assert.Equal(expected, result.Outcome);
    }

    [Fact]
    public async Task A_push_whose_commit_is_left_out_has_not_applied()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/", "上次保存成功");

        var result = await stage.PushAsync(Saved, null, new ExchangeTemplate.Get("/"), Save() with { When = "absent" });

        Assert.Equal(ErrorClass.AdapterBug, result.Error?.Class);
        Assert.Equal(PushOutcome.NotApplied, result.Outcome);
    }

    [Fact]
    public async Task A_page_that_says_nothing_leaves_the_outcome_unknown()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/save", "又见表单");

        var result = await stage.PushAsync(Saved, null, Save());

        Assert.Equal(ErrorClass.OutcomeUnknown, result.Error?.Class);
        Assert.Equal(Applied.Unknown, result.Error?.Applied);
        Assert.Contains("又见表单", result.Error?.Reason);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_is_not_tried_again()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/form", "form");
        stage.System.On("/save", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var posted = await stage.PushAsync(Saved, null, new ExchangeTemplate.Get("/form"), Save());
        var got = await stage.PushAsync(Saved, null, new ExchangeTemplate.Get("/save") { Commit = true });

        Assert.Equal(ErrorClass.OutcomeUnknown, posted.Error?.Class);
        Assert.Equal(PushOutcome.Unknown, got.Outcome);
        Assert.Equal(2, stage.System.Asked.Count(a => a.Contains("/save", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_system_that_cannot_be_reached_for_the_commit_has_not_saved()
    {
        await using var stage = await HttpStage.SetAsync();
        await stage.System.DisposeAsync();

        var result = await stage.PushAsync(Saved, null, Save());

        Assert.Equal(ErrorClass.TargetDown, result.Error?.Class);
        Assert.Equal(PushOutcome.NotApplied, result.Outcome);
    }

    [Fact]
    public async Task A_redirect_after_the_commit_is_followed_to_what_it_says()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.On("/save", context =>
        {
            context.Response.Redirect("/done");
            return Task.CompletedTask;
        });
        stage.System.Page("/done", "保存成功");

        var result = await stage.PushAsync(Saved, null, Save());

        Assert.Null(result.Error);
        Assert.Equal(["POST /save n=1", "GET /done"], stage.System.Asked);
    }

    [Fact]
    public async Task Nothing_is_submitted_on_a_page_for_signed_out_users()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.SignIn = new SignIn { Steps = [], SignedIn = Stage.Shows("退出") };
        stage.System.Page("/form", "<form id=f method=post action=/save><input type=password name=p></form>");

        var result = await stage.PushAsync(Saved, null, new ExchangeTemplate.Get("/form"), new ExchangeTemplate.Submit("#f") { Commit = true });

        Assert.True(result.SessionLost);
        Assert.Equal(PushOutcome.NotApplied, result.Outcome);
        Assert.Equal(0, stage.Commits);
        Assert.Single(stage.System.Asked);
    }

    [Fact]
    public async Task A_form_that_is_missing_is_drift_and_commits_nothing()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/form", "nothing here");

        var result = await stage.PushAsync(Saved, null, new ExchangeTemplate.Get("/form"), new ExchangeTemplate.Submit("#f") { Commit = true });

        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Equal(0, stage.Commits);
        Assert.Contains("submit form #f", result.Error?.Step);
    }

    private static ExchangeTemplate Save() =>
        new ExchangeTemplate.Post("/save") { Set = new Dictionary<string, Template> { ["n"] = "1" }, Commit = true };
}
