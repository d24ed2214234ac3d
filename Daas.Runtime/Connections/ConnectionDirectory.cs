using System.Collections.Immutable;
using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Runtime.Proving;
using Daas.Runtime.Pushes;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Connections;

/// <summary>All connections of this process, kept in step with the adapters and the operators' settings.</summary>
public sealed class ConnectionDirectory : IAsyncDisposable
{
    private readonly ConnectionParts _parts;
    private readonly RuntimeStores _stores;
    private readonly HealthWatch _watch = new();
    private readonly SemaphoreSlim _applying = new(1, 1);
    private readonly List<Task> _retiring = [];
    private ImmutableDictionary<ConnectionId, Connection> _connections = ImmutableDictionary<ConnectionId, Connection>.Empty;
    private IReadOnlyCollection<Adapter> _adapters = [];
    private bool _disposed;

    internal ConnectionDirectory(RuntimeStores stores, SystemPaths paths, RuntimeOptions options, TimeProvider time, ILogger<ConnectionDirectory> logger)
    {
        _stores = stores;
        Proofs = new ProofBook(stores.Proofs, time, logger);
        Proofs.Changed += OnProofChanged;
        Samples = new LiveSamples(options.CheckedShare);
        var ledger = new RunLedger(stores.Runs, stores.Pictures, logger);
        _parts = new ConnectionParts(stores, paths, ledger, new KeysInFlight(), Proofs, Samples, options, time, logger);
    }

    internal ConnectionParts Parts => _parts;

    /// <summary>Which operations are proved to give the same by both paths.</summary>
    public ProofBook Proofs { get; }

    /// <summary>Of the answers by HTTP, those that are compared.</summary>
    internal LiveSamples Samples { get; }

    /// <summary>By adapter, then name.</summary>
    public IReadOnlyList<Connection> All =>
        [.. _connections.Values.OrderBy(c => c.Id.Adapter, StringComparer.Ordinal).ThenBy(c => c.Id.Name, StringComparer.Ordinal)];

    /// <param name="adapter">Id of the adapter.</param>
    /// <param name="name">Null: the one named <see cref="ConnectionId.DefaultName"/>, else the only one there is, else none.</param>
    public Connection? Find(string adapter, string? name = null)
    {
        var connections = _connections;
        if (connections.GetValueOrDefault(new ConnectionId(adapter, name ?? ConnectionId.DefaultName)) is { } found)
            return found;
        return name is null && connections.Values.Where(c => c.Id.Adapter == adapter).Take(2).ToList() is [var only] ? only : null;
    }

    /// <summary>
    /// Takes the published adapters and the stored settings as they are now: adds, changes and retires connections. Runs under way finish on what they
    /// began with. Call it after either has changed.
    /// </summary>
    public async Task ApplyAsync(IReadOnlyCollection<Adapter> adapters, CancellationToken ct)
    {
        await _applying.WaitAsync(ct);
        try
        {
            await TakeAsync(adapters, ct);
        }
        finally
        {
            _applying.Release();
        }
    }

    /// <summary>The same with the adapters of the last time: after settings or credentials have changed.</summary>
    public async Task ApplySettingsAsync(CancellationToken ct)
    {
        await _applying.WaitAsync(ct);
        try
        {
            await TakeAsync(_adapters, ct);
        }
        finally
        {
            _applying.Release();
        }
    }

    /// <summary>Takes a connection out of service by hand, or back into it; kept in the settings. New runs end as <c>quarantined</c>.</summary>
    public async Task SetMaintenanceAsync(ConnectionId id, bool on, CancellationToken ct)
    {
        await _applying.WaitAsync(ct);
        try
        {
            var settings = (await _stores.Connections.ListAsync(ct)).FirstOrDefault(s => s.Id == id) ?? new ConnectionSettings(id);
            await _stores.Connections.SaveAsync(settings with { Maintenance = on }, ct);
            await TakeAsync(_adapters, ct);
        }
        finally
        {
            _applying.Release();
        }
    }

    /// <summary>
    /// The health of every connection now, then of each one that changes, until cancelled. Changes that come faster than they are read are told once,
    /// as they are by then; a removed one is told once more, as retired.
    /// </summary>
    public IAsyncEnumerable<HealthSnapshot> WatchAsync(CancellationToken ct) => _watch.WatchAsync(() => All, ct);

    /// <summary>Stops taking runs, waits for those under way, stops the ones that take too long and have submitted nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        await _applying.WaitAsync();
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            foreach (var connection in _connections.Values)
                _retiring.Add(connection.RetireAsync());
            await Task.WhenAll(_retiring);
            _parts.Ledger.Dispose();
        }
        finally
        {
            _applying.Release();
        }
    }

    private async Task TakeAsync(IReadOnlyCollection<Adapter> adapters, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await Proofs.LoadAsync(ct);
        var settings = (await _stores.Connections.ListAsync(ct)).ToLookup(s => s.Id.Adapter);
        var next = ImmutableDictionary.CreateBuilder<ConnectionId, Connection>();
        foreach (var adapter in adapters)
        {
            var own = settings[adapter.Id].DefaultIfEmpty(new ConnectionSettings(new ConnectionId(adapter.Id, ConnectionId.DefaultName)));
            foreach (var setting in own)
            {
                var binding = Binding.Of(adapter, setting);
                if (_connections.TryGetValue(setting.Id, out var connection))
                {
                    connection.Take(binding, setting.Maintenance);
                    await connection.LookAtCredentialAsync(ct);
                }
                else
                {
                    connection = new Connection(binding, setting.Maintenance, _parts);
                    connection.Changed += _watch.Tell;
                    await connection.LookAsync(_stores.Runs, ct);
                }

                next[setting.Id] = connection;
            }
        }

        var former = _connections;
        _adapters = adapters;
        _connections = next.ToImmutable();
        foreach (var connection in _connections.Values.Where(c => !former.ContainsKey(c.Id)))
            _watch.Tell(connection);
        _retiring.RemoveAll(r => r.IsCompleted);
        foreach (var connection in former.Values.Where(c => !_connections.ContainsKey(c.Id)))
            _retiring.Add(connection.RetireAsync());
    }

    private void OnProofChanged(ConnectionId id)
    {
        if (_connections.TryGetValue(id, out var connection))
            _watch.Tell(connection);
    }
}
