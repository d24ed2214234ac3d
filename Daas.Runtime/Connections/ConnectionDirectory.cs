using Daas.Core.Adapters;
using Daas.Core.Storage;

namespace Daas.Runtime.Connections;

/// <summary>All connections of this process, kept in step with the adapters and the operators' settings.</summary>
public sealed class ConnectionDirectory : IAsyncDisposable
{
    internal ConnectionDirectory(RuntimeStores stores, SystemPath path, RuntimeOptions options, TimeProvider time)
    {
    }

    /// <summary>By adapter, then name.</summary>
    public IReadOnlyList<Connection> All => throw new NotImplementedException();

    /// <param name="adapter">Id of the adapter.</param>
    /// <param name="name">Null: the one named <see cref="ConnectionId.DefaultName"/>, else the only one there is, else none.</param>
    public Connection? Find(string adapter, string? name = null) => throw new NotImplementedException();

    /// <summary>Takes the published adapters and the stored settings as they are now: adds, changes and retires connections. Runs under way finish on what they began with. Call it after either has changed.</summary>
    public Task ApplyAsync(IReadOnlyCollection<Adapter> adapters, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The same with the adapters of the last time: after settings have changed.</summary>
    public Task ApplySettingsAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Takes a connection out of service by hand, or back into it; kept in the settings. New runs end as <c>quarantined</c>.</summary>
    public Task SetMaintenanceAsync(ConnectionId id, bool on, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The health of every connection now, then of each one that changes, until cancelled. Changes that come faster than they are read are told once, as they are by then.</summary>
    public IAsyncEnumerable<HealthSnapshot> WatchAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Stops taking runs, waits for those under way, cancels the ones that take too long and have submitted nothing.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
