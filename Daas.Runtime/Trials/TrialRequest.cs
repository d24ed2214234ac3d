using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Runtime.Trials;

/// <summary>One trial of an operation that need not be published.</summary>
public sealed record TrialRequest
{
    /// <summary>The script as it would be published; its own version of an adapter that is published is not touched.</summary>
    public required Adapter Adapter { get; init; }

    public required string Operation { get; init; }

    /// <summary>As a caller would give them; judged as a call's are. Null or absent: left out.</summary>
    public IReadOnlyDictionary<string, string?> Inputs { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyDictionary<string, FileContent> Files { get; init; } = new Dictionary<string, FileContent>();

    /// <summary>
    /// The ways to run it by, one after the other; each once, and no other is taken in its place. Null: a pull by all there are, HTTP first, so that its
    /// own sign-in is tried too; a push by the browser. A push is run by one way only.
    /// </summary>
    public IReadOnlyList<RunPath>? Paths { get; init; }

    /// <summary>True when a person has said that the old system may be changed: without it no push is run.</summary>
    public bool MayWrite { get; init; }

    /// <summary>Which connection of the adapter, where there are several; null: as a call without a name gets it.</summary>
    public string? Connection { get; init; }

    /// <summary>Fewer pages than the adapter's limit; null: the adapter's.</summary>
    public int? Pages { get; init; }

    /// <summary>Fewer rows than the adapter's limit; null: the adapter's.</summary>
    public int? Rows { get; init; }

    /// <summary>Under whose name the runs are recorded.</summary>
    public string Caller { get; init; } = "studio";
}
