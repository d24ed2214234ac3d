namespace Daas.Core.Storage;

/// <summary>
/// Keeps what is known of the equality of both paths, one entry for each connection and operation. A killed process may lose its last change: what was proved
/// is proved anew, and what failed will fail again.
/// </summary>
public abstract class ProofStore
{
    /// <summary>Null when nothing is known.</summary>
    public abstract Task<ProofEntry?> FindAsync(ConnectionId connection, string operation, CancellationToken ct);

    public abstract Task<IReadOnlyList<ProofEntry>> ListAsync(CancellationToken ct);

    /// <summary>Adds or replaces by connection and operation.</summary>
    public abstract Task SaveAsync(ProofEntry entry, CancellationToken ct);

    public abstract Task RemoveAsync(ConnectionId connection, string operation, CancellationToken ct);
}
