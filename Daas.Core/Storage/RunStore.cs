using Daas.Core.Runs;

namespace Daas.Core.Storage;

/// <summary>What is kept of a run. No inputs, no rows: those belong to the old system.</summary>
public sealed record RunRecord
{
    public required string Run { get; init; }

    public required string Adapter { get; init; }

    public required string Operation { get; init; }

    public required string Connection { get; init; }

    public required string Version { get; init; }

    public required string Caller { get; init; }

    public required RunPath Path { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    public ErrorClass? Error { get; init; }

    /// <summary>The error's message, reason and step in one text; null for a good run.</summary>
    public string? ErrorText { get; init; }

    public PushOutcome Outcome { get; init; }

    public int RowCount { get; init; }

    public int Pages { get; init; }

    public bool Complete { get; init; } = true;

    public int Attempts { get; init; } = 1;

    /// <summary>Class of the failure for which the HTTP path was left and the browser path answered; null when it was not so.</summary>
    public ErrorClass? Fallback { get; init; }

    /// <summary>That failure's message, reason and step in one text.</summary>
    public string? FallbackText { get; init; }

    public bool HasPicture { get; init; }

    /// <summary>True for a run of a script that is not published: it says nothing about the health of the one that is.</summary>
    public bool Trial { get; init; }
}

/// <summary>
/// Keeps the record of every run. A killed process may lose the records of its last moments: what a push must never forget is in <see cref="PushJournal"/>.
/// </summary>
public abstract class RunStore
{
    /// <summary>
    /// Takes a record. It is read back from then on, and written at once or a moment later; a store that cannot write throws, if not by this call then by
    /// the next.
    /// </summary>
    public abstract Task AppendAsync(RunRecord record, CancellationToken ct);

    /// <summary>Returns when everything taken is written; throws when that cannot be.</summary>
    public virtual Task FlushAsync(CancellationToken ct) => Task.CompletedTask;

    public abstract Task<RunRecord?> FindAsync(string run, CancellationToken ct);

    /// <summary>Newest first, at most <paramref name="count"/>; null adapter or operation means any.</summary>
    public abstract Task<IReadOnlyList<RunRecord>> RecentAsync(string? adapter, string? operation, DateTimeOffset since, int count, CancellationToken ct);

    /// <summary>Removes what is older; returns how many.</summary>
    public abstract Task<int> TrimAsync(DateTimeOffset before, CancellationToken ct);
}
