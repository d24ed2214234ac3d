namespace Daas.Runtime.Resilience;

/// <summary>Whether a connection's breaker lets attempts through.</summary>
public enum BreakerState
{
    Closed,

    /// <summary>One probe is let through; its outcome decides.</summary>
    HalfOpen,

    /// <summary>The system failed repeatedly and is left alone for a while.</summary>
    Open,
}
