using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Connections;

/// <summary>What the other parts of a connection say at the moment it is judged.</summary>
/// <param name="Adapter">The one in use.</param>
internal sealed record HealthFacts(Adapter Adapter)
{
    /// <summary>What is known of the equality of an operation's two paths; null when nothing is.</summary>
    public Func<Operation, ProofEntry?> Proof { get; init; } = _ => null;

    public bool Maintenance { get; init; }

    public bool Retired { get; init; }

    /// <summary>Why nobody may sign in.</summary>
    public RunError? Block { get; init; }

    public BreakerState Breaker { get; init; }

    public SessionState Session { get; init; }

    public DateTimeOffset? SignedInAt { get; init; }

    public int InFlight { get; init; }

    public int Queued { get; init; }
}
