namespace Daas.Recorder.Drafting.Correcting;

/// <summary>What came of a correction: the draft with it, or why it cannot be.</summary>
/// <param name="Draft">Null when it cannot be.</param>
/// <param name="Why">In plain words; null when it was done.</param>
internal readonly record struct Done(OpenDraft? Draft, string? Why)
{
    public static implicit operator Done(OpenDraft draft) => new(draft, null);

    public static implicit operator Done(string why) => new(null, why);
}
