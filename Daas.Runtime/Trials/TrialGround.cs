using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;

namespace Daas.Runtime.Trials;

/// <summary>
/// Finds where a trial takes place. Where the adapter is published, within the limits of its connection and with its account, and where the trial's
/// version signs in the same way, with its session; else on a ground of its own, whose limits last from one trial to the next.
/// </summary>
internal sealed class TrialGround(ConnectionDirectory directory)
{
    private readonly Lock _sync = new();
    private readonly Dictionary<ConnectionId, (Turnstile Turnstile, Breaker Breaker)> _own = [];
    private int _count;

    /// <summary>Null when there is no connection of that name.</summary>
    public async Task<Connection?> FindAsync(Adapter adapter, string? name, CancellationToken ct)
    {
        var parts = directory.Parts;
        var number = Interlocked.Increment(ref _count);
        if (directory.Find(adapter.Id, name) is { } published)
        {
            var shares = SignsInAlike(published.Adapter, adapter);
            var binding = published.Binding with { Adapter = adapter };
            return new Connection(shares ? binding : binding with { Id = Named(published.Id, number) }, false, WithoutKeeping(parts), published.Lent(shares));
        }

        if (directory.All.Any(c => c.Id.Adapter == adapter.Id))
            return null;
        var id = new ConnectionId(adapter.Id, name ?? ConnectionId.DefaultName);
        var settings = (await parts.Stores.Connections.ListAsync(ct)).FirstOrDefault(s => s.Id == id) ?? new ConnectionSettings(id);
        var own = Binding.Of(adapter, settings);
        var (turnstile, breaker) = Own(own, parts);
        var borrowed = new Borrowed { Account = id, Turnstile = turnstile, Breaker = breaker, Maintenance = () => settings.Maintenance };
        return new Connection(own with { Id = Named(id, number) }, false, WithoutKeeping(parts), borrowed);
    }

    /// <summary>What the trial leaves behind is forgotten.</summary>
    public async Task LeaveAsync(Connection ground)
    {
        await ground.RetireAsync();
        if (!ground.OwnsSessions)
            return;
        await directory.Parts.Paths.ForgetAsync(ground.Id.ToString());
        directory.Parts.Paths.Close(ground.Id);
    }

    // Lines and titles do not matter, nor do limits: those are the connection's.
    private static bool SignsInAlike(Adapter one, Adapter other) => Text(one) == Text(other);

    private static string Text(Adapter adapter) => AdapterWriter.WriteSystem(adapter with { Title = "-", Description = null, Limits = new Limits() });

    // Two trials at the same time have sessions of their own.
    private static ConnectionId Named(ConnectionId id, int number) => id with { Name = $"{id.Name}~trial-{number}" };

    // Its session is not to outlive it.
    private static ConnectionParts WithoutKeeping(ConnectionParts parts) => parts with { Stores = parts.Stores with { Sessions = new UnkeptSessions() } };

    private (Turnstile, Breaker) Own(Binding binding, ConnectionParts parts)
    {
        var (limits, options) = (binding.Limits, parts.Options);
        lock (_sync)
        {
            if (_own.TryGetValue(binding.Id, out var known))
            {
                known.Turnstile.SetLimits(limits.Concurrency, limits.PerMinute);
                return known;
            }

            return _own[binding.Id] = (new Turnstile(limits.Concurrency, limits.PerMinute, options.MaxQueued, options.MaxWait, parts.Time),
                new Breaker(options.BreakerAttempts, options.BreakerWindow, options.BreakerPause, parts.Time));
        }
    }
}
