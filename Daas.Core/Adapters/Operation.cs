using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Core.Adapters;

public enum OperationKind
{
    /// <summary>Reads; may be retried.</summary>
    Pull,

    /// <summary>Writes; past its commit step nothing is retried.</summary>
    Push,
}

/// <summary>One callable function of an adapter; becomes one REST endpoint and one <c>operationId</c>.</summary>
public sealed record Operation
{
    public required string Id { get; init; }

    public required OperationKind Kind { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<Parameter> Input { get; init => field = ValueList<Parameter>.Of(value); } = ValueList<Parameter>.Empty;

    public IReadOnlyList<Step> Steps { get; init => field = ValueList<Step>.Of(value); } = ValueList<Step>.Empty;

    /// <summary>What is answered; null for a push that answers only its outcome.</summary>
    public Output? Output { get; init; }

    /// <summary>Push: what the page shows when the system has saved.</summary>
    public Sign? Applied { get; init; }

    /// <summary>What the page shows when the system refuses; its text reaches the caller as <c>business-rejected</c>.</summary>
    public Sign? Rejected { get; init; }

    /// <summary>Pull of one record: what the page shows when there is no such record (<c>record-not-found</c>).</summary>
    public Sign? NotFound { get; init; }

    /// <summary>Push: the pull that finds the new record by its natural key.</summary>
    public Verify? Verify { get; init; }

    /// <summary>The same operation as plain requests; null where only the browser path exists.</summary>
    public HttpScript? Http { get; init; }
}
