using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Microsoft.AspNetCore.Http;
using Xunit;
using Stage = Daas.Runtime.Tests.BrowserPath.Stage;

namespace Daas.Runtime.Tests.HttpPath;

/// <summary>Answers that look right and are none.</summary>
public class WrongAnswerTests
{
    private const string Everything = "<table><tr><th>名称</th></tr><tr><td>甲</td></tr><tr><td>乙</td></tr></table>";

    private static readonly Output List = Stage.Table("名称") with { Empty = Stage.Shows("没有记录") };

    [Fact]
    public async Task A_sign_of_emptiness_does_not_end_a_list_that_told_of_more()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", r => r.Query["p"] == "3" ? "没有记录" : $"<table><tr><th>名称</th></tr><tr><td>行{r.Query["p"]}</td></tr></table>共3条");

        var result = await stage.PullAsync(
            List with { Paging = new Paging { Shown = @"共(?<total>\d+)条" } },
            new HttpScript { Exchanges = [new ExchangeTemplate.Get("/list?p=1")], Next = [new ExchangeTemplate.Get("/list?p=${page}")] });

        Assert.Equal(ErrorClass.ContractViolation, result.Error?.Class);
    }

    [Fact]
    public async Task A_sign_of_emptiness_beside_a_total_is_a_contradiction()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", "没有记录 共5条");

        var result = await stage.PullAsync(List with { Paging = new Paging { Shown = @"共(?<total>\d+)条" } }, new ExchangeTemplate.Get("/list"));

        Assert.Equal(ErrorClass.ContractViolation, result.Error?.Class);
    }

    [Theory]
    [InlineData("application/json", """{"error":"会话已过期"}""")]
    [InlineData("application/octet-stream", "<table><tr><th>名称</th></tr><tr><td>甲</td></tr></table>")]
    public async Task The_list_before_a_query_is_not_taken_for_its_answer(string type, string answer)
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", $"<form id=f method=post action=query><input name=n></form>{Everything}");
        stage.System.On("/query", context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync(answer);
        });

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"), new ExchangeTemplate.Submit("#f"));

        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Empty(stage.Rows);
    }

    [Fact]
    public async Task A_filter_that_the_form_no_longer_has_is_drift()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", $"<form id=f><input name=txtPerson></form>{Everything}");
        stage.Inputs.Add("name");
        stage.Values["name"] = "甲";

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"), Submit("txtName", "${name}"));

        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Contains("txtName", result.Error?.Message);
        Assert.Single(stage.System.Asked);
    }

    [Fact]
    public async Task A_filter_whose_field_name_was_not_found_is_drift()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", $"<form id=f><input name=txtPerson></form>{Everything}");
        stage.Inputs.Add("name");
        stage.Values["name"] = "甲";

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"), Submit("${field}", "${name}"));

        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Single(stage.System.Asked);
    }

    [Fact]
    public async Task What_is_no_input_may_be_added_to_a_form()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", $"<form id=f><input name=a value=1></form>{Everything}");

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"), Submit("__EVENTTARGET", "gv"));

        Assert.Null(result.Error);
        Assert.Equal("GET /list?a=1&__EVENTTARGET=gv", stage.System.Asked.Last());
    }

    [Fact]
    public async Task Pages_that_need_more_than_their_number_are_not_fetched_without_it()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.Spare = () => new MemoryStream();
        stage.System.Page("/list", r => $"<table><tr><th>名称</th></tr><tr><td>{r.Query["n"]}{r.Query["p"]}</td></tr></table>第{r.Query["p"]}页 共3页");

        var result = await stage.PullAsync(
            List with { Paging = new Paging { Shown = @"第(?<page>\d+)页 共(?<pages>\d+)页" } },
            new HttpScript
            {
                Exchanges = [new ExchangeTemplate.Get("/list?n=a&p=1")],
                Next = [new ExchangeTemplate.Get("/list?p=${page}") { Set = new Dictionary<string, Template> { ["n"] = "a" } }],
                Parallel = 3,
            });

        Assert.Null(result.Error);
        Assert.Equal(["a1", "a2", "a3"], stage.Rows.Select(r => r.Values[0]));
    }

    [Fact]
    public async Task A_fragment_takes_the_place_of_that_of_the_page_before()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/", "<div>列表</div>");
        stage.System.On("/rows", context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync($"<table><tr><th>名称</th></tr><tr><td>行{context.Request.Query["p"]}</td></tr></table>第{context.Request.Query["p"]}页 共3页");
        });

        var result = await stage.PullAsync(
            List with { Paging = new Paging { Shown = @"第(?<page>\d+)页 共(?<pages>\d+)页" } },
            new HttpScript
            {
                Exchanges = [new ExchangeTemplate.Get("/"), new ExchangeTemplate.Get("/rows?p=1") { Aside = true }],
                Next = [new ExchangeTemplate.Get("/rows?p=${page}") { Aside = true }],
            });

        Assert.Null(result.Error);
        Assert.Equal(["行1", "行2", "行3"], stage.Rows.Select(r => r.Values[0]));
    }

    [Fact]
    public async Task A_way_on_that_asks_for_nothing_as_far_as_markup_tells_is_not_the_end()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", $"{Everything}<a href='#' id=next onclick='return false'>下一页</a><script src=pager.js></script>");

        var result = await stage.PullAsync(
            List with { Next = Stage.By(new Way { Role = "link", Name = "下一页" }) }, new ExchangeTemplate.Get("/list"));

        Assert.Equal(ErrorClass.ContractViolation, result.Error?.Class);
    }

    [Fact]
    public async Task A_refusal_that_leads_back_to_the_list_by_itself_is_still_the_answer()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/query", "<html><head><meta http-equiv=refresh content='3;url=list'></head><body>日期有误，3 秒后返回</body></html>");
        stage.System.Page("/list", Everything);

        var result = await stage.RunAsync(new Operation
        {
            Id = "test",
            Kind = OperationKind.Pull,
            Title = "t",
            Output = List,
            Rejected = Stage.Shows("日期有误"),
            Http = new HttpScript { Exchanges = [new ExchangeTemplate.Get("/query")] },
        });

        Assert.Equal(ErrorClass.BusinessRejected, result.Error?.Class);
        Assert.Empty(stage.Rows);
    }

    private static ExchangeTemplate Submit(string field, Template value) =>
        new ExchangeTemplate.Submit("#f") { Set = new Dictionary<string, Template> { [field] = value } };
}
