using System.Security.Cryptography;

namespace Daas.Server.Sandbox;

/// <summary>What the server keeps of one browser between two requests.</summary>
internal sealed class Session(string id)
{
    internal string Id => id;

    internal Account? Account { get; set; }

    /// <summary>Whatever the pages leave behind for the next page: the last query, the current form token, the salt.</summary>
    internal Dictionary<string, string> Kept { get; } = [];
}

/// <summary>The sessions of one old system, by their cookie.</summary>
internal sealed class SessionTable(string cookie, int idLength, bool onePerAccount)
{
    private const int MostStrangers = 10_000;
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>The session of this request, signed in or not; a new one, not yet announced to the browser, when its cookie is unknown.</summary>
    internal (Session Session, bool IsNew) Of(Call call)
    {
        if (call.Cookies.TryGetValue(cookie, out var id) && _sessions.TryGetValue(id, out var known)) return (known, false);
        if (_sessions.Count > MostStrangers) ForgetStrangers();
        var made = new Session(RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz012345", idLength));
        _sessions[made.Id] = made;
        return (made, true);
    }

    /// <summary>Signs in; where one account has one session, the earlier one is thrown out without a word.</summary>
    internal void SignIn(Session session, Account account)
    {
        if (onePerAccount)
        {
            foreach (var other in _sessions.Values.Where(s => s.Account == account)) other.Account = null;
        }

        session.Account = account;
    }

    internal void End(Session session) => _sessions.Remove(session.Id);

    private void ForgetStrangers()
    {
        foreach (var stranger in _sessions.Values.Where(s => s.Account is null).ToList()) _sessions.Remove(stranger.Id);
    }

    internal int CountOf(Account account) => _sessions.Values.Count(s => s.Account == account);

    internal void Clear() => _sessions.Clear();

    internal Reply Announce(Reply reply, Session session, bool isNew) => isNew ? reply.With("Set-Cookie", $"{cookie}={session.Id}; path=/; HttpOnly") : reply;
}
