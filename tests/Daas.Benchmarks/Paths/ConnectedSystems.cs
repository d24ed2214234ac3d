using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Daas.Benchmarks.Paths;

/// <summary>The runtime as the gateway has it (real stores, pool, gates, connections), with the repository's adapters over sandbox systems.</summary>
internal sealed class ConnectedSystems : IAsyncDisposable
{
    private readonly WorkFolder _work = new();
    private readonly ServiceProvider _services;
    private readonly List<Adapter> _adapters = [];

    private ConnectedSystems()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        Server.Program.AddRuntime(services, new ServerSettings { Data = _work.Data, Adapters = WorkFolder.RepositoryAdapters });
        _services = services.BuildServiceProvider();
    }

    private ConnectionDirectory Directory => _services.GetRequiredService<ConnectionDirectory>();

    public static Task<ConnectedSystems> StartAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(new ConnectedSystems());
    }

    /// <summary>Connects an adapter of the repository; how often it may be called in a minute is not what is measured.</summary>
    public async Task ConnectAsync(string adapter, SandboxSystem system, CancellationToken ct)
    {
        var reading = AdapterReader.ReadFolder(Path.Combine(WorkFolder.RepositoryAdapters, adapter));
        var id = new ConnectionId(adapter, ConnectionId.DefaultName);
        var account = system.Accounts.All[0];
        await _services.GetRequiredService<ConnectionStore>().SaveAsync(new ConnectionSettings(id, system.Url, PerMinute: 100_000), ct);
        await _services.GetRequiredService<CredentialStore>().SaveAsync(id, account.Name, account.Password, ct);
        _adapters.Add(reading.Adapter ?? throw new InvalidOperationException(string.Join('\n', reading.Problems)));
        await Directory.ApplyAsync(_adapters, ct);
    }

    public async Task<Answer> RunAsync(Search search, RunPath path, CancellationToken ct)
    {
        var request = new RunRequest { Run = RunId.New(TimeProvider.System), Adapter = search.Adapter, Operation = search.Operation, Inputs = search.Inputs, Path = path };
        var rows = new List<string>();
        await foreach (var told in Directory.Find(search.Adapter)!.RunAsync(request, ct))
        {
            if (told is RunEvent.Rows page)
                rows.AddRange(page.Items.Select(Text));
            if (told is RunEvent.Finished { Result: var result })
                return result.Succeeded && result.Path == path ? new Answer(rows, result.Pages) : throw new InvalidOperationException($"{search} by {result.Path}: {result.Error}");
        }

        throw new InvalidOperationException($"{search} did not finish");
    }

    /// <summary>Waits until the pages given back are tidied up, so that this is not on the time of whoever comes next.</summary>
    public Task AtRestAsync() => _services.GetRequiredService<BrowserPool>().SettleAsync();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _work.Dispose();
    }

    // What a page shows as plain text: not the links, nor dates that the page writes in a form of its own.
    private static string Text(Row row) => string.Join('|', row.Values.OfType<string>().Where(v => !v.Contains("://", StringComparison.Ordinal)));

    internal sealed record Answer(IReadOnlyList<string> Rows, int Pages);
}
