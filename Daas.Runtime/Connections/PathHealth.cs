using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>How an operation has been doing on one path over the last 24 hours. A run that left the HTTP path failed there and is good on the browser's.</summary>
public sealed record PathHealth
{
    public required RunPath Path { get; init; }

    public int Good { get; init; }

    public int Failed { get; init; }

    /// <summary>Median duration of the last good runs (at most 200); null when there were none.</summary>
    public TimeSpan? P50 { get; init; }

    /// <summary>The last failure; null when there was none.</summary>
    public Fault? LastError { get; init; }
}
