using System.Security.Cryptography;
using System.Text;
using Daas.Core.Storage;
using LiteDB;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace Daas.Server.Storage;

/// <summary>
/// The journal of pushes, on disk when a write returns. Each entry carries a checksum of its own, because LiteDB does not notice damaged
/// pages.
/// </summary>
internal sealed class LitePushJournal(LiteDatabaseFile file) : PushJournal
{
    private readonly ILiteCollection<BsonDocument> _pushes = file.Collection("pushes");
    private readonly Lock _change = new();

    public override Task<PushEntry?> BeginAsync(PushEntry entry, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_change)
        {
            if (Find(entry.Consumer, entry.Key) is { } earlier)
                return Task.FromResult<PushEntry?>(earlier);
            _pushes.Insert(Written(entry));
            file.Flush();
            return Task.FromResult<PushEntry?>(null);
        }
    }

    public override Task CommittingAsync(string consumer, string key, DateTimeOffset at, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Change(consumer, key, entry => entry with { Stage = PushStage.Committing, At = at });
        return Task.CompletedTask;
    }

    // Past the commit the end must be noted whatever becomes of the caller, so the token is not looked at.
    public override Task EndAsync(string consumer, string key, string result, DateTimeOffset at, CancellationToken ct)
    {
        Change(consumer, key, entry => entry with { Stage = PushStage.Ended, At = at, Result = result });
        return Task.CompletedTask;
    }

    public override Task ForgetAsync(string consumer, string key, CancellationToken ct)
    {
        lock (_change)
            _pushes.Delete(Id(consumer, key));
        return Task.CompletedTask;
    }

    public override Task<PushEntry?> FindAsync(string consumer, string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Find(consumer, key));
    }

    /// <summary>Removes ended pushes that are older; what may still be unresolved stays. Returns how many.</summary>
    public int Trim(DateTimeOffset before)
    {
        lock (_change)
        {
            return _pushes.DeleteMany(Query.And(
                Query.EQ("stage", PushStage.Ended.ToString()),
                Query.LT("at", Bson.Time(before))));
        }
    }

    private void Change(string consumer, string key, Func<PushEntry, PushEntry> change)
    {
        lock (_change)
        {
            var entry = Find(consumer, key) ?? throw new InvalidOperationException($"No push of {consumer} with this Idempotency-Key was begun");
            _pushes.Update(Written(change(entry)));
            file.Flush();
        }
    }

    private PushEntry? Find(string consumer, string key)
    {
        if (_pushes.FindById(Id(consumer, key)) is not { } document)
            return null;
        var entry = new PushEntry(
            document["consumer"].AsString,
            document["key"].AsString,
            document["request"].AsString,
            document["run"].AsString,
            document["stage"].AsEnum<PushStage>(),
            document["at"].AsTime(),
            document["result"].AsOptionalString(),
            document["matches"].AsOptionalInt());
        if (document["checksum"].AsString != Checksum(entry) || entry.Consumer != consumer || entry.Key != key)
            throw new InvalidDataException($"The journal entry of {consumer} for run {entry.Run} is damaged; restore {LiteDatabaseFile.FileName} from a backup");
        return entry;
    }

    private static BsonDocument Written(PushEntry entry) => new()
    {
        ["_id"] = Id(entry.Consumer, entry.Key),
        ["consumer"] = entry.Consumer,
        ["key"] = entry.Key,
        ["request"] = entry.RequestHash,
        ["run"] = entry.Run,
        ["stage"] = entry.Stage.ToString(),
        ["at"] = Bson.Time(entry.At),
        ["result"] = entry.Result,
        ["matches"] = entry.MatchesBefore,
        ["checksum"] = Checksum(entry),
    };

    // A hash, because LiteDB's keys end at 1023 bytes.
    private static string Id(string consumer, string key) => Hash(consumer, key);

    private static string Checksum(PushEntry entry) =>
        Hash(entry.Consumer, entry.Key, entry.RequestHash, entry.Run, entry.Stage.ToString(),
            $"{entry.At.UtcTicks}", entry.Result ?? "", $"{entry.MatchesBefore}");

    private static string Hash(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(parts))));
}
