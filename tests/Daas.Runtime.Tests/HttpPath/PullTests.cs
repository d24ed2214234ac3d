using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Microsoft.AspNetCore.Http;
using Xunit;
using Stage = Daas.Runtime.Tests.BrowserPath.Stage;

namespace Daas.Runtime.Tests.HttpPath;

public class PullTests
{
    private static readonly Output List = Stage.Table("名称") with
    {
        Empty = Stage.Shows("没有记录"),
        Paging = new Paging { Shown = @"第(?<page>\d+)页 共(?<pages>\d+)页 (?<total>\d+)条" },
    };

    [Fact]
    public async Task Rows_come_from_the_page_of_the_last_request()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", _ => Table(1, 1, "甲", "乙"));

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"));

        Assert.Null(result.Error);
        Assert.Equal(2, result.RowCount);
        Assert.Equal(["甲", "乙"], stage.Rows.Select(r => r.Values[0]));
    }

    [Fact]
    public async Task Each_page_is_told_before_the_next_is_fetched()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", r => Table(PageOf(r), 3, $"甲{PageOf(r)}"));
        var asked = new List<int>();
        stage.OnTold = told =>
        {
            if (told is RunEvent.Rows)
                asked.Add(stage.System.Asked.Count);
        };

        var result = await stage.PullAsync(List, Paged("/list?p=${page}"));

        Assert.Null(result.Error);
        Assert.Equal(["甲1", "甲2", "甲3"], stage.Rows.Select(r => r.Values[0]));
        Assert.Equal([1, 2, 3], asked);
        Assert.Equal(3, result.Pages);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Pages_may_be_asked_for_by_the_number_of_rows_before_them(int parallel)
    {
        await using var stage = await HttpStage.SetAsync();
        var spare = 2;
        stage.Spare = () => Interlocked.Decrement(ref spare) >= 0 ? new Spare(() => Interlocked.Increment(ref spare)) : null;
        stage.System.Page("/list", r =>
        {
            var start = int.Parse(r.Query["start"].FirstOrDefault() ?? "0");
            return Table((start / 2) + 1, 4, $"行{start}", $"行{start + 1}");
        });

        var result = await stage.PullAsync(List, Paged("/list?start=${offset}") with { Parallel = parallel });

        Assert.Null(result.Error);
        Assert.Equal(Enumerable.Range(0, 8).Select(n => $"行{n}"), stage.Rows.Select(r => r.Values[0]));
    }

    [Fact]
    public async Task Pages_are_fetched_together_within_what_is_spare_and_told_in_order()
    {
        await using var stage = await HttpStage.SetAsync();
        var (under, most) = (0, 0);
        stage.System.On("/list", async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref under));
            var page = PageOf(context.Request);
            await Task.Delay(30 + ((7 - page) * 5));
            Interlocked.Decrement(ref under);
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(Table(page, 7, $"行{page}"));
        });
        var spare = 2;
        stage.Spare = () => Interlocked.Decrement(ref spare) >= 0 ? new Spare(() => Interlocked.Increment(ref spare)) : Taken(() => Interlocked.Increment(ref spare));

        var result = await stage.PullAsync(List, Paged("/list?p=${page}") with { Parallel = 8 });

        Assert.Null(result.Error);
        Assert.Equal(Enumerable.Range(1, 7).Select(p => $"行{p}"), stage.Rows.Select(r => r.Values[0]));
        Assert.InRange(most, 2, 3);
        Assert.Equal(2, spare);

        static IDisposable? Taken(Action giveBack)
        {
            giveBack();
            return null;
        }
    }

    [Fact]
    public async Task A_row_limit_marks_the_answer_incomplete()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.MostRows = 2;
        stage.System.Page("/list", r => Table(PageOf(r), 9, "甲", "乙"));

        var result = await stage.PullAsync(List, Paged("/list?p=${page}"));

        Assert.Null(result.Error);
        Assert.False(result.Complete);
        Assert.Equal(2, result.RowCount);
    }

    [Fact]
    public async Task A_page_that_stays_the_same_is_a_contract_violation()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", _ => Table(1, 3, "甲"));

        var result = await stage.PullAsync(List, Paged("/list?p=${page}"));

        Assert.Equal(ErrorClass.ContractViolation, result.Error?.Class);
    }

    [Fact]
    public async Task A_sign_in_page_in_place_of_the_answer_is_a_lost_session()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.SignIn = new SignIn { Steps = [], SignedIn = Stage.Shows("退出") };
        stage.System.On("/list", context =>
        {
            context.Response.Redirect("/login");
            return Task.CompletedTask;
        });
        stage.System.Page("/login", "<form><input type=password name=p></form>");

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"));

        Assert.True(result.SessionLost);
    }

    [Fact]
    public async Task An_empty_list_needs_its_sign()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/none", "<table><tr><th>名称</th></tr></table>没有记录");
        stage.System.Page("/bare", "<table><tr><th>名称</th></tr></table>");

        var none = await stage.PullAsync(List with { Paging = new Paging() }, new ExchangeTemplate.Get("/none"));
        var bare = await stage.PullAsync(List with { Paging = new Paging() }, new ExchangeTemplate.Get("/bare"));

        Assert.Null(none.Error);
        Assert.Equal(ErrorClass.Drift, bare.Error?.Class);
    }

    [Fact]
    public async Task A_system_that_is_not_there_is_down()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.Url = new Uri("http://127.0.0.1:9/");
        var refused = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"));
        Assert.Equal(ErrorClass.Drift, refused.Error?.Class);
        stage.Url = null;
        await stage.System.DisposeAsync();

        var down = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"));

        Assert.Equal(ErrorClass.TargetDown, down.Error?.Class);
    }

    [Fact]
    public async Task A_failed_page_without_the_answer_is_the_system_down_in_its_own_words()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", r =>
        {
            r.HttpContext.Response.StatusCode = 500;
            return "数据库连接失败";
        });

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"));

        Assert.Equal(ErrorClass.TargetDown, result.Error?.Class);
        Assert.Contains("数据库连接失败", result.Error?.Reason);
    }

    private static int PageOf(HttpRequest request) => int.Parse(request.Query["p"].FirstOrDefault() ?? "1");

    private static HttpScript Paged(string next) => new() { Exchanges = [new ExchangeTemplate.Get("/list")], Next = [new ExchangeTemplate.Get(next)] };

    private static string Table(int page, int pages, params string[] names) =>
        $"<html><body><table><tr><th>名称</th></tr>{string.Concat(names.Select(n => $"<tr><td>{n}</td></tr>"))}</table>第{page}页 共{pages}页 {pages * names.Length}条</body></html>";

    private sealed class Spare(Action giveBack) : IDisposable
    {
        public void Dispose() => giveBack();
    }
}
