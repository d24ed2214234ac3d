using System.Collections.Frozen;

namespace Daas.Core.Adapters;

/// <summary>All adapters at one moment. Immutable, and swapped as a whole: whoever holds one sees adapters and problems that belong together.</summary>
public sealed record CatalogSnapshot
{
    public static CatalogSnapshot Empty { get; } = new();

    /// <summary>By id: of each the last version without errors.</summary>
    public IReadOnlyDictionary<string, Adapter> Adapters { get; init; } = FrozenDictionary<string, Adapter>.Empty;

    /// <summary>What is wrong with the files as they are now, also where an older version is still in use.</summary>
    public IReadOnlyList<ScriptProblem> Problems { get; init; } = [];

    /// <summary>Grows by one with every change.</summary>
    public long Generation { get; init; }
}
