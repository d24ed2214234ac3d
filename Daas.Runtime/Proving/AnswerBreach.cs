using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Runtime.Proving;

/// <summary>An answer that was not told, because it is not what the proved ones were.</summary>
/// <param name="Clauses">What it has not; at least one.</param>
/// <param name="From">Rows that the attempt gave before.</param>
/// <param name="Rows">Those that were not told.</param>
/// <param name="File">The file that was not given; null when it was none.</param>
internal sealed record AnswerBreach(IReadOnlyList<AnswerClause> Clauses, int From, IReadOnlyList<Row> Rows, FileContent? File)
{
    /// <summary>True when it shows nothing of being signed in.</summary>
    public bool SignedOut => Clauses.Any(c => c.Name == AnswerJudging.NameOf(new AnswerMark(MarkKind.SignedIn, ""), Rows.Count > 0));

    public RunError Error => new(ErrorClass.ContractViolation, $"the answer {string.Join("; it ", Clauses.Take(5).Select(c => c.Words))}, unlike those by which it was proved");
}
