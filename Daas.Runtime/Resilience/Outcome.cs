using Daas.Core.Runs;
using Daas.Runtime.Connections;

namespace Daas.Runtime.Resilience;

/// <summary>An attempt's result with what resilience must know of it.</summary>
/// <param name="Result">How the attempt ended.</param>
/// <param name="MayPass">True when the same attempt may succeed a little later: a pull is tried again.</param>
/// <param name="TargetFailed">True when it speaks against the old system: the breaker counts it.</param>
internal sealed record Outcome(AttemptResult Result, bool MayPass = false, bool TargetFailed = false)
{
    /// <summary>True when there was nowhere to make it: no browser can be had.</summary>
    public bool NoPlace { get; init; }

    public RunError? Error => Result.Error;

    public static implicit operator Outcome(RunError error) => Failures.Classify(new AttemptResult { Error = error });
}
