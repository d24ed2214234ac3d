using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Server.Studio.Live;

namespace Daas.Server.Studio.Hand;

/// <summary>Who signs in by hand where: at most one person for each connection. An ended one stays to be read until another begins.</summary>
internal sealed class HandSittings(HandDesk desk, LiveScreens screens, TimeProvider time, ILogger<HandSittings> logger) : IAsyncDisposable
{
    private readonly Dictionary<ConnectionId, HandSitting> _all = [];
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>How the connection is now; null: there is none.</summary>
    public HealthSnapshot? Health(ConnectionId connection) => desk.Find(connection);

    /// <summary>The sitting at the connection, if it is the owner's.</summary>
    public HandSitting? Find(ConnectionId connection, string? owner)
    {
        lock (_all)
            return owner is not null && _all.GetValueOrDefault(connection) is { } sitting && sitting.Owner == owner ? sitting : null;
    }

    /// <summary>Begins, or goes on with the owner's own.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="owner">The operator's sitting.</param>
    /// <param name="person">Where the operator is, for others.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Why it has not begun; null when it has. An answer without a refusal: there is no such connection.</returns>
    public async Task<HandStart?> BeginAsync(ConnectionId connection, string owner, string person, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (Find(connection, owner) is { Now.Standing.Over: false })
                return null;
            if (await desk.BeginAsync(connection, person, ct) is not { } start)
                return new HandStart();
            if (start.SignIn is not { } hand)
                return start;
            var sitting = new HandSitting(connection, owner, hand, desk, screens, time, logger);
            lock (_all)
                _all[connection] = sitting;
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<HandSitting> all;
        lock (_all)
            all = [.. _all.Values];
        await Task.WhenAll(all.Select(sitting => sitting.DisposeAsync().AsTask()));
        _gate.Dispose();
    }
}
