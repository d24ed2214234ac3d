using Daas.Core.Storage;
using Daas.Runtime.Connections;

namespace Daas.Server.Health;

/// <summary>What the health pages read and do; the composition binds it to the runtime.</summary>
internal sealed record HealthDesk
{
    public required Func<Board> Read { get; init; }

    /// <summary>Tells each change; see <see cref="ConnectionDirectory.WatchAsync"/>.</summary>
    public required Func<CancellationToken, IAsyncEnumerable<HealthSnapshot>> Watch { get; init; }

    /// <summary>Starts or ends maintenance.</summary>
    public required Func<ConnectionId, bool, CancellationToken, Task> SetMaintenanceAsync { get; init; }

    /// <summary>Allows quarantined writes again.</summary>
    public required Action<ConnectionId> Lift { get; init; }

    /// <summary>Lets the next run sign in again after a person has done what was needed.</summary>
    public required Action<ConnectionId> PersonDone { get; init; }
}
