using Daas.Runtime.Browsers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

/// <summary>What tests of the pool need: pages to visit, connections of their own in the shared pool, and pools of their own where they break one.</summary>
public abstract class BrowserPoolTest(SharedBrowsers browsers) : IAsyncDisposable
{
    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected PageServer Pages { get; } = new();

    /// <summary>Pools that end with the test.</summary>
    private protected List<BrowserPool> Made { get; } = [];

    /// <summary>Begins the connections' names, so that no other test has leases of theirs.</summary>
    private protected string Mark { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Where the test leases: the shared one until it takes another.</summary>
    private protected BrowserPool Pool { get; set; } = browsers.Pool;

    /// <summary>That of the pools made here.</summary>
    private protected virtual TimeProvider Clock => TimeProvider.System;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Made)
            await one.DisposeAsync();
        await Pages.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<BrowserLease> LeaseAsync(string connection, bool images = false, string? state = null) =>
        Pool.LeaseAsync(new() { Connection = Mark + connection, ProxyServer = Pages.Proxy, Images = images, StorageState = state }, Stop);

    private protected BrowserPool NewPool(BrowserPoolOptions options)
    {
        var one = new BrowserPool(new BrowserFinder(), options, Clock, NullLogger<BrowserPool>.Instance);
        Made.Add(one);
        return one;
    }
}
