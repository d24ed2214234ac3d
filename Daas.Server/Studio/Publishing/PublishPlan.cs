using Daas.Core.Adapters;

namespace Daas.Server.Studio.Publishing;

/// <summary>What publishing would do, for a colleague to review.</summary>
internal sealed record PublishPlan
{
    public required ScriptChange Change { get; init; }

    /// <summary>In the order in which they are written.</summary>
    public required IReadOnlyList<PlannedFile> Files { get; init; }

    /// <summary>The whole adapter as it would be; null when there are errors.</summary>
    public Adapter? Adapter { get; init; }

    /// <summary>The operation that is published, as it would be: its output fields are what leaves the system. Null when there are errors.</summary>
    public Operation? Operation { get; init; }

    /// <summary>Errors and advice over the whole adapter as it would be, by file and line.</summary>
    public IReadOnlyList<ScriptProblem> Problems { get; init; } = [];

    /// <summary>Hosts that the pages may load from, the system's own first; all else is refused.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Why it cannot be published; null when it can.</summary>
    public PublishOutcome.Refused? Refusal { get; init; }
}

/// <summary>One file that would be written.</summary>
/// <param name="Name">Such as <c>find.yaml</c>.</param>
/// <param name="Before">What is there now; null when nothing is.</param>
/// <param name="After">What would be.</param>
/// <param name="Changed">True when what is there is not what the draft was begun with.</param>
internal sealed record PlannedFile(string Name, string? Before, string After, bool Changed);
