using System.Text;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.HttpPath.Cookies;

/// <summary>The cookies of one session, used by all its runs at the same time.</summary>
internal sealed class CookieJar(TimeProvider time)
{
    private const int Most = 1000;

    private readonly Lock sync = new();
    private readonly List<Cookie> cookies = [];

    /// <summary>The kept state around the cookies (local storage of the browser path); goes back as it came.</summary>
    private string? state;

    private bool changed = true;

    /// <summary>What it has of the session, for the hand-over to the other path.</summary>
    public StateCopy Copy { get; } = new();

    /// <summary>Begins with a kept state; null: empty.</summary>
    public static CookieJar Of(string? state, TimeProvider time)
    {
        var jar = new CookieJar(time) { state = state };
        jar.cookies.AddRange(StorageState.Cookies(state).Select(Cookie.Of));
        return jar;
    }

    public void Set(string header, Uri from)
    {
        var now = time.GetUtcNow();
        if (SetCookie.Read(header, from, now) is { } cookie)
            Put(cookie, now);
    }

    /// <summary>The Cookie header for an address; null when none goes there.</summary>
    public string? For(Uri address)
    {
        lock (sync)
        {
            if (cookies.Count == 0)
                return null;
            var now = time.GetUtcNow();
            var host = address.IdnHost.Trim('[', ']').ToLowerInvariant();
            var path = address.AbsolutePath;
            List<Cookie>? fits = null;
            foreach (var cookie in cookies)
            {
                if ((cookie.HostOnly ? cookie.Domain == host : SetCookie.IsWithin(host, cookie.Domain))
                    && Covers(cookie.Path, path) && (cookie.Expires is not { } end || end > now) && (!cookie.Secure || SetCookie.IsTrusted(address)))
                    (fits ??= []).Add(cookie);
            }

            if (fits is null)
                return null;
            var text = new StringBuilder();
            // Longer paths first; among equals, older first: they stand in that order, and sorting keeps it.
            foreach (var cookie in fits.Count == 1 ? fits : fits.OrderByDescending(c => c.Path.Length).ToList())
            {
                if (text.Length > 0)
                    text.Append("; ");
                if (cookie.Name.Length > 0)
                    text.Append(cookie.Name).Append('=');
                text.Append(cookie.Value);
            }

            return text.ToString();
        }
    }

    /// <summary>All, when the old system changed any since the last call; null when it certainly did not.</summary>
    public IReadOnlyList<SessionCookie>? Changed()
    {
        lock (sync)
        {
            if (!changed)
                return null;
            changed = false;
            return All();
        }
    }

    public IReadOnlyList<SessionCookie> All()
    {
        lock (sync)
        {
            var now = time.GetUtcNow();
            return [.. cookies.Where(c => c.Expires is not { } end || end > now).Select(c => c.ToSession())];
        }
    }

    /// <summary>Takes over what the other path changed. A value whose bytes are no text stays as it is unless it really became another.</summary>
    public void Take(CookieChange change)
    {
        lock (sync)
        {
            foreach (var gone in change.Removed)
                cookies.RemoveAll(c => c.ToSession().Key == gone.Key);
            foreach (var given in change.Set)
            {
                var at = cookies.FindIndex(c => c.ToSession().Key == given.Key);
                if (at < 0)
                    cookies.Add(Cookie.Of(given));
                else if (cookies[at].ToSession() is var own && own with { SameSite = given.SameSite } != given)
                {
                    var taken = Cookie.Of(given);
                    cookies[at] = taken with { Name = cookies[at].Name, Value = own.Value == given.Value ? cookies[at].Value : taken.Value };
                }
            }

        }
    }

    /// <summary>As JSON, to begin with after a restart; a secret.</summary>
    public string ToState() => StorageState.With(state, [.. All()]);

    private void Put(Cookie cookie, DateTimeOffset now)
    {
        lock (sync)
        {
            var at = cookies.FindIndex(c => c.Key == cookie.Key);
            if (cookie.Expires is { } end && end <= now)
            {
                if (at < 0)
                    return;
                cookies.RemoveAt(at);
            }
            else if (at >= 0)
            {
                if (cookies[at] == cookie)
                    return;
                cookies[at] = cookie;
            }
            else
            {
                cookies.Add(cookie);
                // A system that invents names without end does not fill the memory.
                if (cookies.Count > Most)
                    cookies.RemoveAt(0);
            }

            changed = true;
        }
    }

    private static bool Covers(string cookie, string path) =>
        path.StartsWith(cookie, StringComparison.Ordinal) && (path.Length == cookie.Length || cookie.EndsWith('/') || path[cookie.Length] == '/');
}
