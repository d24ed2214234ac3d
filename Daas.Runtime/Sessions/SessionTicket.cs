namespace Daas.Runtime.Sessions;

/// <summary>The right to use a session, in the generation it was given for; disposed when the attempt is over. Whoever makes it has counted its user.</summary>
internal sealed class SessionTicket : IDisposable
{
    private readonly Session _session;
    private readonly Lock _sync;

    public SessionTicket(Session session, Lock sync)
    {
        (_session, _sync) = (session, sync);
        (Name, Generation, State, Home, User) = (session.Name, session.Generation, session.State, session.Home, session.User);
    }

    public Session Session => _session;

    public string Name { get; }

    public int Generation { get; }

    public string? State { get; }

    public Uri? Home { get; }

    /// <summary>The account, for scripts that have it in an address; null for a system without sign-in.</summary>
    public string? User { get; }

    public void Dispose()
    {
        lock (_sync)
            _session.Users--;
    }
}
