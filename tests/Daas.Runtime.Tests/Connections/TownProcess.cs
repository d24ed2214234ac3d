using Daas.Core.Adapters;
using Daas.Runtime.BrowserPath;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using RealPath = Daas.Runtime.BrowserPath.BrowserPath;

namespace Daas.Runtime.Tests.Connections;

/// <summary>What a process of the gateway holds: stores outlive it.</summary>
internal sealed class TownProcess : IAsyncDisposable
{
    private readonly BrowserPool _pool;
    private readonly BrowserSystemPath _path;

    private TownProcess(FakeStores stores)
    {
        _pool = new BrowserPool(new BrowserFinder(), new BrowserPoolOptions(), TimeProvider.System, NullLogger<BrowserPool>.Instance);
        _path = new BrowserSystemPath(_pool, new RealPath(TimeProvider.System, NullLogger.Instance), NullLogger.Instance);
        var options = new RuntimeOptions { ReadBackPauses = [TimeSpan.Zero, TimeSpan.FromMilliseconds(50)], RetryDelay = TimeSpan.FromMilliseconds(50) };
        Directory = new ConnectionDirectory(stores.All, new SystemPaths([_path]), options, TimeProvider.System, NullLogger<ConnectionDirectory>.Instance);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ConnectionDirectory Directory { get; }

    public static async Task<TownProcess> StartAsync(SmallTown town, FakeStores stores, string script = SmallTown.SystemScript)
    {
        var process = new TownProcess(stores);
        var reading = AdapterReader.Read("town", new Dictionary<string, string>
        {
            ["system.yaml"] = script.Replace("{url}", town.Url),
            ["find.yaml"] = SmallTown.FindScript,
            ["add.yaml"] = SmallTown.AddScript,
        });
        Assert.False(reading.HasErrors, string.Join("\n", reading.Problems));
        await process.Directory.ApplyAsync([reading.Adapter!], Stop);
        return process;
    }

    public async Task KillBrowserAsync()
    {
        await using var lease = await _pool.LeaseAsync(new BrowserLeaseRequest { Connection = "other", ProxyServer = "http://127.0.0.1:9" }, Stop);
        using var browser = System.Diagnostics.Process.GetProcessById(lease.BrowserProcessId);
        browser.Kill();
        await browser.WaitForExitAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Directory.DisposeAsync();
        await _path.DisposeAsync();
        await _pool.DisposeAsync();
    }
}
