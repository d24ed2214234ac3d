using Daas.Core.Runs;
using Daas.Core.Storage;
using LiteDB;

namespace Daas.Server.Storage;

/// <summary>Records of runs, one document each, read newest first along the index of their start.</summary>
/// <remarks>Not flushed one by one: LiteDB writes them within milliseconds, and only a kill in between loses them.</remarks>
internal sealed class LiteRunStore : RunStore
{
    private readonly ILiteCollection<BsonDocument> _runs;

    public LiteRunStore(LiteDatabaseFile file)
    {
        _runs = file.Collection("runs");
        _runs.EnsureIndex("at");
    }

    public override Task AppendAsync(RunRecord record, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _runs.Insert(new BsonDocument
        {
            ["_id"] = record.Run,
            ["at"] = Bson.Time(record.StartedAt),
            ["adapter"] = record.Adapter,
            ["operation"] = record.Operation,
            ["connection"] = record.Connection,
            ["version"] = record.Version,
            ["caller"] = record.Caller,
            ["path"] = record.Path.ToString(),
            ["duration"] = record.Duration.Ticks,
            ["error"] = record.Error?.ToString(),
            ["errorText"] = record.ErrorText,
            ["outcome"] = record.Outcome.ToString(),
            ["rows"] = record.RowCount,
            ["pages"] = record.Pages,
            ["complete"] = record.Complete,
            ["attempts"] = record.Attempts,
            ["fallback"] = record.Fallback?.ToString(),
            ["fallbackText"] = record.FallbackText,
            ["picture"] = record.HasPicture,
        });
        return Task.CompletedTask;
    }

    public override Task<RunRecord?> FindAsync(string run, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(_runs.FindById(run) is { } document ? Read(document) : null);
    }

    public override Task<IReadOnlyList<RunRecord>> RecentAsync(
        string? adapter, string? operation, DateTimeOffset since, int count, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var query = _runs.Query().Where(Query.GTE("at", Bson.Time(since)));
        if (adapter is not null)
            query = query.Where(Query.EQ("adapter", adapter));
        if (operation is not null)
            query = query.Where(Query.EQ("operation", operation));
        return Task.FromResult<IReadOnlyList<RunRecord>>([.. query.OrderByDescending("at").Limit(count).ToEnumerable().Select(Read)]);
    }

    public override Task<int> TrimAsync(DateTimeOffset before, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(_runs.DeleteMany(Query.LT("at", Bson.Time(before))));
    }

    private static RunRecord Read(BsonDocument document) => new()
    {
        Run = document["_id"].AsString,
        StartedAt = document["at"].AsTime(),
        Adapter = document["adapter"].AsString,
        Operation = document["operation"].AsString,
        Connection = document["connection"].AsString,
        Version = document["version"].AsString,
        Caller = document["caller"].AsString,
        Path = document["path"].AsEnum<RunPath>(),
        Duration = TimeSpan.FromTicks(document["duration"].AsInt64),
        Error = document["error"].IsNull ? null : document["error"].AsEnum<ErrorClass>(),
        ErrorText = document["errorText"].AsOptionalString(),
        Outcome = document["outcome"].AsEnum<PushOutcome>(),
        RowCount = document["rows"].AsInt32,
        Pages = document["pages"].AsInt32,
        Complete = document["complete"].AsBoolean,
        Attempts = document["attempts"].AsInt32,
        Fallback = document["fallback"].IsNull ? null : document["fallback"].AsEnum<ErrorClass>(),
        FallbackText = document["fallbackText"].AsOptionalString(),
        HasPicture = document["picture"].AsBoolean,
    };
}
