using System.Collections.Frozen;

namespace Daas.Core.Adapters;

/// <summary>All adapters at one moment. Immutable, and swapped as a whole: whoever holds one sees adapters and problems that belong together.</summary>
public sealed record CatalogSnapshot
{
    public static CatalogSnapshot Empty { get; } = new();

    /// <summary>By id: of each the last version without errors.</summary>
    public IReadOnlyDictionary<string, Adapter> Adapters { get; init; } = FrozenDictionary<string, Adapter>.Empty;

    /// <summary>By id, of the same adapters: the texts they were read from, by file name. The files on disk differ where a later edit is broken.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Texts { get; init; } =
        FrozenDictionary<string, IReadOnlyDictionary<string, string>>.Empty;

    /// <summary>What is wrong with the files as they are now, also where an older version is still in use.</summary>
    public IReadOnlyList<ScriptProblem> Problems { get; init; } = [];

    /// <summary>Grows by one with every change.</summary>
    public long Generation { get; init; }
}
