using Daas.Core.Adapters;
using Daas.Recorder.Drafting.Outputs;

namespace Daas.Recorder.Drafting;

/// <summary>What was understood of a recording: a script to be reviewed.</summary>
/// <param name="Adapter">The whole adapter; of one that was there already only the operation is new.</param>
/// <param name="Doubts">Questions that the recording leaves open.</param>
/// <param name="Story">What was understood, in plain words, one line for each matter.</param>
/// <param name="Reasons">Why each guess was made.</param>
public sealed record Draft(Adapter Adapter, IReadOnlyList<Doubt> Doubts, IReadOnlyList<string> Story, IReadOnlyList<Reason> Reasons)
{
    /// <summary>What the page with the answer offers as one; the first is what the draft does. Empty for a file and a push.</summary>
    public IReadOnlyList<OutputProposal> Answers { get; init; } = [];

    /// <summary>Which recorded actions the steps were made of, for signing in and each operation that is new.</summary>
    public IReadOnlyList<StepOrigins> Origins { get; init; } = [];

    /// <summary>True when nothing has to be answered before it can be used.</summary>
    public bool IsReady => !Doubts.Any(d => d.Blocking);
}
