using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Connections;

/// <summary>One way of running operations against the real system.</summary>
internal abstract class SystemPath
{
    public abstract RunPath Kind { get; }

    /// <summary>A place in which one attempt (or one sign-in) is made.</summary>
    /// <param name="binding">What is connected to what.</param>
    /// <param name="session">Name of the session whose signed-in state the place has; places of one session share it.</param>
    /// <param name="state">The signed-in state to begin with where the path holds none for the session; null: signed out.</param>
    /// <param name="ct">Ends the waiting.</param>
    public abstract Task<PathLease> LeaseAsync(Binding binding, string session, string? state, CancellationToken ct);

    /// <summary>
    /// The first window of a browser in which a person signs in, as a place that signs in as far as is known; null where the path has no browsers.
    /// </summary>
    /// <param name="browser">Where it can be driven.</param>
    /// <param name="ct">Ends the waiting.</param>
    public virtual Task<PathLease?> AttachAsync(Uri browser, CancellationToken ct) => Task.FromResult<PathLease?>(null);

    /// <summary>Forgets what the path holds of a session: it is worthless, or must not be used any more.</summary>
    public abstract Task ForgetAsync(string session);

    /// <summary>Lets go of what the path keeps for a connection beside its sessions: there will be no further runs of it.</summary>
    public virtual void Close(ConnectionId connection)
    {
    }
}
