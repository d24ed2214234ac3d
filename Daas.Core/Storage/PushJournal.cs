using Daas.Core.Runs;

namespace Daas.Core.Storage;

/// <summary>Where a push is.</summary>
public enum PushStage
{
    /// <summary>Begun; nothing was submitted yet.</summary>
    Begun,

    /// <summary>About to take, or past, its commit step: the old system may have saved.</summary>
    Committing,

    /// <summary>Ended; <see cref="PushEntry.Result"/> says how.</summary>
    Ended,
}

/// <summary>One push, as journaled before and after its commit.</summary>
/// <param name="Consumer">Who called.</param>
/// <param name="Key">The caller's Idempotency-Key; unique per consumer.</param>
/// <param name="RequestHash">SHA-256, hex, over adapter, operation, connection, inputs and files.</param>
/// <param name="Run">The run that does it.</param>
/// <param name="Stage">Where it is.</param>
/// <param name="At">When that was noted.</param>
/// <param name="Result">The run's result as JSON, once ended; null before.</param>
/// <param name="MatchesBefore">Records that the read-back found before the push began, so that one more afterwards proves it; null when not counted.</param>
public sealed record PushEntry(string Consumer, string Key, string RequestHash, string Run, PushStage Stage, DateTimeOffset At, string? Result = null, int? MatchesBefore = null);

/// <summary>Keeps what was about to be written before it is written: durable on return, so that a killed process never leads to a second write.</summary>
public abstract class PushJournal
{
    /// <summary>Notes a new push. Returns null when it is new, else the entry that already has this consumer and key.</summary>
    public abstract Task<PushEntry?> BeginAsync(PushEntry entry, CancellationToken ct);

    public abstract Task CommittingAsync(string consumer, string key, DateTimeOffset at, CancellationToken ct);

    public abstract Task EndAsync(string consumer, string key, string result, DateTimeOffset at, CancellationToken ct);

    /// <summary>Forgets a push that provably submitted nothing, so that its key can be used again.</summary>
    public abstract Task ForgetAsync(string consumer, string key, CancellationToken ct);

    public abstract Task<PushEntry?> FindAsync(string consumer, string key, CancellationToken ct);
}
