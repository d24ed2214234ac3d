namespace Daas.Core.Storage;

/// <summary>A signed-in state as kept over a restart.</summary>
/// <param name="State">Cookies and storage as JSON; a secret.</param>
/// <param name="CredentialVersion">The version of the credential that signed in.</param>
/// <param name="SavedAt">When it was last known to work.</param>
public sealed record SavedSession(string State, int CredentialVersion, DateTimeOffset SavedAt)
{
    public override string ToString() => $"session saved at {SavedAt:u}";
}

/// <summary>
/// Keeps signed-in states, encrypted at rest. A killed process may lose its last change: a state that was not saved costs one sign-in, and one that
/// was not removed is found expired when it is used.
/// </summary>
public abstract class SessionStore
{
    public abstract Task<SavedSession?> FindAsync(ConnectionId id, CancellationToken ct);

    public abstract Task SaveAsync(ConnectionId id, SavedSession session, CancellationToken ct);

    public abstract Task RemoveAsync(ConnectionId id, CancellationToken ct);
}
