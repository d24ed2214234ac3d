using System.Text.Json;
using System.Text.Json.Serialization;
using Daas.Core.Storage;
using LiteDB;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace Daas.Server.Storage;

/// <summary>Proofs, one document each, with the entry as JSON: it is read whole or not at all.</summary>
internal sealed class LiteProofStore(LiteDatabaseFile file) : ProofStore
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    private readonly ILiteCollection<BsonDocument> _proofs = file.Collection("proofs");

    public override Task<ProofEntry?> FindAsync(ConnectionId connection, string operation, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(_proofs.FindById(Key(connection, operation)) is { } document ? Read(document) : null);
    }

    public override Task<IReadOnlyList<ProofEntry>> ListAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<ProofEntry>>([.. _proofs.FindAll().Select(Read).OfType<ProofEntry>()]);
    }

    public override Task SaveAsync(ProofEntry entry, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _proofs.Upsert(new BsonDocument
        {
            ["_id"] = Key(entry.Connection, entry.Operation),
            ["entry"] = JsonSerializer.Serialize(entry, s_json),
        });
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(ConnectionId connection, string operation, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _proofs.Delete(Key(connection, operation));
        return Task.CompletedTask;
    }

    // What another version wrote and this one cannot read proves nothing.
    private static ProofEntry? Read(BsonDocument document)
    {
        try
        {
            return JsonSerializer.Deserialize<ProofEntry>(document["entry"].AsString, s_json);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string Key(ConnectionId connection, string operation) => $"{connection}/{operation}";
}
