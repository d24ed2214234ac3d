namespace Daas.Core.Runs;

/// <summary>One call of an operation, everything it needs inside. Serialisable.</summary>
public sealed record RunRequest
{
    /// <summary>Unique; sortable by time.</summary>
    public required string Run { get; init; }

    public required string Adapter { get; init; }

    public required string Operation { get; init; }

    /// <summary>
    /// Validated inputs in the REST surface's form (dates ISO, numbers invariant, <c>true</c>/<c>false</c>); what the caller left out is
    /// absent.
    /// </summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, FileContent> Files { get; init; } = new Dictionary<string, FileContent>();

    /// <summary>Null: the connection chooses.</summary>
    public RunPath? Path { get; init; }

    /// <summary>Fewer pages than the adapter's limit; null: the adapter's.</summary>
    public int? Pages { get; init; }

    /// <summary>Fewer rows than the adapter's limit; null: the adapter's.</summary>
    public int? Rows { get; init; }

    /// <summary>Who calls: a consumer's name, or <c>operator</c>, <c>probe</c>.</summary>
    public string Caller { get; init; } = "operator";

    /// <summary>True: what became of each step is told, too (<see cref="RunEvent.Stepped"/>).</summary>
    public bool Detailed { get; init; }

    /// <summary>Push: makes the call happen at most once.</summary>
    public string? IdempotencyKey { get; init; }
}
