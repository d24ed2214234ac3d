using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class WaitingTests(SharedBrowser browser)
{
    private const string Old = "<table><tr><th>编号</th></tr><tr><td>旧</td></tr></table>";
    private const string New = "<table><tr><th>编号</th></tr><tr><td>新</td></tr></table>";

    [Theory]
    [InlineData("<form action=/slow><input type=submit value=查询></form>")]
    [InlineData("<form name=f action=/slow></form><a href=\"javascript:document.f.submit()\">查询</a>")]
    [InlineData("<form name=f action=/slow></form><button onclick=\"setTimeout(function(){document.f.submit()},0)\">查询</button>")]
    [InlineData("<a href=# onclick=\"location='/slow'\">查询</a>")]
    [InlineData("<a href=/hop>查询</a>")]
    [InlineData("<a href=/meta>查询</a>")]
    [InlineData("<button onclick=\"fetch('/slow').then(r=>r.text()).then(t=>{document.querySelector('table').outerHTML=t})\">查询</button>")]
    [InlineData("<button onclick=\"fetch('/hop2').then(r=>r.text()).then(t=>fetch(t)).then(r=>r.text()).then(t=>setTimeout(()=>{document.querySelector('table').outerHTML=t}))\">查询</button>")]
    [InlineData("<iframe name=i src=/old style='width:9px'></iframe><form action=/slow target=i><input type=submit value=查询></form><script>document.write('<style>body>table{display:none}</style>')</script>")]
    public async Task A_stale_page_is_never_read_as_the_answer(string form)
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", form + Old).Page("/old", Old)
            .Page("/hop", Old + "<script>location='/slow'</script>")
            .Page("/meta", "<meta http-equiv=refresh content='0;url=/slow'>" + Old)
            .Page("/hop2", r => { r.HttpContext.Response.ContentType = "text/plain"; return "/slow"; })
            .On("/slow", async c =>
            {
                await Task.Delay(400);
                c.Response.ContentType = "text/html; charset=utf-8";
                await c.Response.WriteAsync(New);
            });
        var result = await stage.PullAsync(Stage.Table("编号"), new Step.Click(Stage.Name("查询")));
        Assert.Null(result.Error);
        Assert.Equal("新", Assert.Single(stage.Rows).Values[0]);
    }

    private const string Delayed = "<button onclick=\"setTimeout(()=>fetch('/search?q=1&t='+Date.now()).then(r=>r.text()).then(t=>{document.querySelector('table').outerHTML=t}),900)\">查询</button>";

    [Fact]
    public async Task What_a_step_causes_by_a_timer_is_waited_for()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", Delayed + Old).On("/search", async c =>
        {
            await Task.Delay(200);
            await c.Response.WriteAsync(New);
        });
        var click = new Step.Click(Stage.Name("查询")) { Causes = [CausedRequest.Parse("GET /search?q=1")] };
        Assert.Null((await stage.PullAsync(Stage.Table("编号"), click)).Error);
        Assert.Equal("新", Assert.Single(stage.Rows).Values[0]);
    }

    [Fact]
    public async Task What_a_step_caused_in_the_recording_and_no_longer_does_is_drift_and_no_stale_answer()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 2 };
        stage.System.Page("/", Delayed + Old).On("/search", c => c.Response.WriteAsync(New));
        var click = new Step.Click(Stage.Name("查询")) { Causes = [CausedRequest.Parse("GET /search"), CausedRequest.Parse("GET /search")] };
        var result = await stage.PullAsync(Stage.Table("编号"), click);
        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Contains("the step made the page ask for GET /search; that did not come within 2 s", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_behind_a_loading_mask_are_waited_for()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<button onclick=\"m.innerHTML='加载中';setTimeout(()=>{m.innerHTML='';t.insertAdjacentHTML('beforeend','<tr><td>1</td></tr>')},700)\">查询</button><div id=m></div><table id=t><tr><th>编号</th></tr></table>");
        Assert.Null((await stage.PullAsync(Stage.Table("编号"), new Step.Click(Stage.Name("查询")))).Error);
        Assert.Single(stage.Rows);
    }

    [Fact]
    public async Task Nothing_found_is_an_answer_only_when_the_page_says_so()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", "<table><tr><th>编号</th></tr></table>");
        Assert.Equal(ErrorClass.Drift, (await stage.PullAsync(Stage.Table("编号") with { Empty = Stage.Shows("没有记录") })).Error?.Class);
        stage.System.Page("/", "<table><tr><th>编号</th></tr></table>没有记录");
        Assert.Null((await stage.PullAsync(Stage.Table("编号") with { Empty = Stage.Shows("没有记录") })).Error);
    }

    [Fact]
    public async Task A_refusal_or_a_missing_record_is_told_with_its_words()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<div id=e>无权查看</div>");
        var operation = new Core.Adapters.Operation
        {
            Id = "test",
            Kind = Core.Adapters.OperationKind.Pull,
            Title = "t",
            Output = Stage.Table("编号"),
            Rejected = new Sign([new SignAlternative { Css = "#e" }]),
            NotFound = Stage.Shows("查无此人"),
        };
        var refused = await stage.RunAsync(operation);
        Assert.Equal((ErrorClass.BusinessRejected, "无权查看"), (refused.Error?.Class, refused.Error?.Reason));
        stage.System.Page("/", "查无此人");
        Assert.Equal(ErrorClass.RecordNotFound, (await stage.RunAsync(operation)).Error?.Class);
    }

    [Fact]
    public async Task A_page_with_a_poller_and_a_long_poll_does_not_hold_up_the_steps()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.On("/poll", async c => await Task.Delay(TimeSpan.FromSeconds(60), c.RequestAborted).ContinueWith(_ => { }))
            .Page("/tick", "1")
            .Page("/", "<script>fetch('/poll');setInterval(()=>fetch('/tick'),30)</script><a href=#>查询</a>" + Old);
        stage.Limits = stage.Limits with { StepSeconds = 3 };
        Assert.Null((await stage.PullAsync(Stage.Table("编号"), new Step.Open("/"), new Step.Click(Stage.Name("查询")))).Error);
    }

    [Fact]
    public async Task Json_that_the_page_fetched_gives_the_rows()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/rows", r =>
        {
            r.HttpContext.Response.ContentType = "application/json";
            return $$"""{"total":3,"rows":[{"id":"{{r.Query["p"]}}a"}{{(r.Query["p"] == "1" ? ",{\"id\":\"1b\"}" : "")}}]}""";
        }).Page("/", "<button onclick='load(1)'>查询</button><a href='javascript:load(2)' id=n>下一页</a><script>function load(p){fetch('/rows?p='+p).then(r=>r.json());if(p==2)n.removeAttribute('href')}</script>");
        var result = await stage.PullAsync(
            new Output { Rows = new RowSource.Json("$.rows", Total: "$.total"), Fields = [new Field { Name = "id", Json = "$.id" }], Next = Stage.Name("下一页") },
            new Step.Click(Stage.Name("查询")));
        Assert.Null(result.Error);
        Assert.Equal(["1a", "1b", "2a"], stage.Rows.Select(r => (string)r.Values[0]!));
    }

    [Fact]
    public async Task Live_values_are_read_hidden_words_and_passwords_are_not()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<style>.no{display:none}</style><table><tr><td>姓名</td><td><input id=a></td></tr><tr><td>电话</td><td>139<span class=no>隐藏</span></td></tr></table><script>a.value='张伟'</script>");
        var result = await stage.PullAsync(new Output { Record = new RecordSource(), Fields = [new Field { Name = "n", Label = "姓名" }, new Field { Name = "p", Label = "电话" }] });
        Assert.Null(result.Error);
        Assert.Equal(["张伟", "139"], result.Record!.Values);
    }
}
