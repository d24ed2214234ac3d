using Daas.Core.Storage;
using LiteDB;

namespace Daas.Server.Storage;

/// <summary>Settings of connections, one document each.</summary>
internal sealed class LiteConnectionStore(LiteDatabaseFile file) : ConnectionStore
{
    private readonly ILiteCollection<BsonDocument> _connections = file.Collection("connections");

    public override Task<IReadOnlyList<ConnectionSettings>> ListAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<ConnectionSettings>>([.. _connections.FindAll().Select(Read)]);
    }

    public override Task SaveAsync(ConnectionSettings settings, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _connections.Upsert(new BsonDocument
        {
            ["_id"] = settings.Id.ToString(),
            ["adapter"] = settings.Id.Adapter,
            ["name"] = settings.Id.Name,
            ["url"] = settings.Url?.OriginalString,
            ["concurrency"] = settings.Concurrency,
            ["perMinute"] = settings.PerMinute,
            ["maintenance"] = settings.Maintenance,
        });
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(ConnectionId id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _connections.Delete(id.ToString());
        return Task.CompletedTask;
    }

    private static ConnectionSettings Read(BsonDocument document) => new(
        new ConnectionId(document["adapter"].AsString, document["name"].AsString),
        document["url"].AsOptionalString() is { } url ? new Uri(url) : null,
        document["concurrency"].AsOptionalInt(),
        document["perMinute"].AsOptionalInt(),
        document["maintenance"].AsBoolean);
}
