using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Proving;

/// <summary>What is to be proved.</summary>
public sealed record ProofOrder
{
    public required Adapter Adapter { get; init; }

    public required string Operation { get; init; }

    /// <summary>Which connection of the adapter, where there are several; null: as a call without a name gets it.</summary>
    public string? Connection { get; init; }

    /// <summary>Inputs to begin with: a person's, those of recordings. Others are looked for besides, but for a push.</summary>
    public IReadOnlyList<ProofInputs> Sets { get; init; } = [];

    /// <summary>True: nothing is looked for besides, as when it is proved anew with what proved it before.</summary>
    public bool OnlySets { get; init; }

    /// <summary>True when a person has said that the old system may be changed: without it no push is proved.</summary>
    public bool MayWrite { get; init; }

    /// <summary>Under whose name the runs are recorded.</summary>
    public string Caller { get; init; } = "proof";
}

/// <summary>One set of inputs.</summary>
/// <param name="Why">Where it is from.</param>
/// <param name="Inputs">In the REST surface's form; what is left out is absent.</param>
public sealed record ProofInputs(ProofSource Why, IReadOnlyDictionary<string, string> Inputs)
{
    /// <summary>Uploaded files, by input.</summary>
    public IReadOnlyDictionary<string, FileContent> Files { get; init; } = new Dictionary<string, FileContent>();
}
