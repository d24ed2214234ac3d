using Daas.Core.Runs;

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

    /// <summary>Forgets what the path holds of a session: it is worthless, or must not be used any more.</summary>
    public abstract Task ForgetAsync(string session);
}
