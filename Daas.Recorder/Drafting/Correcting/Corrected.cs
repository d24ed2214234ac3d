using Daas.Core.Extraction;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>A draft with what a person says otherwise.</summary>
/// <param name="Draft">The draft; its doubts are those that are still open.</param>
/// <param name="Unfit">Corrections that could not be done, each with the reason.</param>
public sealed record Corrected(Draft Draft, IReadOnlyList<Unfit> Unfit)
{
    /// <summary>Fields of the answer that were dropped, and can be restored.</summary>
    public IReadOnlyList<Field> Dropped { get; init; } = [];
}

/// <summary>A correction that does not fit the draft.</summary>
/// <param name="Correction">It.</param>
/// <param name="Why">In plain words.</param>
public sealed record Unfit(Correction Correction, string Why);
