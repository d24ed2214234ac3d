using System.Diagnostics;
using Daas.Runtime.Browsers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

/// <summary>What happens when browsers, pages or Playwright's driver die or hang.</summary>
[Collection(BrowserTests.Name)]
public sealed class BrowserLossTests(SharedBrowsers browsers) : IAsyncDisposable
{
    private readonly PageServer pages = new();
    private readonly List<BrowserPool> made = [];
    private readonly string mark = Guid.NewGuid().ToString("N");
    private BrowserPool pool = browsers.Pool;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in made)
            await one.DisposeAsync();
        await pages.DisposeAsync();
    }

    [Fact]
    public async Task A_killed_browser_loses_its_leases_and_the_next_lease_starts_another()
    {
        pool = NewPool(new());
        var lease = await LeaseAsync("a");
        var warm = await LeaseAsync("b");
        await warm.DisposeAsync();
        await pool.SettleAsync();
        var gone = new TaskCompletionSource();
        await using var registration = lease.Lost.Register(gone.SetResult);

        Process.GetProcessById(lease.BrowserProcessId).Kill();
        await gone.Task.WaitAsync(Stop);

        Assert.Equal(LeaseLoss.BrowserDied, lease.Loss);
        await lease.DisposeAsync();
        await using var next = await LeaseAsync("a");
        await using var other = await LeaseAsync("b");
        pages.Page("/", "<p>again</p>");
        await next.Page.GotoAsync(pages.Url);
        Assert.NotEqual(lease.BrowserProcessId, next.BrowserProcessId);
        Assert.True(other.IsFresh);
        Assert.Equal((1, 2, 2, 1), (pool.Figures.Crashes, pool.Figures.Launches, pool.Figures.Leased, pool.Figures.Browsers));
    }

    [Fact]
    public async Task A_browser_killed_a_moment_ago_does_not_fail_the_next_connection()
    {
        pool = NewPool(new());
        int killed;
        await using (var lease = await LeaseAsync("a"))
            killed = lease.BrowserProcessId;
        await pool.SettleAsync();

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
        pool = NewPool(new());
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
        pool = NewPool(new());
        pages.Page("/busy", "<script>setTimeout(() => { for (;;); }, 0)</script>");
        pages.Page("/", "<p>fine</p>");
        await using var beside = await LeaseAsync("beside");
        var busy = await LeaseAsync("busy");
        await busy.Page.GotoAsync(pages.Url + "busy", new() { WaitUntil = WaitUntilState.Commit });
        await Assert.ThrowsAsync<TimeoutException>(() => busy.Page.EvaluateAsync("1").WaitAsync(TimeSpan.FromMilliseconds(500), Stop));

        await busy.DisposeAsync();
        await beside.Page.GotoAsync(pages.Url);
        Assert.Equal("fine", await beside.Page.InnerTextAsync("p"));
        await pool.SettleAsync();

        Assert.Equal((1, 0), (pool.Figures.Leased, pool.Figures.Warm));
        Assert.Equal((1L, 0L), (pool.Figures.Launches, pool.Figures.Killed));
        await using var next = await LeaseAsync("busy");
        Assert.True(next.IsFresh);
        Assert.Equal(beside.BrowserProcessId, next.BrowserProcessId);
    }

    [Fact]
    public async Task An_alert_without_end_does_not_keep_a_context()
    {
        pool = NewPool(new());
        pages.Page("/", "<script>setTimeout(() => { for (;;) alert('again'); }, 0)</script>");
        var lease = await LeaseAsync("a");
        await lease.Page.GotoAsync(pages.Url, new() { WaitUntil = WaitUntilState.Commit });

        await lease.DisposeAsync();
        await pool.SettleAsync();

        await using var next = await LeaseAsync("a");
        await next.Page.GotoAsync("about:blank");
        Assert.Equal(0, pool.Figures.Killed);
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
        pool = NewPool(new() { MaxPages = 3, MaxRefusedPages = 5 });
        pages.Page("/", "<script>setInterval(() => window.open('/'), 20)</script>");
        await using var beside = await LeaseAsync("beside");
        var lease = await LeaseAsync("a");
        var gone = new TaskCompletionSource();
        await using var registration = lease.Lost.Register(gone.SetResult);

        await lease.Page.GotoAsync(pages.Url);
        await gone.Task.WaitAsync(Stop);
        await lease.DisposeAsync();
        await pool.SettleAsync();

        Assert.Equal(LeaseLoss.PopupStorm, lease.Loss);
        Assert.True(lease.RefusedPages > 5);
        await beside.Page.GotoAsync("about:blank");
        Assert.Equal((1, 0), (pool.Figures.Leased, pool.Figures.Warm));
    }

    [Fact]
    public async Task A_browser_that_does_not_start_is_said_so()
    {
        var broken = new BrowserPool(new BrowserFinder(new() { ExecutablePath = "/bin/false" }), new(), TimeProvider.System, NullLogger<BrowserPool>.Instance);
        made.Add(broken);

        var said = await Assert.ThrowsAsync<BrowserUnavailableException>(
            () => broken.LeaseAsync(new() { Connection = "a", ProxyServer = pages.Proxy }, Stop));

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

    private Task<BrowserLease> LeaseAsync(string connection) =>
        pool.LeaseAsync(new() { Connection = mark + connection, ProxyServer = pages.Proxy }, Stop);

    private BrowserPool NewPool(BrowserPoolOptions options)
    {
        var one = new BrowserPool(new BrowserFinder(), options, TimeProvider.System, NullLogger<BrowserPool>.Instance);
        made.Add(one);
        return one;
    }
}
