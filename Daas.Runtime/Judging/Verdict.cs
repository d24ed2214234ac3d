using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Runtime.Judging;

/// <summary>What became of a push, read from the signs that its pages show after the commit.</summary>
internal sealed class Verdict(Operation operation, Reading reading)
{
    private bool refused;

    /// <summary>True once a page has shown the sign of having saved.</summary>
    public bool Applied { get; private set; }

    /// <summary>The error of a push whose pages say nothing.</summary>
    public static RunError Unsaid { get; } = new(ErrorClass.Drift, "after the commit the page shows neither the sign of success nor one of refusal");

    /// <summary>An error when the page refuses, or is one for signed-out users; null leaves it open, or <see cref="Applied"/>.</summary>
    public RunError? Judge(PageView view)
    {
        if (reading.Find(operation.Rejected, view) is { } refusal)
            return new RunError(ErrorClass.BusinessRejected, "the old system refused") { Reason = refusal };
        if (reading.Find(operation.Applied, view) is not null)
            Applied = true;
        else if (reading.IsSignedOut(view))
            return new RunError(ErrorClass.Drift, "after the commit the page is one for signed-out users");
        return null;
    }

    /// <summary>An error that ended the run past its commit, as what is known of the write.</summary>
    /// <param name="error">The error.</param>
    /// <param name="view">What the page shows by then; null when it cannot be seen.</param>
    /// <param name="sent">False only when it is certain that nothing was sent since the commit.</param>
    public RunError PastCommit(RunError error, PageView? view, bool sent)
    {
        if (error.Class == ErrorClass.BusinessRejected)
            return error;
        if (!Applied && view is not null && Judge(view) is { Class: ErrorClass.BusinessRejected } refusal)
            return refusal;
        if (!Applied && !sent)
            return error with { Message = $"{error.Message}; nothing was sent to the old system" };
        if (view is not null && !Applied)
            error = error with { Reason = error.Reason ?? Reading.Words(view) };
        return Applied
            ? error with { Applied = Core.Runs.Applied.Yes }
            : error with { Class = ErrorClass.OutcomeUnknown, Applied = Core.Runs.Applied.Unknown, Message = $"whether the old system has saved is not known: {error.Message}" };
    }

    /// <summary>What the run ends with; null when the page has said that it saved and nothing else was wanted.</summary>
    public RunError? Ended(RunError error)
    {
        refused = error.Class == ErrorClass.BusinessRejected;
        return Applied && operation.Output is null && !refused ? null : error;
    }

    public PushOutcome Outcome(RunError? error, bool committed) => operation.Kind == OperationKind.Pull ? PushOutcome.None
        : error is null || error.Applied == Core.Runs.Applied.Yes ? PushOutcome.Applied
        : error.Class == ErrorClass.OutcomeUnknown ? PushOutcome.Unknown
        : refused && committed ? PushOutcome.Rejected
        : PushOutcome.NotApplied;
}
