using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Server.Studio.Publishing;

/// <summary>A drafted operation that is to be published.</summary>
internal sealed record PublishRequest
{
    /// <summary>With all corrections in it.</summary>
    public required Draft Draft { get; init; }

    /// <summary>Which of its operations; its companions go with it.</summary>
    public required string Operation { get; init; }

    /// <summary>The demonstration that the draft was made of; null: there is no evidence to keep.</summary>
    public Recording? Recording { get; init; }

    /// <summary>The second one; null when there is none.</summary>
    public Recording? Again { get; init; }

    /// <summary>What was there when the draft was begun; null: whatever is there may be overwritten.</summary>
    public ScriptBasis? Basis { get; init; }

    /// <summary>True: a person has seen what was changed meanwhile, and wants it overwritten.</summary>
    public bool Overwrite { get; init; }
}
