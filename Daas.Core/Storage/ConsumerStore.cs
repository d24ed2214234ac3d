namespace Daas.Core.Storage;

/// <summary>A caller holding a key.</summary>
/// <param name="Name">Unique, chosen by the operator.</param>
/// <param name="KeyHash">SHA-256 of the key, hex; the key itself is shown once and kept nowhere.</param>
/// <param name="KeyHint">The first characters of the key, to recognise it.</param>
/// <param name="Grants">What it may call: <c>*</c>, <c>adapter/*</c> or <c>adapter/operation</c>.</param>
/// <param name="Connections">Its default connection per adapter; absent: the adapter's default.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="RevokedAt">When it stopped being valid; null while it is.</param>
public sealed record Consumer(
    string Name,
    string KeyHash,
    string KeyHint,
    IReadOnlyList<string> Grants,
    IReadOnlyDictionary<string, string> Connections,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt = null);

/// <summary>Keeps consumers.</summary>
public abstract class ConsumerStore
{
    public abstract Task<IReadOnlyList<Consumer>> ListAsync(CancellationToken ct);

    /// <summary>The consumer with this key, also a revoked one; null when there is none.</summary>
    public abstract Task<Consumer?> FindByKeyHashAsync(string keyHash, CancellationToken ct);

    /// <summary>Adds or replaces by name.</summary>
    public abstract Task SaveAsync(Consumer consumer, CancellationToken ct);
}
