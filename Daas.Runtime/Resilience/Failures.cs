using Daas.Core.Runs;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Daas.Runtime.Resilience;

/// <summary>The one place that says what a failure means for retry, breaker and caller.</summary>
internal static class Failures
{
    /// <summary>An attempt that ended in order.</summary>
    public static Outcome Classify(AttemptResult result) => new(
        result,
        MayPass: result.Error?.Class is ErrorClass.TargetDown or ErrorClass.Timeout,
        TargetFailed: result.Error?.Class is ErrorClass.TargetDown or ErrorClass.Timeout);

    /// <summary>An attempt whose place broke (the browser crashed or was killed), which says nothing against the old system.</summary>
    /// <remarks>The exception's message stays out: it may quote what was typed.</remarks>
    public static Outcome Broke(Exception exception) => exception switch
    {
        BrowserUnavailableException => Defect(exception.Message, mayPass: false) with { NoPlace = true },
        PlaceLostException { Why: { } why } => new(new AttemptResult { Error = why }),
        PlaceLostException => Defect("The browser that ran it ended under it. Try again.", mayPass: true),
        _ => Defect($"The gateway failed while running it ({exception.GetType().Name}); its log says where.", mayPass: true),
    };

    private static Outcome Defect(string message, bool mayPass) =>
        new(new AttemptResult { Error = new RunError(ErrorClass.AdapterBug, message) }, mayPass);

    /// <summary>The run's hard cap was reached.</summary>
    public static RunError TimedOut(int seconds) =>
        new(ErrorClass.Timeout, $"It was not done within the limit of {seconds} s (limits: runSeconds) and was stopped.");

    public static RunError Cancelled { get; } = new(ErrorClass.Cancelled, "The caller went away or the run was stopped.");

    public static RunError Lost { get; } = new(
        ErrorClass.NeedsPerson,
        "The session was lost again right after signing in. Someone else may be using the account at the same time; give the connection an account of its own.");

    /// <summary>What the pipeline itself throws; null when it is none of its own.</summary>
    public static RunError? FromPipeline(Exception exception, int runSeconds, TimeSpan breakerPause) => exception switch
    {
        TimeoutRejectedException => TimedOut(runSeconds),
        BrokenCircuitException broken => BreakerOpen(broken.RetryAfter ?? breakerPause),
        _ => null,
    };

    public static RunError BreakerOpen(TimeSpan retryAfter) =>
        new(ErrorClass.BreakerOpen, "The old system failed repeatedly and is being left alone for a while.") { RetryAfter = retryAfter };

    /// <summary>True when the failure is the caller's affair and says nothing about the connection.</summary>
    public static bool IsOfCaller(ErrorClass error) => error is ErrorClass.Cancelled || error.Meaning().Owner == ErrorOwner.Caller;

    /// <summary>
    /// True when another path may have the answer: the page was not what the script's requests expect, which speaks neither against the caller nor the
    /// old system.
    /// </summary>
    public static bool MayBeThePath(AttemptResult result) =>
        !result.Final && (result.SessionLost || result.Error?.Class is ErrorClass.Drift or ErrorClass.ContractViolation or ErrorClass.AdapterBug);

    /// <summary>True when the system and the adapter no longer match.</summary>
    public static bool IsMismatch(ErrorClass error) =>
        error is ErrorClass.Drift or ErrorClass.ContractViolation or ErrorClass.ResponseLimit or ErrorClass.AdapterBug;
}
