using System.Diagnostics;
using Daas.Runtime.Browsers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

public sealed class BrowserPoolTests : IAsyncLifetime
{
    private readonly PageServer pages = new();
    private BrowserPool pool = NewPool(new());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        await pages.DisposeAsync();
    }

    [Fact]
    public async Task A_warm_context_is_used_again_with_its_cookies()
    {
        pages.Page("/", "<p>in</p>", "Set-Cookie: session=17; Path=/");
        var first = await LeaseAsync("a");
        Assert.True(first.IsFresh);
        await first.Page.GotoAsync(pages.Url);
        await first.DisposeAsync();

        await using var second = await LeaseAsync("a");

        Assert.False(second.IsFresh);
        Assert.Same(first.Context, second.Context);
        Assert.Equal("about:blank", second.Page.Url);
        Assert.Equal("17", (await second.Context.CookiesAsync()).Single().Value);
    }

    private Task<BrowserLease> LeaseAsync(string connection, bool images = false, string? state = null) =>
        pool.LeaseAsync(new() { Connection = connection, ProxyServer = pages.Proxy, Images = images, StorageState = state }, Stop);

    private static BrowserPool NewPool(BrowserPoolOptions options, TimeProvider? time = null) =>
        new(new BrowserFinder(), options, time ?? TimeProvider.System, NullLogger<BrowserPool>.Instance);
}
