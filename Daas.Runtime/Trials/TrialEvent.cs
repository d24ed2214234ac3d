using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Runtime.Trials;

/// <summary>
/// What a trial tells. Closed: <see cref="Refused"/> alone; or for each path <see cref="Began"/>, what its run tells, and <see cref="Ended"/>; and where two
/// paths answered, <see cref="Compared"/> last.
/// </summary>
public abstract record TrialEvent
{
    private TrialEvent()
    {
    }

    /// <summary>Nothing was run.</summary>
    /// <param name="Why">For the page's own words.</param>
    /// <param name="Error">In English; what is wrong with which input is in its details.</param>
    /// <param name="Problems">What is wrong with the script, by file and line; empty for other refusals.</param>
    public sealed record Refused(TrialRefusal Why, RunError Error, IReadOnlyList<ScriptProblem> Problems) : TrialEvent;

    /// <param name="Path">The way it is run by.</param>
    /// <param name="Run">Its name; a picture of the page on which it fails is kept under it.</param>
    public sealed record Began(RunPath Path, string Run) : TrialEvent;

    /// <param name="Path">The way it is run by.</param>
    /// <param name="Event">What the run tells, its result included.</param>
    public sealed record Told(RunPath Path, RunEvent Event) : TrialEvent;

    /// <param name="Path">The way it was run by.</param>
    /// <param name="Answer">All that it told.</param>
    public sealed record Ended(RunPath Path, TrialAnswer Answer) : TrialEvent;

    public sealed record Compared(TrialComparison Comparison) : TrialEvent;
}

/// <summary>Why a trial was not begun.</summary>
public enum TrialRefusal
{
    /// <summary>The script could not be published as it is.</summary>
    Script,

    UnknownOperation,

    Inputs,

    /// <summary>It writes, and nobody has said that it may.</summary>
    NeedsConsent,

    /// <summary>It writes, and more than one way was asked for.</summary>
    OnePathOnly,

    /// <summary>The script does not say how to run it that way.</summary>
    NoSuchPath,

    UnknownConnection,
}
