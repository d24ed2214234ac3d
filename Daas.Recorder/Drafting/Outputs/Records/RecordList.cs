using AngleSharp.Dom;

namespace Daas.Recorder.Drafting.Outputs.Records;

/// <summary>Records of one kind.</summary>
/// <param name="Records">In document order; each is one element, or several that make it up.</param>
/// <param name="Score">How much it looks like the main list of its page.</param>
internal sealed record RecordList(IReadOnlyList<IReadOnlyList<IElement>> Records, double Score);
