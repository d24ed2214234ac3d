namespace Daas.Benchmarks.Soak;

/// <summary>One call and what must come back: the values of some fields, row by row in the old system's order.</summary>
/// <param name="Address">Below <c>/api</c>, with its query.</param>
/// <param name="Fields">The fields that are compared.</param>
/// <param name="Expected">One text a row, as the old system's ledger has it.</param>
/// <param name="IsRecord">True: one record instead of rows.</param>
internal sealed record Errand(string Address, IReadOnlyList<string> Fields, IReadOnlyList<string> Expected, bool IsRecord = false);
