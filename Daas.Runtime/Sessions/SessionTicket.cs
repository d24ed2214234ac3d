namespace Daas.Runtime.Sessions;

/// <summary>The right to use a session, in the generation it was given for; disposed when the attempt is over. Whoever makes it has counted its user.</summary>
internal sealed class SessionTicket : IDisposable
{
    private readonly Session _session;
    private readonly Lock _sync;

    public SessionTicket(Session session, Lock sync)
    {
        (_session, _sync) = (session, sync);
        (Name, Generation, State, Home) = (session.Name, session.Generation, session.State, session.Home);
    }

    public Session Session => _session;

    public string Name { get; }

    public int Generation { get; }

    public string? State { get; }

    public Uri? Home { get; }

    public void Dispose()
    {
        lock (_sync)
            _session.Users--;
    }
}
