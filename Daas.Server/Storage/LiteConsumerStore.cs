using Daas.Core.Storage;
using LiteDB;

namespace Daas.Server.Storage;

/// <summary>Consumers, one document each, found by the hash of their key.</summary>
internal sealed class LiteConsumerStore : ConsumerStore
{
    private readonly LiteDatabaseFile _file;
    private readonly ILiteCollection<BsonDocument> _consumers;

    public LiteConsumerStore(LiteDatabaseFile file)
    {
        _file = file;
        _consumers = file.Collection("consumers");
        _consumers.EnsureIndex("hash", unique: true);
    }

    public override Task<IReadOnlyList<Consumer>> ListAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<Consumer>>([.. _consumers.FindAll().Select(Read)]);
    }

    public override Task<Consumer?> FindByKeyHashAsync(string keyHash, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(_consumers.FindOne(Query.EQ("hash", keyHash)) is { } document ? Read(document) : null);
    }

    public override Task SaveAsync(Consumer consumer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _consumers.Upsert(new BsonDocument
        {
            ["_id"] = consumer.Name,
            ["hash"] = consumer.KeyHash,
            ["hint"] = consumer.KeyHint,
            ["grants"] = new BsonArray(consumer.Grants.Select(g => new BsonValue(g))),
            ["connections"] = new BsonDocument(consumer.Connections.ToDictionary(c => c.Key, c => new BsonValue(c.Value))),
            ["created"] = Bson.Time(consumer.CreatedAt),
            ["revoked"] = Bson.Time(consumer.RevokedAt),
        });
        _file.Flush();
        return Task.CompletedTask;
    }

    private static Consumer Read(BsonDocument document) => new(
        document["_id"].AsString,
        document["hash"].AsString,
        document["hint"].AsString,
        [.. document["grants"].AsArray.Select(g => g.AsString)],
        document["connections"].AsDocument.ToDictionary(c => c.Key, c => c.Value.AsString),
        document["created"].AsTime(),
        document["revoked"].AsOptionalTime());
}
