namespace Daas.Recorder.Drafting;

/// <summary>Which recorded actions the steps of one list were made of.</summary>
/// <param name="Operation">Whose steps they are; null: those of signing in.</param>
/// <param name="Actions">
/// Index of the action for each step, also those inside windows, in the order in which they are written; null for one that nobody did.
/// </param>
public sealed record StepOrigins(string? Operation, IReadOnlyList<int?> Actions);
