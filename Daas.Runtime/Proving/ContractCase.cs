using Daas.Core.Runs;

namespace Daas.Runtime.Proving;

/// <summary>One answer of the HTTP path that was equal to the browser path's.</summary>
/// <param name="Inputs">In the REST surface's form; what was left out is absent.</param>
/// <param name="Rows">All of its rows; of a single record that one.</param>
/// <param name="Sights">As its result has them.</param>
internal sealed record ContractCase(IReadOnlyDictionary<string, string> Inputs, IReadOnlyList<Row> Rows, IReadOnlyList<AnswerSight> Sights);
