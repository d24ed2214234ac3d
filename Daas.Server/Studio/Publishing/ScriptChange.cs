using Daas.Recorder.Evidence;

namespace Daas.Server.Studio.Publishing;

/// <summary>Scripts of one adapter that are to be written.</summary>
internal sealed record ScriptChange
{
    /// <summary>Its id.</summary>
    public required string Adapter { get; init; }

    /// <summary>Whole texts by file name (<c>system.yaml</c>, <c>find.yaml</c>).</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Whose endpoint is told about; null: none.</summary>
    public string? Operation { get; init; }

    /// <summary>Inputs of the call that is told; those of the script's own examples where one is missing.</summary>
    public IReadOnlyDictionary<string, string> Examples { get; init; } = new Dictionary<string, string>();

    /// <summary>See <see cref="PublishRequest.Basis"/>.</summary>
    public ScriptBasis? Basis { get; init; }

    /// <summary>See <see cref="PublishRequest.Overwrite"/>.</summary>
    public bool Overwrite { get; init; }

    public IReadOnlyList<OperationEvidence> Evidence { get; init; } = [];
}
