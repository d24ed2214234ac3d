using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.BrowserPath;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Browsers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using RealPath = Daas.Runtime.BrowserPath.BrowserPath;

namespace Daas.Runtime.Tests.Connections;

/// <summary>Pages that never let go, through a whole connection: the run ends by a cap with its class, and the connection beside it is none the worse.</summary>
[Collection(BrowserTests.Name)]
public sealed class HostilePageTests : IAsyncLifetime
{
    private readonly FakeStores _stores = new();
    private HostileSystem _system = null!;
    private BrowserPool _pool = null!;
    private BrowserSystemPath _path = null!;
    private ConnectionDirectory _directory = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _system = await HostileSystem.StartAsync(Stop);
        _pool = new BrowserPool(new BrowserFinder(), new BrowserPoolOptions(), TimeProvider.System, NullLogger<BrowserPool>.Instance);
        _path = new BrowserSystemPath(_pool, new RealPath(TimeProvider.System, NullLogger.Instance), NullLogger.Instance);
        _directory = new ConnectionDirectory(_stores.All, new SystemPaths([_path]), new RuntimeOptions { Retries = 0 }, TimeProvider.System, NullLogger<ConnectionDirectory>.Instance);
        await _directory.ApplyAsync([.. HostileSystem.Kinds.Append(HostileSystem.Healthy).Select(Adapter)], Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _directory.DisposeAsync();
        await _path.DisposeAsync();
        await _pool.DisposeAsync();
        await _system.DisposeAsync();
    }

    // Which cap is met first, that of size or number or that of time, is a matter of how fast the machine is.
    [Theory]
    [InlineData("endless-redirect", ErrorClass.ResponseLimit)]
    [InlineData("million-rows", ErrorClass.ResponseLimit, ErrorClass.Timeout)]
    [InlineData("gigabyte", ErrorClass.ResponseLimit, ErrorClass.Timeout)]
    [InlineData("dialog-loop", ErrorClass.ResponseLimit)]
    [InlineData("busy-script", ErrorClass.Timeout)]
    [InlineData("popup-storm", ErrorClass.ResponseLimit, ErrorClass.Timeout)]
    public async Task A_hostile_page_ends_by_a_cap_and_the_run_beside_it_is_unaffected(string kind, params ErrorClass[] classes)
    {
        await BesideAsync();
        var hostile = RunAsync(kind);
        do
        {
            await BesideAsync();
        }
        while (!hostile.IsCompleted);
        var (result, _) = await hostile;
        Assert.Contains(result.Error?.Class, classes.Cast<ErrorClass?>());
        Assert.Equal(0, result.RowCount);
        await BesideAsync();
    }

    private Adapter Adapter(string kind)
    {
        var reading = AdapterReader.Read(kind, _system.Scripts(kind, runSeconds: kind == HostileSystem.Healthy ? 60 : 10));
        Assert.False(reading.HasErrors, string.Join("\n", reading.Problems));
        return reading.Adapter!;
    }

    private async Task BesideAsync()
    {
        var (result, ids) = await RunAsync(HostileSystem.Healthy);
        Assert.True(result.Succeeded, result.Error?.ToString());
        Assert.Equal(1, result.Attempts);
        Assert.Equal(HostileSystem.HealthyIds, ids);
    }

    private async Task<(RunResult Result, IReadOnlyList<string> Ids)> RunAsync(string adapter)
    {
        var ids = new List<string>();
        var request = new RunRequest { Run = RunId.New(TimeProvider.System), Adapter = adapter, Operation = "find" };
        RunResult? result = null;
        await foreach (var told in _directory.Find(adapter)!.RunAsync(request, Stop))
        {
            if (told is RunEvent.Rows rows)
                ids.AddRange(rows.Items.Select(r => (string)r.Values[0]!));
            result = (told as RunEvent.Finished)?.Result;
        }

        return (result!, ids);
    }
}
