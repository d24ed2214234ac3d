using Daas.Core.Storage;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Connections;

/// <summary>What a connection that lasts for a trial has of the one that is published: the old system sees one gateway, with one set of limits.</summary>
internal sealed record Borrowed
{
    /// <summary>Whose credential is used, and whose name the answers carry.</summary>
    public required ConnectionId Account { get; init; }

    public required Turnstile Turnstile { get; init; }

    public required Breaker Breaker { get; init; }

    /// <summary>Null: the trial signs in by itself.</summary>
    public SessionKeeper? Sessions { get; init; }

    /// <summary>Whether an operator has taken the system out of service.</summary>
    public Func<bool> Maintenance { get; init; } = static () => false;
}
