using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>One thing on a page that may be the answer, as an output that Core has read from that very page.</summary>
/// <param name="Output">Ready for an adapter.</param>
/// <param name="Rows">What it gave on the recorded page, at most 50 rows; one for a record.</param>
/// <param name="Score">How much it looks like the answer; comparable within one page.</param>
/// <param name="Picked">How many of the texts that a person pointed at it holds.</param>
/// <param name="Reasons">Every guess in it, in words.</param>
public sealed record OutputProposal(Output Output, IReadOnlyList<Row> Rows, double Score, int Picked, IReadOnlyList<string> Reasons)
{
    /// <summary>By which it is known again among those of another draft of the same page.</summary>
    public string Signature => OutputSignature.Of(Output);
}
