using Daas.Runtime.Connections;

namespace Daas.Runtime.Sessions;

/// <summary>The right to use a session, in the generation it was given for; disposed when the attempt is over. Whoever makes it has counted its user.</summary>
internal sealed class SessionTicket : IDisposable
{
    private readonly Session _session;
    private readonly Lock _sync;

    public SessionTicket(Session session, Lock sync)
    {
        (_session, _sync) = (session, sync);
        lock (sync)
            (Name, Generation, State, Home, User) = (session.Name, session.Generation, session.State, session.Home, session.User);
    }

    public Session Session => _session;

    public string Name { get; }

    public int Generation { get; }

    public string? State { get; }

    public Uri? Home { get; }

    /// <summary>The account, for scripts that have it in an address; null for a system without sign-in.</summary>
    public string? User { get; }

    /// <summary>Gives the place what was changed in the session by others since it had it.</summary>
    public async Task BringAsync(PathLease lease, CancellationToken ct)
    {
        if (lease.Copy is not { } copy)
            return;
        (CookieChange Change, StateCopy Then)? behind;
        lock (_sync)
            behind = _session.Behind(copy);
        if (behind is not { } missing)
            return;
        if (!missing.Change.IsEmpty)
            await lease.TakeAsync(missing.Change, ct);
        // What it did not take (a cookie that a browser refuses) must not look as if it had been removed by the old system.
        var has = missing.Change.IsEmpty ? null : await lease.CookiesAsync(ct);
        lock (_sync)
        {
            if (copy.Version < missing.Then.Version)
                (copy.Version, copy.Cookies) = (missing.Then.Version, has ?? missing.Then.Cookies);
        }
    }

    /// <summary>Takes what the attempt changed into the session; true when something did.</summary>
    public async Task<bool> KeepAsync(PathLease lease, CancellationToken ct)
    {
        if (lease.Copy is not { } copy || await lease.CookiesAsync(ct) is not { } now)
            return false;
        lock (_sync)
            return _session.Merge(Generation, copy, now);
    }

    public void Dispose()
    {
        lock (_sync)
            _session.Users--;
    }
}
