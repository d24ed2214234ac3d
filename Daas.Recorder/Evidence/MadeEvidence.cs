using Daas.Recorder.Drafting;

namespace Daas.Recorder.Evidence;

/// <summary>Evidence, and the draft that can be committed beside it.</summary>
/// <param name="Evidence">To be written by <see cref="EvidenceFolder"/>.</param>
/// <param name="Draft">The draft with invented examples in place of personal ones, and with what evidence leaves open among its doubts.</param>
public sealed record MadeEvidence(OperationEvidence Evidence, Draft Draft);
