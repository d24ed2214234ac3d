namespace Daas.Recorder.Drafting;

/// <summary>What the drafted scripts are called.</summary>
/// <param name="Adapter">Id of the adapter.</param>
/// <param name="Operation">Id of the operation.</param>
public sealed record DraftNames(string Adapter, string Operation);
