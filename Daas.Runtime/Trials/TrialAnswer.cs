using Daas.Core.Runs;

namespace Daas.Runtime.Trials;

/// <summary>What came of a trial by one path.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Rows">All its rows; of a single record that one.</param>
/// <param name="Steps">What became of each step of its last attempt, in order.</param>
public sealed record TrialAnswer(RunResult Result, IReadOnlyList<Row> Rows, IReadOnlyList<RunEvent.Stepped> Steps);
