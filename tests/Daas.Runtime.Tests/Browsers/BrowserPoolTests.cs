using System.Diagnostics;
using Daas.Runtime.Browsers;
using Daas.Runtime.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

[Collection(BrowserTests.Name)]
public sealed class BrowserPoolTests(SharedBrowsers browsers) : BrowserPoolTest(browsers)
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    private protected override TimeProvider Clock => time;

    [Fact]
    public async Task A_warm_context_is_used_again_with_its_cookies()
    {
        Pages.Page("/", "<p>in</p>", "Set-Cookie: session=17; Path=/");
        var first = await LeaseAsync("a");
        Assert.True(first.IsFresh);
        await first.Page.GotoAsync(Pages.Url);
        await first.Context.NewPageAsync();
        await first.DisposeAsync();

        await using var second = await LeaseAsync("a");

        Assert.False(second.IsFresh);
        Assert.Same(first.Context, second.Context);
        Assert.Equal("about:blank", second.Page.Url);
        Assert.Single(second.Context.Pages);
        Assert.Equal("17", await SessionAsync(second));
    }

    [Fact]
    public async Task Two_leases_of_one_connection_begin_with_the_same_cookies()
    {
        Pages.Page("/", "<p>in</p>", "Set-Cookie: session=17; Path=/");
        await using var first = await LeaseAsync("a");
        await first.Page.GotoAsync(Pages.Url);

        await using var second = await LeaseAsync("a");

        Assert.NotSame(first.Context, second.Context);
        Assert.Equal("17", await SessionAsync(second));
    }

    [Fact]
    public async Task Another_connection_sees_nothing_of_it()
    {
        await SignInAsync("a");

        await using var other = await LeaseAsync("b");

        Assert.Equal("", await SessionAsync(other));
    }

    [Fact]
    public async Task A_discarded_context_is_not_used_again_nor_are_its_cookies()
    {
        var first = await LeaseAsync("a");
        Pages.Page("/", "<p>in</p>", "Set-Cookie: session=17; Path=/");
        await first.Page.GotoAsync(Pages.Url);
        first.Discard();
        await first.DisposeAsync();

        await using var second = await LeaseAsync("a");

        Assert.True(second.IsFresh);
        Assert.Equal("", await SessionAsync(second));
    }

    [Fact]
    public async Task A_forgotten_session_is_gone_from_warm_and_leased_contexts()
    {
        await SignInAsync("a");
        await Pool.ForgetAsync(Mark + "a");
        var fresh = await LeaseAsync("a");
        Assert.Equal("", await SessionAsync(fresh));

        await Pool.ForgetAsync(Mark + "a");
        await fresh.DisposeAsync();
        await using var next = await LeaseAsync("a");

        Assert.True(next.IsFresh);
    }

    [Fact]
    public async Task A_context_calls_itself_as_the_browser_does_by_itself()
    {
        await using var lease = await LeaseAsync("a");
        await using var bare = await lease.Context.Browser!.NewContextAsync();
        var page = await bare.NewPageAsync();

        Assert.Equal(await page.EvaluateAsync<string>("navigator.userAgent"), await lease.Page.EvaluateAsync<string>("navigator.userAgent"));
        Assert.Equal(await new BrowserFinder().UserAgentAsync(Stop), await lease.Page.EvaluateAsync<string>("navigator.userAgent"));
    }

    [Fact]
    public async Task One_cookie_that_the_browser_does_not_take_costs_no_other()
    {
        await using var lease = await LeaseAsync(
            "a", state: """
                {"cookies":[
                  {"name":"bad\u0001;","value":"1\u0000","domain":"127.0.0.1","path":"/","expires":-1,"httpOnly":false,"secure":false,"sameSite":"Lax"},
                  {"name":"session","value":"42","domain":"127.0.0.1","path":"/","expires":-1,"httpOnly":false,"secure":false,"sameSite":"Lax"}],"origins":[]}
                """);

        Assert.Equal("42", await SessionAsync(lease));
    }

    [Fact]
    public async Task Cookies_come_out_of_a_context_as_they_went_in()
    {
        await using var lease = await LeaseAsync("a");
        var given = new SessionCookie { Name = "a@b%2", Value = "x%20y=z", Domain = "127.0.0.1", Path = "/oa", Expires = DateTimeOffset.UtcNow.AddDays(30).ToUnixTimeSeconds(), HttpOnly = true, SameSite = "Lax" };
        await HeldCookies.AddAsync(lease.Context, [given]);

        Assert.True(CookieChange.Between([given], await HeldCookies.OfAsync(lease.Context)).IsEmpty);
    }

    [Fact]
    public async Task A_fresh_context_starts_with_the_given_storage_state()
    {
        await using var lease = await LeaseAsync(
            "a", state: """{"cookies":[{"name":"session","value":"42","domain":"127.0.0.1","path":"/","expires":-1,"httpOnly":false,"secure":false,"sameSite":"Lax"}],"origins":[]}""");

        Assert.Equal("42", await SessionAsync(lease));
    }

    [Theory]
    [InlineData("uses")]
    [InlineData("age")]
    [InlineData("idle")]
    [InlineData("images")]
    [InlineData("browser age")]
    [InlineData("room")]
    public async Task A_replaced_context_hands_its_cookies_on(string why)
    {
        var patient = why == "age" ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(20);
        Pool = NewPool(new()
        {
            UsesPerContext = why == "uses" ? 1 : 100,
            MaxContexts = why == "room" ? 1 : 10,
            WarmFor = patient,
            IdleBrowserFor = patient,
        });
        await SignInAsync("a");
        await Pool.SettleAsync();
        time.Advance(why switch
        {
            "age" => TimeSpan.FromHours(7),
            "idle" => TimeSpan.FromMinutes(31),
            "browser age" => TimeSpan.FromHours(25),
            _ => TimeSpan.Zero,
        });
        await Pool.SettleAsync();
        if (why == "room")
            await using (await LeaseAsync("b"))
                Assert.Equal(0, Pool.Figures.Warm);
        await Pool.SettleAsync();

        await using var next = await LeaseAsync("a", images: why == "images");

        Assert.True(next.IsFresh);
        Assert.Equal("17", await SessionAsync(next));
        Assert.Equal(why is "images" or "idle" or "browser age" ? 2 : 1, Pool.Figures.Launches);
    }

    [Fact]
    public async Task Images_and_fonts_are_loaded_only_when_asked_for()
    {
        Pages.Page("/", "<style>@font-face { font-family: x; src: url(/font) } p { font-family: x }</style><p>text<img src='/image'></p>");
        await using (var bare = await LeaseAsync("a"))
            await bare.Page.GotoAsync(Pages.Url, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal((0, 0), (Pages.Count("/image"), Pages.Count("/font")));

        await using var full = await LeaseAsync("a", images: true);
        await full.Page.GotoAsync(Pages.Url, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal((1, 1), (Pages.Count("/image"), Pages.Count("/font")));
    }

    [Fact]
    public async Task A_lease_beyond_the_cap_waits_and_can_give_up_waiting()
    {
        Pool = NewPool(new() { MaxLeased = 1 });
        var first = await LeaseAsync("a");
        using var giveUp = new CancellationTokenSource();
        var impatient = Pool.LeaseAsync(new() { Connection = "b", ProxyServer = Pages.Proxy }, giveUp.Token);
        var patient = LeaseAsync("c");
        Assert.Equal(2, Pool.Figures.Waiting);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.False(patient.IsCompleted);
        await first.DisposeAsync();

        await using var third = await patient;
        Assert.Equal((1, 0), (Pool.Figures.Leased, Pool.Figures.Waiting));
    }

    [Fact]
    public async Task A_lease_given_up_while_it_is_made_does_not_use_up_its_place()
    {
        Pool = NewPool(new() { MaxLeased = 1 });
        using var giveUp = new CancellationTokenSource();
        var abandoned = Pool.LeaseAsync(new() { Connection = "a", ProxyServer = Pages.Proxy }, giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);

        await using var next = await LeaseAsync("b");

        Assert.Equal(1, Pool.Figures.Leased);
    }

    [Fact]
    public async Task A_browser_is_replaced_after_its_leases_without_disturbing_those_in_it()
    {
        Pool = NewPool(new() { LeasesPerBrowser = 2 });
        await using var first = await LeaseAsync("a");
        var second = await LeaseAsync("b");
        await using var third = await LeaseAsync("c");

        Assert.Equal(first.BrowserProcessId, second.BrowserProcessId);
        Assert.NotEqual(first.BrowserProcessId, third.BrowserProcessId);
        await first.Page.GotoAsync("about:blank");
        await first.DisposeAsync();
        await second.DisposeAsync();
        await Pool.SettleAsync();
        await Pool.TidyAsync();
        Assert.Equal(1, Pool.Figures.Browsers);
        Assert.Equal(0, Pool.Figures.Crashes);
    }

    [Fact]
    public async Task A_browser_that_grew_too_big_or_was_idle_too_long_is_ended()
    {
        Pool = NewPool(new() { MaxBrowserBytes = 1 });
        await using (await LeaseAsync("a"))
            Assert.Equal(1, Pool.Figures.Browsers);
        await Pool.SettleAsync();
        await Pool.TidyAsync();
        Assert.Equal((0, 0), (Pool.Figures.Browsers, Pool.Figures.Warm));

        Pool = NewPool(new());
        await using (await LeaseAsync("a"))
            Assert.Equal(1, Pool.Figures.Browsers);
        await Pool.SettleAsync();
        time.Advance(TimeSpan.FromHours(1));
        await Pool.SettleAsync();
        Assert.Equal((0, 0), (Pool.Figures.Browsers, Pool.Figures.Crashes));
    }

    [Fact]
    public async Task A_disposed_pool_leaves_no_browser_behind()
    {
        Pool = NewPool(new());
        var lease = await LeaseAsync("a");
        using var process = Process.GetProcessById(lease.BrowserProcessId);

        await Pool.DisposeAsync();

        await process.WaitForExitAsync(Stop);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => LeaseAsync("a"));
        await lease.DisposeAsync();
    }

    private async Task SignInAsync(string connection)
    {
        Pages.Page("/", "<p>in</p>", "Set-Cookie: session=17; Path=/");
        await using var lease = await LeaseAsync(connection);
        await lease.Page.GotoAsync(Pages.Url);
    }

    private async Task<string> SessionAsync(BrowserLease lease) =>
        (await lease.Context.CookiesAsync()).SingleOrDefault(c => c.Name == "session")?.Value ?? "";
}
