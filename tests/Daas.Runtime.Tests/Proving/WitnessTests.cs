using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;
using Daas.Runtime.Tests.HttpPath;
using Xunit;
using Stage = Daas.Runtime.Tests.BrowserPath.Stage;

namespace Daas.Runtime.Tests.Proving;

/// <summary>What the HTTP path's pages are held against, before anybody is told of their rows.</summary>
public sealed class WitnessTests
{
    private static readonly Output List = Stage.Table("名称") with
    {
        Empty = Stage.Shows("没有记录"),
        Paging = new Paging { Shown = @"第(?<page>\d+)页 共(?<pages>\d+)页" },
    };

    private static readonly HttpScript Script = new() { Exchanges = [new ExchangeTemplate.Get("/list")], Next = [new ExchangeTemplate.Get("/list?p=${page}")] };

    private static string Page(string title, int page, int pages, string head, params string[] names) =>
        $"<html><head><title>{title}</title></head><body>{head}<table><tr><th>名称</th><th>电话</th></tr>{string.Concat(names.Select(n => $"<tr><td>{n}</td><td>1</td></tr>"))}</table>第{page}页 共{pages}页</body></html>";

    private static async Task<HttpStage> LearnedAsync()
    {
        var stage = await HttpStage.SetAsync();
        stage.SignIn = new SignIn { Steps = [], SignedIn = Stage.Shows("退出") };
        stage.System.Page("/list", r => r.Query["p"] == "2" ? Page("名单 2", 2, 2, "<a>退出</a>", "丙") : Page("名单 1", 1, 2, "<a>退出</a>", "甲", "乙"));
        var proved = await stage.PullAsync(List, Script);
        Assert.Null(proved.Error);
        var operation = new Operation { Id = "test", Kind = OperationKind.Pull, Title = "t", Output = List };
        stage.Contract = AnswerLearning.Learn(operation, [new ContractCase(stage.Given, [.. stage.Rows], proved.Sights)]);
        stage.Rows.Clear();
        return stage;
    }

    private static Task<AttemptResult> AgainAsync(HttpStage stage, Func<int, string> page)
    {
        stage.System.Page("/list", r => page(r.Query["p"] == "2" ? 2 : 1));
        return stage.PullAsync(List, Script);
    }

    [Fact]
    public async Task What_all_pages_have_in_common_is_learned()
    {
        await using var stage = await LearnedAsync();
        Assert.Equal(
            ["Title 名单 9", "Header 名称", "Header 电话", "Charset utf-8", "SignedIn "],
            stage.Contract!.Marks.Select(m => $"{m.Kind} {m.Text}"));
    }

    [Fact]
    public async Task Other_rows_on_the_same_page_are_told()
    {
        await using var stage = await LearnedAsync();
        var result = await AgainAsync(stage, page => Page($"名单 {page}", page, 2, "退出", $"新{page}"));
        Assert.Null(result.Error);
        Assert.Null(result.Breach);
        Assert.Equal(["新1", "新2"], stage.Rows.Select(r => r.Values[0]));
    }

    [Fact]
    public async Task Nobody_is_told_of_the_rows_of_another_page()
    {
        await using var stage = await LearnedAsync();
        var result = await AgainAsync(stage, _ => Page("草稿", 1, 1, "退出", "别的"));
        Assert.Equal(ErrorClass.ContractViolation, result.Error!.Class);
        Assert.Equal("the answer has not the title '名单 9', unlike those by which it was proved", result.Error.Message);
        Assert.Equal((0, "别的"), (result.Breach!.From, Assert.Single(result.Breach.Rows).Values[0]));
        Assert.False(result.SessionLost);
        Assert.Empty(stage.Rows);
    }

    [Fact]
    public async Task A_later_page_is_held_against_it_too()
    {
        await using var stage = await LearnedAsync();
        var result = await AgainAsync(stage, page => Page($"名单 {page}", page, 2, "退出", page == 2 ? "{{item.name}}" : "甲"));
        Assert.Equal("Readable f0", Assert.Single(result.Breach!.Clauses).Name);
        Assert.Equal(1, result.Breach.From);
        Assert.Equal(["甲"], stage.Rows.Select(r => r.Values[0]));
    }

    [Fact]
    public async Task Where_nobody_is_signed_in_any_more_the_session_is_lost_and_no_answer_is_given_even_by_an_empty_list()
    {
        await using var stage = await LearnedAsync();
        var lost = await AgainAsync(stage, _ => "<html><head><title>名单 1</title></head><body>没有记录</body></html>");
        Assert.True(lost.SessionLost);
        Assert.Equal(ErrorClass.ContractViolation, lost.Error!.Class);

        // Signing in has not helped: it is for the browser to say.
        stage.Renewed = true;
        var still = await AgainAsync(stage, _ => "<html><head><title>名单 1</title></head><body>没有记录</body></html>");
        Assert.False(still.SessionLost);
        Assert.NotNull(still.Breach);
    }

    [Fact]
    public async Task A_file_of_another_form_is_not_given()
    {
        await using var stage = await HttpStage.SetAsync();
        var output = new Output { File = true };
        var operation = new Operation { Id = "test", Kind = OperationKind.Pull, Title = "t", Output = output };
        stage.Contract = AnswerLearning.Learn(
            operation, [new ContractCase(stage.Given, [], [new AnswerSight(true, [AnswerMarks.Of(new FileContent("a.pdf", "application/pdf", "%PDF-1.4"u8.ToArray()))])])]);
        stage.System.On("/file", async context =>
        {
            context.Response.ContentType = "application/octet-stream";
            context.Response.Headers.ContentDisposition = "attachment; filename=a.pdf";
            await context.Response.Body.WriteAsync("没有权限"u8.ToArray());
        });
        var result = await stage.PullAsync(output, new ExchangeTemplate.Get("/file"));
        Assert.Equal("the answer has not the form of a PDF, unlike those by which it was proved", result.Error!.Message);
        Assert.Null(result.File);
    }
}
