using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class HostileTests(SharedBrowser browser)
{
    [Fact]
    public async Task Endless_redirects_end()
    {
        Assert.Equal(ErrorClass.ResponseLimit, (await OpenAsync(s => s.System.On("/", c => { c.Response.Redirect("/"); return Task.CompletedTask; }))).Error?.Class);
    }

    [Fact]
    public async Task Redirects_by_script_end()
    {
        Assert.Equal(ErrorClass.ResponseLimit, (await OpenAsync(s => s.System.Page("/", "<script>location='/?'+Math.random()</script>"))).Error?.Class);
    }

    [Fact]
    public async Task A_dialog_loop_ends()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<script>while(true) alert('x')</script>");
        Assert.Equal(ErrorClass.ResponseLimit, (await stage.DoAsync(new Step.Open("/"))).Error?.Class);
        Assert.True(stage.Discarded);
    }

    [Fact]
    public async Task A_page_whose_script_never_ends_is_abandoned()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 2, RunSeconds = 10 };
        stage.System.Page("/", "<button onclick='while(true);'>保存</button>");
        var result = await stage.RunAsync(new Operation
        {
            Id = "test",
            Kind = OperationKind.Push,
            Title = "t",
            Applied = Stage.Shows("x"),
            Steps = [new Step.Click(Stage.Name("保存")) { Commit = true }],
        });
        Assert.Equal(ErrorClass.OutcomeUnknown, result.Error?.Class);
        Assert.True(stage.Discarded);
        await using var other = await Stage.SetAsync(browser);
        other.Limits = stage.Limits;
        other.System.Page("/", "<script>while(true);</script>");
        Assert.Equal(ErrorClass.Timeout, (await other.DoAsync(new Step.Open("/"), new Step.Click(Stage.Name("保存")))).Error?.Class);
    }

    [Fact]
    public async Task A_storm_of_windows_ends()
    {
        Assert.Equal(ErrorClass.ResponseLimit, (await OpenAsync(s => s.System.Page("/", "<script>setInterval(()=>open('/a'),5)</script>").Page("/a", "x"), new Step.WaitFor(Stage.Shows("never")) { Seconds = 20 })).Error?.Class);
    }

    [Fact]
    public async Task A_table_of_a_million_rows_ends()
    {
        var result = await OpenAsync(s => s.System.Page("/", "<table id=t><tr><th>编号</th></tr></table><script>t.innerHTML+=Array(160000).join('<tr><td>1</td></tr>')</script>"), new Step.WaitFor(Stage.Shows("never")));
        Assert.Equal(ErrorClass.ResponseLimit, result.Error?.Class);
    }

    [Fact]
    public async Task An_answer_without_end_ends()
    {
        var result = await OpenAsync(s => s.System.On("/", async c =>
        {
            c.Response.ContentType = "text/html";
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'x');
            while (!c.RequestAborted.IsCancellationRequested)
                await c.Response.Body.WriteAsync(block, c.RequestAborted);
        }));
        Assert.Equal(ErrorClass.ResponseLimit, result.Error?.Class);
    }

    [Fact]
    public async Task A_system_that_does_not_answer_is_a_timeout_and_the_caller_may_leave()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.On("/", c => Task.Delay(Timeout.Infinite, c.RequestAborted).ContinueWith(_ => { }));
        Assert.Equal(ErrorClass.Timeout, (await stage.DoAsync(new Step.Open("/"))).Error?.Class);
        using var leaving = new CancellationTokenSource(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.RunUntilAsync(
            new Operation { Id = "test", Kind = OperationKind.Pull, Title = "t", Steps = [new Step.Open("/") { Seconds = 20 }] }, leaving.Token));
    }

    [Fact]
    public async Task A_page_that_removes_itself_has_nothing_to_read()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 2 };
        stage.System.Page("/", "<script>document.documentElement.remove()</script>");
        Assert.Equal(ErrorClass.Drift, (await stage.PullAsync(Stage.Table("编号"))).Error?.Class);
    }

    private async Task<AttemptResult> OpenAsync(Action<Stage> set, params Step[] then)
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 15 };
        set(stage);
        return await stage.DoAsync([new Step.Open("/"), .. then]);
    }
}
