using System.Collections.Frozen;

namespace Daas.Core.Adapters;

/// <summary>What came out of reading a script.</summary>
/// <param name="Adapter">The whole adapter; null when there is any error, so that nothing half-read is ever used.</param>
/// <param name="Problems">Errors and advice, in the order of files and lines.</param>
public sealed record AdapterReading(Adapter? Adapter, IReadOnlyList<ScriptProblem> Problems)
{
    /// <summary>The files it was read from, by name; empty where there is no adapter.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = FrozenDictionary<string, string>.Empty;

    public bool HasErrors => Problems.Any(p => p.Severity == ScriptSeverity.Error);
}
