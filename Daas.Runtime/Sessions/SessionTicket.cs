using Daas.Runtime.Connections;

namespace Daas.Runtime.Sessions;

/// <summary>The right to use a session, in the generation it was given for; disposed when the attempt is over. Whoever makes it has counted its user.</summary>
internal sealed class SessionTicket : IDisposable
{
    private readonly Session _session;
    private readonly Lock _sync;

    /// <param name="session">What is used.</param>
    /// <param name="sync">Guards it.</param>
    /// <param name="wish">What it is used for.</param>
    public SessionTicket(Session session, Lock sync, StartWish wish)
    {
        (_session, _sync) = (session, sync);
        lock (sync)
        {
            (Name, Generation, State, Home, User) = (session.Name, session.Generation, session.State, session.Home, session.User);
            HadUse = session.Memory.Used;
            HasMore = session.Memory.Take(wish);
        }
    }

    public Session Session => _session;

    public string Name { get; }

    public int Generation { get; }

    public string? State { get; }

    public Uri? Home { get; }

    /// <summary>The account, for scripts that have it in an address; null for a system without sign-in.</summary>
    public string? User { get; }

    /// <summary>Others were in it before.</summary>
    public bool HadUse { get; }

    /// <summary>By this run it has something to remember that it had not.</summary>
    public bool HasMore { get; }

    /// <summary>Whether this attempt may leave the session for a new one.</summary>
    public bool MayBeLeft
    {
        get
        {
            lock (_sync)
                return HadUse && _session.MayBeLeft && _session.Generation == Generation;
        }
    }

    /// <summary>Gives the place what was changed in the session by others since it had it; true when the session has learned something by that.</summary>
    public async Task<bool> BringAsync(PathLease lease, CancellationToken ct)
    {
        if (lease.Copy is not { } copy)
            return false;
        (CookieChange Change, StateCopy Then)? behind;
        lock (_sync)
            behind = _session.Behind(copy);
        if (behind is not var (change, then))
            return false;
        if (!change.IsEmpty)
            await lease.TakeAsync(change, ct);
        var now = change.IsEmpty ? null : await lease.CookiesAsync(ct);
        lock (_sync)
        {
            if (copy.Version < then.Version)
                (copy.Version, copy.Cookies) = (then.Version, now is null ? then.Cookies : Taken(then.Cookies, change, now));
            // Another run may have changed something in the same place meanwhile.
            return now is not null && _session.Merge(Generation, copy, now);
        }
    }

    // What the place did not take (a cookie that a browser refuses) must not look as if the old system had removed it.
    private static List<SessionCookie> Taken(IReadOnlyList<SessionCookie> all, CookieChange change, IReadOnlyList<SessionCookie> now)
    {
        var refused = change.Set.Select(c => c.Key).Except(now.Select(c => c.Key)).ToHashSet();
        return [.. all.Where(c => !refused.Contains(c.Key))];
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
