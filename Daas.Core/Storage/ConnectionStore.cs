namespace Daas.Core.Storage;

/// <summary>What an operator has set for a connection, over what the adapter says.</summary>
/// <param name="Id">Which connection.</param>
/// <param name="Url">The real system's address; null: the adapter's.</param>
/// <param name="Concurrency">Null: the adapter's.</param>
/// <param name="PerMinute">Null: the adapter's.</param>
/// <param name="Maintenance">True while an operator keeps it out of service by hand.</param>
public sealed record ConnectionSettings(ConnectionId Id, Uri? Url = null, int? Concurrency = null, int? PerMinute = null, bool Maintenance = false);

/// <summary>Keeps the settings of connections. An adapter without any has one connection named <see cref="ConnectionId.DefaultName"/>.</summary>
public abstract class ConnectionStore
{
    public abstract Task<IReadOnlyList<ConnectionSettings>> ListAsync(CancellationToken ct);

    public abstract Task SaveAsync(ConnectionSettings settings, CancellationToken ct);

    public abstract Task RemoveAsync(ConnectionId id, CancellationToken ct);
}
