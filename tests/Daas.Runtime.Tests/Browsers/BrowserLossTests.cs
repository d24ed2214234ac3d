using System.Diagnostics;
using Daas.Runtime.Browsers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

/// <summary>What happens when browsers, pages or Playwright's driver die or hang.</summary>
[Collection(BrowserTests.Name)]
public sealed class BrowserLossTests(SharedBrowsers browsers) : BrowserPoolTest(browsers)
{
    [Fact]
    public async Task A_killed_browser_loses_its_leases_and_the_next_lease_starts_another()
    {
        Pool = NewPool(new());
        var lease = await LeaseAsync("a");
        var warm = await LeaseAsync("b");
        await warm.DisposeAsync();
        await Pool.SettleAsync();
        var gone = new TaskCompletionSource();
        await using var registration = lease.Lost.Register(gone.SetResult);

        Process.GetProcessById(lease.BrowserProcessId).Kill();
        await gone.Task.WaitAsync(Stop);

        Assert.Equal(LeaseLoss.BrowserDied, lease.Loss);
        await lease.DisposeAsync();
        await using var next = await LeaseAsync("a");
        await using var other = await LeaseAsync("b");
        Pages.Page("/", "<p>again</p>");
        await next.Page.GotoAsync(Pages.Url);
        Assert.NotEqual(lease.BrowserProcessId, next.BrowserProcessId);
        Assert.True(other.IsFresh);
        Assert.Equal((1, 2, 2, 1), (Pool.Figures.Crashes, Pool.Figures.Launches, Pool.Figures.Leased, Pool.Figures.Browsers));
    }

    [Fact]
    public async Task A_browser_killed_a_moment_ago_does_not_fail_the_next_connection()
    {
        Pool = NewPool(new());
        int killed;
        await using (var lease = await LeaseAsync("a"))
            killed = lease.BrowserProcessId;
        await Pool.SettleAsync();

        Process.GetProcessById(killed).Kill();

        // At once, whether the pool has heard of it or not.
        await using var next = await LeaseAsync("b");
        await next.Page.GotoAsync("about:blank");
        Assert.NotEqual(killed, next.BrowserProcessId);
    }

    [Fact]
    public async Task When_the_driver_dies_leases_are_lost_and_the_next_lease_starts_another()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "finds the driver among this process's children in /proc");
        Pool = NewPool(new());
        var before = Drivers();
        var lease = await LeaseAsync("a");
        var gone = new TaskCompletionSource();
        await using var registration = lease.Lost.Register(gone.SetResult);

        Process.GetProcessById(Drivers().Except(before).Single()).Kill();
        await gone.Task.WaitAsync(Stop);
        await lease.DisposeAsync();

        await using var next = await LeaseAsync("a");
        await next.Page.GotoAsync("about:blank");
        Assert.True(next.IsFresh);
    }

    [Fact]
    public async Task A_page_that_never_lets_go_costs_its_own_context_and_nothing_else()
    {
        Pool = NewPool(new());
        Pages.Page("/busy", "<script>setTimeout(() => { for (;;); }, 0)</script>");
        Pages.Page("/", "<p>fine</p>");
        await using var beside = await LeaseAsync("beside");
        var busy = await LeaseAsync("busy");
        await busy.Page.GotoAsync(Pages.Url + "busy", new() { WaitUntil = WaitUntilState.Commit });
        await Assert.ThrowsAsync<TimeoutException>(() => busy.Page.EvaluateAsync("1").WaitAsync(TimeSpan.FromMilliseconds(500), Stop));

        await busy.DisposeAsync();
        await beside.Page.GotoAsync(Pages.Url);
        Assert.Equal("fine", await beside.Page.InnerTextAsync("p"));
        await Pool.SettleAsync();

        Assert.Equal((1, 0), (Pool.Figures.Leased, Pool.Figures.Warm));
        Assert.Equal((1L, 0L), (Pool.Figures.Launches, Pool.Figures.Killed));
        await using var next = await LeaseAsync("busy");
        Assert.True(next.IsFresh);
        Assert.Equal(beside.BrowserProcessId, next.BrowserProcessId);
    }

    [Fact]
    public async Task An_alert_without_end_does_not_keep_a_context()
    {
        Pool = NewPool(new());
        Pages.Page("/", "<script>setTimeout(() => { for (;;) alert('again'); }, 0)</script>");
        var lease = await LeaseAsync("a");
        await lease.Page.GotoAsync(Pages.Url, new() { WaitUntil = WaitUntilState.Commit });

        await lease.DisposeAsync();
        await Pool.SettleAsync();

        await using var next = await LeaseAsync("a");
        await next.Page.GotoAsync("about:blank");
        Assert.Equal(0, Pool.Figures.Killed);
    }

    [Fact]
    public async Task A_crashed_page_is_a_lost_lease_but_not_a_lost_browser()
    {
        var lease = await LeaseAsync("a");
        var gone = new TaskCompletionSource();
        await using var registration = lease.Lost.Register(gone.SetResult);

        _ = lease.Page.GotoAsync("chrome://crash").ContinueWith(t => t.Exception, TaskScheduler.Default);
        await gone.Task.WaitAsync(Stop);
        await lease.DisposeAsync();

        Assert.Equal(LeaseLoss.PageCrashed, lease.Loss);
        await using var next = await LeaseAsync("a");
        Assert.True(next.IsFresh);
        Assert.Equal(lease.BrowserProcessId, next.BrowserProcessId);
    }

    [Fact]
    public async Task Windows_beyond_the_cap_are_closed_and_a_storm_of_them_loses_the_lease()
    {
        Pool = NewPool(new() { MaxPages = 3, MaxRefusedPages = 5 });
        Pages.Page("/", "<script>setInterval(() => window.open('/'), 20)</script>");
        await using var beside = await LeaseAsync("beside");
        var lease = await LeaseAsync("a");
        var gone = new TaskCompletionSource();
        await using var registration = lease.Lost.Register(gone.SetResult);

        await lease.Page.GotoAsync(Pages.Url);
        await gone.Task.WaitAsync(Stop);
        await lease.DisposeAsync();
        await Pool.SettleAsync();

        Assert.Equal(LeaseLoss.PopupStorm, lease.Loss);
        Assert.True(lease.RefusedPages > 5);
        await beside.Page.GotoAsync("about:blank");
        Assert.Equal((1, 0), (Pool.Figures.Leased, Pool.Figures.Warm));
    }

    [Fact]
    public async Task A_browser_that_does_not_start_is_said_so()
    {
        var broken = new BrowserPool(new BrowserFinder(new() { ExecutablePath = "/bin/false" }), new(), TimeProvider.System, NullLogger<BrowserPool>.Instance);
        Made.Add(broken);

        var said = await Assert.ThrowsAsync<BrowserUnavailableException>(
            () => broken.LeaseAsync(new() { Connection = "a", ProxyServer = Pages.Proxy }, Stop));

        Assert.Contains("does not start", said.Message);
        Assert.Equal(0, broken.Figures.Browsers);
    }

    private static List<int> Drivers() => [.. Process.GetProcesses().Select(p => p.Id).Where(IsDriver)];

    private static bool IsDriver(int process)
    {
        try
        {
            var parent = File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ')[1];
            return parent == $"{Environment.ProcessId}" && File.ReadAllText($"/proc/{process}/cmdline").Contains("/.playwright/");
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return false;
        }
    }
}
