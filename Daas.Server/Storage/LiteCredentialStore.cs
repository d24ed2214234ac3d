using Daas.Core.Storage;
using Daas.Server.Secrets;
using LiteDB;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace Daas.Server.Storage;

/// <summary>Credentials, user and password sealed by the vault; version and rejection lie beside them in the clear.</summary>
internal sealed class LiteCredentialStore(LiteDatabaseFile file, Vault vault) : CredentialStore
{
    private const string Purpose = "credential";

    private readonly ILiteCollection<BsonDocument> _credentials = file.Collection("credentials");
    private readonly Lock _change = new();

    public override Task<Credential?> FindAsync(ConnectionId id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_credentials.FindById(id.ToString()) is not { } document || document["sealed"].IsNull)
            return Task.FromResult<Credential?>(null);
        var account = JsonSerializer.Deserialize<string[]>(vault.Open(document["sealed"].AsString, Purpose, id.ToString()))!;
        return Task.FromResult<Credential?>(new Credential(account[0], account[1])
        {
            Version = document["version"].AsInt32,
            Rejected = document["rejected"].AsOptionalString(),
            Locked = document["locked"].AsBoolean,
        });
    }

    public override Task SaveAsync(ConnectionId id, string user, string password, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var text = vault.Seal(JsonSerializer.Serialize(new[] { user, password }), Purpose, id.ToString());
        lock (_change)
        {
            var version = (_credentials.FindById(id.ToString())?["version"].AsInt32 ?? 0) + 1;
            _credentials.Upsert(new BsonDocument
            {
                ["_id"] = id.ToString(),
                ["sealed"] = text,
                ["version"] = version,
                ["rejected"] = BsonValue.Null,
                ["locked"] = false,
            });
            file.Flush();
        }

        return Task.CompletedTask;
    }

    public override Task RejectAsync(ConnectionId id, int version, string reason, bool locked, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_change)
        {
            if (_credentials.FindById(id.ToString()) is not { } document || document["version"].AsInt32 != version)
                return Task.CompletedTask;
            document["rejected"] = reason;
            document["locked"] = locked;
            _credentials.Update(document);
            file.Flush();
        }

        return Task.CompletedTask;
    }

    public override Task RemoveAsync(ConnectionId id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_change)
        {
            // The version outlives the removal, so that what was said of an old credential never holds for a new one.
            if (_credentials.FindById(id.ToString()) is { } document)
            {
                document["sealed"] = BsonValue.Null;
                _credentials.Update(document);
                file.Flush();
            }
        }

        return Task.CompletedTask;
    }
}
