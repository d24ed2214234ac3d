namespace Daas.Runtime.Sessions;

/// <summary>How the cookies of a session changed.</summary>
/// <param name="Set">New ones, and those with another value or end than before.</param>
/// <param name="Removed">Those that are gone, as they were.</param>
internal sealed record CookieChange(IReadOnlyList<SessionCookie> Set, IReadOnlyList<SessionCookie> Removed)
{
    public bool IsEmpty => Set.Count == 0 && Removed.Count == 0;

    public static CookieChange Between(IReadOnlyCollection<SessionCookie> before, IReadOnlyCollection<SessionCookie> after)
    {
        var had = before.ToDictionary(c => c.Key);
        List<SessionCookie> set = [];
        foreach (var cookie in after)
        {
            if (!had.Remove(cookie.Key, out var old) || !IsSame(old, cookie))
                set.Add(cookie);
        }

        return new CookieChange(set, [.. had.Values]);
    }

    /// <summary>The cookies with this change made to them.</summary>
    public IReadOnlyList<SessionCookie> Over(IReadOnlyCollection<SessionCookie> cookies)
    {
        var result = cookies.ToDictionary(c => c.Key);
        foreach (var cookie in Removed)
            result.Remove(cookie.Key);
        foreach (var cookie in Set)
            result[cookie.Key] = cookie;
        return [.. result.Values];
    }

    // Browsers tell an end in single precision; and a cookie whose end is moved on with every answer need not be handed over each time.
    private static bool IsSame(SessionCookie one, SessionCookie other) =>
        one.Expires < 0 == other.Expires < 0 && Math.Abs(one.Expires - other.Expires) <= 300
        && (one with { Expires = 0, SameSite = null }) == (other with { Expires = 0, SameSite = null });
}
