using Daas.Core.Runs;
using Daas.Core.Storage;
using LiteDB;

namespace Daas.Server.Storage;

/// <summary>Records of runs, one document each, read newest first along the index of their start.</summary>
/// <remarks>
/// Each commit of LiteDB waits for the disk, which no answer should: records are taken at once and written right behind, those of the same moment in one
/// commit. Whoever reads sees them all the same. While writing fails nothing further is taken, so that who keeps the record knows.
/// </remarks>
internal sealed class LiteRunStore : RunStore
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly ILiteCollection<BsonDocument> _runs;
    private readonly Lock _taking = new();
    private readonly Lock _disk = new();
    private List<BsonDocument> _waiting = [];
    private bool _writing;
    private volatile bool _failed;

    public LiteRunStore(LiteDatabaseFile file)
    {
        _runs = file.Collection("runs");
        _runs.EnsureIndex("at");
        file.Settling += () => TryWrite();
    }

    public override Task AppendAsync(RunRecord record, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_failed)
            Write();
        var document = Document(record);
        lock (_taking)
        {
            _waiting.Add(document);
            if (_writing)
                return Task.CompletedTask;
            _writing = true;
        }

        _ = Task.Run(WriteBehindAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Write();
        return Task.CompletedTask;
    }

    private static BsonDocument Document(RunRecord record) => new()
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
        ["trial"] = record.Trial,
    };

    public override Task<RunRecord?> FindAsync(string run, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TryWrite();
        return Task.FromResult(_runs.FindById(run) is { } document ? Read(document) : null);
    }

    public override Task<IReadOnlyList<RunRecord>> RecentAsync(
        string? adapter, string? operation, DateTimeOffset since, int count, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TryWrite();
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
        TryWrite();
        return Task.FromResult(_runs.DeleteMany(Query.LT("at", Bson.Time(before))));
    }

    private async Task WriteBehindAsync()
    {
        do
        {
            await Task.Delay(Moment);
            if (!TryWrite())
                break;
            lock (_taking)
            {
                if (_waiting.Count > 0)
                    continue;
                _writing = false;
                return;
            }
        }
        while (true);

        lock (_taking)
            _writing = false;
    }

    // What cannot be written is tried again by the next record; it, or a flush, tells.
    private bool TryWrite()
    {
        try
        {
            Write();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void Write()
    {
        lock (_disk)
        {
            List<BsonDocument> batch;
            lock (_taking)
                (batch, _waiting) = (_waiting, []);
            try
            {
                if (batch.Count > 0)
                    _runs.Insert(batch);
                _failed = false;
            }
            catch (Exception)
            {
                _failed = true;
                lock (_taking)
                    _waiting.InsertRange(0, batch);
                throw;
            }
        }
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
        Trial = document["trial"] is { IsBoolean: true, AsBoolean: true },
    };
}
