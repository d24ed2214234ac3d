namespace Daas.Core.Storage;

/// <summary>An ordinary account of the old system. Never written anywhere but into the encrypted store and the sign-in page.</summary>
public sealed record Credential(string User, string Password)
{
    /// <summary>Grows with every change; a rejection holds for one version only.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The old system's words when it refused this version; null while it has not. A refused version is never tried again.</summary>
    public string? Rejected { get; init; }

    /// <summary>True when the refusal said that the account is locked.</summary>
    public bool Locked { get; init; }

    public override string ToString() => $"credential of {User}";
}

/// <summary>Keeps credentials, encrypted at rest.</summary>
public abstract class CredentialStore
{
    public abstract Task<Credential?> FindAsync(ConnectionId id, CancellationToken ct);

    /// <summary>Stores user and password as a new version, which clears a rejection.</summary>
    public abstract Task SaveAsync(ConnectionId id, string user, string password, CancellationToken ct);

    /// <summary>Marks that version as refused; does nothing when a newer one is there.</summary>
    public abstract Task RejectAsync(ConnectionId id, int version, string reason, bool locked, CancellationToken ct);

    public abstract Task RemoveAsync(ConnectionId id, CancellationToken ct);
}
