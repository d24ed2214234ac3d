using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Correcting;
using Daas.Recorder.Drafting.Preview;
using Daas.Recorder.Drafting.Review;
using Daas.Recorder.Drafting.Stories;
using Daas.Recorder.Recordings;
using Daas.Server.Studio.Drafts;

namespace Daas.Server.Studio.Rooms;

/// <summary>What a draft is understood as: from its demonstrations by rules, then as a person corrected it. Immutable.</summary>
public sealed class Understanding
{
    private readonly Draft _drafted;
    private readonly Adapter? _published;
    private readonly Lazy<AnswerPreview> _preview;
    private readonly Lazy<IReadOnlyList<StepStory>> _steps;
    private readonly Lazy<DraftDiff> _diff;

    private Understanding(Recording first, Recording? second, Draft drafted, Adapter? published, IReadOnlyList<DraftChange> settled, StudioDraft draft)
    {
        (First, Second, _drafted, _published, Settled) = (first, second, drafted, published, settled);
        Now = Corrections.Apply(drafted, draft.Operation, draft.Corrections);
        Operation = Now.Draft.Adapter.Find(draft.Operation);
        _preview = new(() => AnswerPreview.Of(First, Second, Adapter, Operation!));
        _steps = new(() => StepStory.Of(Now.Draft, First, draft.Operation));
        _diff = new(() => DraftDiff.Of(_published, Adapter, draft.Operation));
    }

    /// <summary>What the answer is on the recorded page.</summary>
    public AnswerPreview Preview => _preview.Value;

    /// <summary>What was done, with what became of it.</summary>
    public IReadOnlyList<StepStory> Steps => _steps.Value;

    /// <summary>Against what is published.</summary>
    public DraftDiff Diff => _diff.Value;

    /// <summary>What the second demonstration told that the first did not.</summary>
    public IReadOnlyList<DraftChange> Settled { get; }

    public Recording First { get; }

    public Recording? Second { get; }

    /// <summary>As corrected.</summary>
    public Corrected Now { get; }

    public Adapter Adapter => Now.Draft.Adapter;

    /// <summary>Null when the recording gave none.</summary>
    public Operation? Operation { get; }

    /// <summary>Reads the recordings; takes seconds for long ones.</summary>
    /// <exception cref="IOException">A recording cannot be read.</exception>
    public static Understanding Of(StudioDraft draft, Recording first, Recording? second, Adapter? published)
    {
        var drafted = Drafter.Draft(first, second, published, new DraftNames(draft.Adapter, draft.Operation));
        if (published is null)
        {
            var limits = draft.Limits is { } own ? drafted.Adapter.Limits with { PerMinute = own.PerMinute, Concurrency = own.Concurrency, Sessions = own.Concurrency } : drafted.Adapter.Limits;
            drafted = drafted with { Adapter = drafted.Adapter with { Title = draft.Title ?? drafted.Adapter.Title, Limits = limits } };
        }

        var settled = second is null ? []
            : DraftDiff.Of(Drafter.Draft(first, null, published, new DraftNames(draft.Adapter, draft.Operation)).Adapter, drafted.Adapter, draft.Operation).Changes;
        return new Understanding(first, second, drafted, published, settled, draft);
    }

    /// <summary>The same recordings, corrected in another way.</summary>
    public Understanding With(StudioDraft draft) => new(First, Second, _drafted, _published, Settled, draft);

    /// <summary>The same, compared with what is published now.</summary>
    public Understanding Against(Adapter? published, StudioDraft draft) => new(First, Second, _drafted, published, Settled, draft);

    /// <summary>Why one more correction cannot be made; null when it can.</summary>
    public string? Refusal(StudioDraft draft, Correction next) => Corrections.Check(_drafted, draft.Operation, draft.Corrections, next);
}
