using Daas.Core.Storage;

namespace Daas.Runtime.Trials;

/// <summary>Keeps no session: what a trial signed in to ends with it.</summary>
internal sealed class UnkeptSessions : SessionStore
{
    public override Task<SavedSession?> FindAsync(ConnectionId id, CancellationToken ct) => Task.FromResult<SavedSession?>(null);

    public override Task SaveAsync(ConnectionId id, SavedSession session, CancellationToken ct) => Task.CompletedTask;

    public override Task RemoveAsync(ConnectionId id, CancellationToken ct) => Task.CompletedTask;
}
