using Daas.Core.Storage;
using Daas.Server.Secrets;
using LiteDB;

namespace Daas.Server.Storage;

/// <summary>Signed-in states, sealed by the vault.</summary>
/// <remarks>Not flushed one by one: LiteDB writes them within milliseconds, and only a kill in between loses them.</remarks>
internal sealed class LiteSessionStore(LiteDatabaseFile file, Vault vault) : SessionStore
{
    private const string Purpose = "session";

    private readonly ILiteCollection<BsonDocument> _sessions = file.Collection("sessions");

    public override Task<SavedSession?> FindAsync(ConnectionId id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(_sessions.FindById(id.ToString()) is { } document
            ? new SavedSession(vault.Open(document["sealed"].AsString, Purpose, id.ToString()), document["version"].AsInt32, document["at"].AsTime())
            : null);
    }

    public override Task SaveAsync(ConnectionId id, SavedSession session, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _sessions.Upsert(new BsonDocument
        {
            ["_id"] = id.ToString(),
            ["sealed"] = vault.Seal(session.State, Purpose, id.ToString()),
            ["version"] = session.CredentialVersion,
            ["at"] = Bson.Time(session.SavedAt),
        });
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(ConnectionId id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _sessions.Delete(id.ToString());
        return Task.CompletedTask;
    }
}
