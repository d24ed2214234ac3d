using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Tests.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class PagingTests(SharedBrowser browser)
{
    [Fact]
    public async Task A_search_by_post_is_read_page_after_page()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", SearchPage);
        stage.Values["name"] = "张";
        var result = await stage.PullAsync(
            Stage.Table("编号", "姓名") with { Next = Stage.Name("下一页"), Empty = Stage.Shows("没有") },
            new Step.Open("/"),
            new Step.Fill(Stage.Label("姓名"), "${name}"),
            new Step.Choose(Stage.Label("街道"), "西关"),
            new Step.Click(Stage.Name("查询")));
        Assert.Null(result.Error);
        Assert.Equal(3, result.Pages);
        Assert.Equal(["张1-西", "张2-西", "张3-西", "张4-西", "张5-西", "张6-西"], stage.Rows.Select(r => (string)r.Values[1]!));
    }

    [Fact]
    public async Task What_pages_say_of_themselves_is_checked_to_the_end()
    {
        await using var stage = await Stage.SetAsync(browser);
        var output = Stage.Table("编号") with { Next = Stage.Name("下一页"), Paging = new Paging { Shown = @"第(?<page>\d+)页/共(?<pages>\d+)页 共(?<total>\d+)条" } };
        stage.System.Page("/", r => ListPage(r, 3, 6, 3));
        Assert.Null((await stage.PullAsync(output)).Error);
        Assert.Equal(6, stage.Rows.Count);
        stage.System.Page("/", r => ListPage(r, 3, 7, 3));
        Assert.Equal(ErrorClass.ContractViolation, (await stage.PullAsync(output)).Error?.Class);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", r => ListPage(r, 4, 8, 3));
        Assert.Equal(ErrorClass.ContractViolation, (await stage.PullAsync(output)).Error?.Class);
    }

    [Fact]
    public async Task A_next_link_that_leads_nowhere_is_not_taken_for_the_end()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", Rows(1, 2) + "<a href='/'>下一页</a>");
        var result = await stage.PullAsync(Stage.Table("编号") with { Next = Stage.Name("下一页") });
        Assert.Equal(ErrorClass.ContractViolation, result.Error?.Class);
    }

    [Fact]
    public async Task A_way_on_that_never_goes_away_is_the_end_where_the_system_counts_no_more()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        var output = Stage.Table("编号") with { Next = Stage.Name("下一页"), Paging = new Paging { Shown = @"共(?<pages>\d+)页|共(?<total>\d+)条" } };
        stage.System.Page("/", Rows(1, 2) + "共1页 <a href='#'>下一页</a>");
        Assert.Null((await stage.PullAsync(output)).Error);
        Assert.Equal(2, stage.Rows.Count);
        stage.Rows.Clear();
        stage.System.Page("/", r => (r.Query["page"] == "2" ? Rows(3, 4) : Rows(1, 2)) + "共4条 <a href='/?page=2'>下一页</a>");
        Assert.Null((await stage.PullAsync(output)).Error);
        Assert.Equal(4, stage.Rows.Count);
        stage.System.Page("/", Rows(1, 2) + "共2条 <a href='/?page=2'>下一页</a>");
        Assert.Equal(ErrorClass.ContractViolation, (await stage.PullAsync(output)).Error?.Class);
    }

    [Theory]
    [InlineData("<a class='next disabled' href=#>下一页</a>")]
    [InlineData("<button disabled>下一页</button>")]
    [InlineData("<a>下一页</a>")]
    [InlineData("<span>下一页</span>")]
    [InlineData("<li class=disabled><a href=#>下一页</a></li>")]
    [InlineData("")]
    public async Task A_dead_link_is_the_end(string link)
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", r => r.Query["page"] == "2" ? Rows(3, 4) + link : Rows(1, 2) + "<a href='/?page=2'>下一页</a>");
        Assert.Null((await stage.PullAsync(Stage.Table("编号") with { Next = Stage.Name("下一页") })).Error);
        Assert.Equal(4, stage.Rows.Count);
    }

    [Fact]
    public async Task Pages_by_number_by_address_and_by_load_more_are_read()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", r => Rows(int.TryParse(r.Query["p"], out var p) ? (p * 2) - 1 : 1, (p == 0 ? 1 : p) * 2) + string.Concat(Enumerable.Range(1, 3).Select(i => $"<a href='/?p={i}'>{i}</a> ")));
        Assert.Null((await stage.PullAsync(Stage.Table("编号") with { Next = Stage.By(new Way { Role = "link", Name = "${page}", Exact = true }) })).Error);
        Assert.Equal(6, stage.Rows.Count);
        stage.Rows.Clear();
        stage.MostPages = 2;
        var cut = await stage.PullAsync(Stage.Table("编号") with { Paging = new Paging { Open = "/?p=${page}" } });
        Assert.Null(cut.Error);
        Assert.False(cut.Complete);
        Assert.Equal(4, stage.Rows.Count);
        stage.Rows.Clear();
        stage.MostPages = 10;
        stage.System.Page("/", Rows(1, 2) + """
            <a href="javascript:more()" id=m>加载更多</a>
            <script>var n=2;function more(){setTimeout(()=>{for(var i=0;i<2;i++)document.querySelector('tbody').insertAdjacentHTML('beforeend','<tr><td>'+(++n)+'</td></tr>');if(n>5)m.remove()},100)}</script>
            """);
        Assert.Null((await stage.PullAsync(Stage.Table("编号") with { Next = Stage.Name("加载更多"), Paging = new Paging { Accumulates = true } })).Error);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], stage.Rows.Select(r => (string)r.Values[0]!));
    }

    [Fact]
    public async Task Rows_over_the_limit_make_the_answer_incomplete()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.MostRows = 3;
        stage.System.Page("/", SearchPage);
        var result = await stage.PullAsync(Stage.Table("编号", "姓名") with { Next = Stage.Name("下一页") });
        Assert.Equal((3, false), (result.RowCount, result.Complete));
        Assert.Equal(3, stage.Rows.Count);
    }

    private static string Rows(int from, int to) =>
        $"<table><tr><th>编号</th></tr>{string.Concat(Enumerable.Range(from, to - from + 1).Select(i => $"<tr><td>{i}</td></tr>"))}</table>";

    private static string ListPage(Microsoft.AspNetCore.Http.HttpRequest request, int pages, int total, int last)
    {
        var page = int.TryParse(request.Query["page"], out var p) ? p : 1;
        return $"{Rows((page * 2) - 1, page * 2)}第{page}页/共{pages}页 共{total}条 {(page < last ? $"<a href='/?page={page + 1}'>下一页</a>" : "")}";
    }

    internal static string SearchPage(Microsoft.AspNetCore.Http.HttpRequest request)
    {
        var (name, street, page) = ("旧", "?", int.TryParse(request.Query["page"], out var p) ? p : 1);
        if (request.HasFormContentType)
            (name, street) = (request.Form["n"]!, request.Form["s"]!);
        else if (request.Query.ContainsKey("n"))
            (name, street) = (request.Query["n"]!, request.Query["s"]!);
        var rows = string.Concat(Enumerable.Range((page - 1) * 2 + 1, 2).Select(i => $"<tr><td>{i}</td><td>{name}{i}-{street}</td></tr>"));
        var next = page < 3 ? $"<a href='/?n={name}&s={street}&page={page + 1}'>下一页</a>" : "下一页";
        return $"""
            <form method=post action="/"><table><tr><td>姓　名：</td><td><input name=n></td><td>街道<font color=red>*</font></td>
            <td><select name=s><option value=东>东关</option><option value=西>西关</option></select></td></tr></table>
            <input type=submit value="查 询"></form>
            <table border=1><tr><th>编号</th><th>姓名</th></tr>{rows}</table>{next}
            """;
    }
}
