using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Connections;

/// <summary>How a connection is at one moment. Immutable.</summary>
public sealed record HealthSnapshot
{
    public required ConnectionId Connection { get; init; }

    /// <summary>The adapter's title.</summary>
    public required string Title { get; init; }

    /// <summary>The real system's address.</summary>
    public required Uri Url { get; init; }

    /// <summary>The adapter's version that new runs take.</summary>
    public required string Version { get; init; }

    /// <summary>The graver of <see cref="Reads"/> and <see cref="Writes"/>, or what was set by hand.</summary>
    public required ConnectionState State { get; init; }

    /// <summary>When <see cref="State"/> began.</summary>
    public required DateTimeOffset Since { get; init; }

    public required ConnectionState Reads { get; init; }

    /// <summary>Null for an adapter that writes nothing.</summary>
    public ConnectionState? Writes { get; init; }

    /// <summary>
    /// Why it is so, in English, with what to do next; empty when healthy. <see cref="State"/> and <see cref="Class"/> say it in any
    /// language.
    /// </summary>
    public string Reason { get; init; } = "";

    /// <summary>The class of the failure behind the state; null when there is none.</summary>
    public ErrorClass? Class { get; init; }

    /// <summary>End of the last run that did what was asked.</summary>
    public DateTimeOffset? LastGood { get; init; }

    /// <summary>The last run that failed for another reason than its caller; null when there was none in the last 24 hours.</summary>
    public Fault? LastError { get; init; }

    /// <summary>In the adapter's order.</summary>
    public IReadOnlyList<OperationHealth> Operations { get; init; } = [];

    /// <summary>Of the answers by HTTP, the share that is asked for again by the browser and compared, 0 to 1.</summary>
    public double CheckedShare { get; init; }

    public int InFlight { get; init; }

    /// <summary>Calls that wait for the limits.</summary>
    public int Queued { get; init; }

    public BreakerState Breaker { get; init; }

    public SessionState Session { get; init; }

    /// <summary>Its sign-in may need a person, who can sign in for it.</summary>
    public bool ForPersons { get; init; }

    /// <summary>When it last signed in; null when it has not since the process began.</summary>
    public DateTimeOffset? SignedInAt { get; init; }
}
