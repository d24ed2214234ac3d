using Daas.Core.Adapters;
using Daas.Core.Storage;

namespace Daas.Runtime.Connections;

/// <summary>What a connection connects, as one immutable snapshot: a run keeps the one it began with.</summary>
internal sealed record Binding
{
    public required ConnectionId Id { get; init; }

    public required Adapter Adapter { get; init; }

    /// <summary>The real system's address.</summary>
    public required Uri Url { get; init; }

    /// <summary>The adapter's limits with what the operator has set over them.</summary>
    public required Limits Limits { get; init; }

    public static Binding Of(Adapter adapter, ConnectionSettings settings) => new()
    {
        Id = settings.Id,
        Adapter = adapter,
        Url = settings.Url ?? adapter.Url,
        Limits = Within(adapter, adapter.Limits with
        {
            Concurrency = settings.Concurrency ?? adapter.Limits.Concurrency,
            PerMinute = settings.PerMinute ?? adapter.Limits.PerMinute,
        }),
    };

    // Where every run signs in, a run more than there are sessions would throw another one out.
    private static Limits Within(Adapter adapter, Limits limits) =>
        adapter.SignIn is { EachRun: true } ? limits with { Concurrency = Math.Min(limits.Concurrency, limits.Sessions) } : limits;
}
