using Daas.Core.Adapters;
using Daas.Core.Storage;

namespace Daas.Runtime.Connections;

/// <summary>
/// How one operation has been doing over the last 24 hours. Runs that failed by their caller's fault, or were stopped, count as neither good nor
/// bad; a refusal by the old system is its normal work, and good.
/// </summary>
public sealed record OperationHealth
{
    public required string Operation { get; init; }

    public required string Title { get; init; }

    public required OperationKind Kind { get; init; }

    public required ConnectionState State { get; init; }

    /// <summary>When <see cref="State"/> began.</summary>
    public required DateTimeOffset Since { get; init; }

    public int Good { get; init; }

    public int Failed { get; init; }

    /// <summary>Good of good and failed, 0 to 1; null when there were none.</summary>
    public double? SuccessRatio => Good + Failed == 0 ? null : (double)Good / (Good + Failed);

    /// <summary>Median duration of the last good runs (at most 200); null when there were none.</summary>
    public TimeSpan? P50 { get; init; }

    public TimeSpan? P95 { get; init; }

    public DateTimeOffset? LastGood { get; init; }

    public Fault? LastError { get; init; }

    /// <summary>What the HTTP path last met when the browser path had to answer for it; null when that was not so in the last 24 hours.</summary>
    public Fault? Fallback { get; init; }

    /// <summary>True while that happens repeatedly: the operation is degraded for it.</summary>
    public bool KeepsFallingBack { get; init; }

    /// <summary>Whether the script says how to run it by HTTP.</summary>
    public bool HasHttp { get; init; }

    /// <summary>What is known of whether both paths give the same; null when nothing is, or there is only one.</summary>
    public ProofEntry? Proof { get; init; }

    /// <summary>The proof that the script itself names; null when it names none.</summary>
    public Proof? ScriptProof { get; init; }

    /// <summary>The paths by which it was run, HTTP first.</summary>
    public IReadOnlyList<PathHealth> Paths { get; init; } = [];

    /// <summary>The last 24 hours by quarters, oldest first: 96 of them, the last one still running.</summary>
    public IReadOnlyList<HealthBucket> Buckets { get; init; } = [];
}

/// <summary>A quarter of an hour.</summary>
public sealed record HealthBucket(DateTimeOffset Start, int Good, int Failed);
