using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.BrowserPath;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.HttpPath;
using Daas.Runtime.Tests.Connections;
using Daas.Runtime.Trials;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using RealPath = Daas.Runtime.BrowserPath.BrowserPath;

namespace Daas.Runtime.Tests.Trials;

/// <summary>Trials over both real paths and a real, if small, old system.</summary>
internal sealed class TrialBed : IAsyncDisposable
{
    private const string SignInHttp = """

          http:
            exchanges:
              - get: /login
              - post: /login
                set: { user: '${credential.user}', password: '${credential.password}' }
        """;

    private const string FindHttp = """

        http:
          proved: { at: 2026-11-23T09:00:00Z, inputs: 1, rows: 4 }
          exchanges:
            - get: /list
        """;

    private readonly BrowserPool _pool;
    private readonly BrowserSystemPath _browser;
    private readonly HttpSystemPath _http = new(_ => ValueTask.FromResult("test"), TimeProvider.System);

    private TrialBed(SmallTown town)
    {
        Town = town;
        _pool = new BrowserPool(new BrowserFinder(), new BrowserPoolOptions(), TimeProvider.System, NullLogger<BrowserPool>.Instance);
        _browser = new BrowserSystemPath(_pool, new RealPath(TimeProvider.System, NullLogger.Instance), NullLogger.Instance);
        var options = new RuntimeOptions { ReadBackPauses = [TimeSpan.Zero], RetryDelay = TimeSpan.FromMilliseconds(50), MaxWait = TimeSpan.FromSeconds(5) };
        Directory = new ConnectionDirectory(
            Stores.All, new SystemPaths([_browser, _http]), options, TimeProvider.System, NullLogger<ConnectionDirectory>.Instance);
        Trials = new TrialRuns(Directory, TimeProvider.System);
    }

    public SmallTown Town { get; }

    public FakeStores Stores { get; } = new();

    public ConnectionDirectory Directory { get; }

    public TrialRuns Trials { get; }

    public static async Task<TrialBed> StartAsync()
    {
        var bed = new TrialBed(await SmallTown.StartAsync());
        await bed.Stores.CredentialStore.SaveAsync(TestBed.Id, "clerk", "secret", TestContext.Current.CancellationToken);
        return bed;
    }

    /// <summary>The town's script, its pull with a way by HTTP.</summary>
    public Adapter Adapter(string? find = null)
    {
        var reading = AdapterReader.Read("town", new Dictionary<string, string>
        {
            ["system.yaml"] = SmallTown.SystemScript.Replace("{url}", Town.Url) + SignInHttp,
            ["find.yaml"] = (find ?? SmallTown.FindScript) + FindHttp,
            ["add.yaml"] = SmallTown.AddScript,
        });
        Assert.False(reading.HasErrors, string.Join("\n", reading.Problems));
        return reading.Adapter!;
    }

    public Task PublishAsync(Adapter adapter) => Directory.ApplyAsync([adapter], TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<TrialEvent>> TryAsync(TrialRequest request)
    {
        var events = new List<TrialEvent>();
        await foreach (var told in Trials.RunAsync(request, TestContext.Current.CancellationToken))
            events.Add(told);
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await Directory.DisposeAsync();
        await _browser.DisposeAsync();
        await _http.DisposeAsync();
        await _pool.DisposeAsync();
        await Town.DisposeAsync();
    }
}
