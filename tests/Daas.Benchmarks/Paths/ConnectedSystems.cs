using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Recorder.Drafting.Deriving;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Daas.Benchmarks.Paths;

/// <summary>The runtime as the gateway has it (real stores, pool, gates, connections), with given adapters over sandbox systems.</summary>
internal sealed class ConnectedSystems : IAsyncDisposable
{
    private readonly WorkFolder _work = new();
    private readonly ServiceProvider _services;
    private readonly List<Adapter> _adapters = [];

    public ConnectedSystems()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        // Nothing is asked again in the background while others are timed.
        Server.Program.AddRuntime(services, new ServerSettings { Data = _work.Data, Adapters = _work.Adapters, CheckedShare = 0 });
        _services = services.BuildServiceProvider();
    }

    private ConnectionDirectory Directory => _services.GetRequiredService<ConnectionDirectory>();

    /// <summary>Connects an adapter; how often it may be called in a minute is not what is measured.</summary>
    public async Task ConnectAsync(string adapter, IReadOnlyDictionary<string, string> scripts, SandboxSystem system, CancellationToken ct)
    {
        var reading = AdapterReader.Read(adapter, scripts);
        var id = new ConnectionId(adapter, ConnectionId.DefaultName);
        var account = system.Accounts.All[0];
        await _services.GetRequiredService<ConnectionStore>().SaveAsync(new ConnectionSettings(id, system.Url, PerMinute: 100_000), ct);
        await _services.GetRequiredService<CredentialStore>().SaveAsync(id, account.Name, account.Password, ct);
        _adapters.Add(reading.Adapter ?? throw new InvalidOperationException(string.Join('\n', reading.Problems)));
        await Directory.ApplyAsync(_adapters, ct);
    }

    /// <summary>Proves all operations of an adapter; from then on they go by HTTP by themselves, and their answers are held against what was proved.</summary>
    /// <returns>The adapter, with the proofs written into it.</returns>
    public async Task<Adapter> ProveAsync(string adapter, TextWriter progress, CancellationToken ct)
    {
        var proved = _adapters.Single(a => a.Id == adapter);
        var known = proved;
        foreach (var operation in proved.Operations)
        {
            ProofEvent.Finished? end = null;
            await foreach (var told in _services.GetRequiredService<ProofRuns>().RunAsync(new ProofOrder { Adapter = proved, Operation = operation.Id }, ct))
                end = told as ProofEvent.Finished ?? end;
            progress.WriteLine($"{adapter}/{operation.Id}: {end?.Verdict}, {end?.Entry?.Cases.Count} cases, {end?.Entry?.Rows} rows");
            if (end is not { Verdict: ProofVerdict.Proved, Entry: { } entry })
                throw new InvalidOperationException($"{adapter}/{operation.Id}: {end?.Verdict}: {end?.Why}");
            known = Derivation.With(known, operation.Id, operation.Http! with { Proved = new Proof(entry.At, entry.Cases.Count, entry.Rows) });
        }

        return known;
    }

    /// <param name="operation">Of the search's adapter.</param>
    /// <param name="search">Its inputs.</param>
    /// <param name="path">By which way it goes: HTTP is not asked for, it is what a proved operation goes by when it may choose.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Answer> RunAsync(string operation, Search search, RunPath path, CancellationToken ct)
    {
        var request = new RunRequest
        {
            Run = RunId.New(TimeProvider.System),
            Adapter = search.Adapter,
            Operation = operation,
            Inputs = search.Inputs,
            Path = path == RunPath.Http ? null : path,
        };
        var rows = new List<string>();
        await foreach (var told in Directory.Find(search.Adapter)!.RunAsync(request, ct))
        {
            if (told is RunEvent.Rows page)
                rows.AddRange(page.Items.Select(Text));
            if (told is RunEvent.Finished { Result: var result })
            {
                return result.Succeeded && result.Path == path ? new Answer(rows, result.Pages)
                    : throw new InvalidOperationException($"{search} by {result.Path}: {result.Error ?? result.Fallback}");
            }
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
