namespace Daas.Runtime.Sessions;

/// <summary>
/// One signed-in state and what it is good for. Each sign-in makes a new generation, so that of several runs that find it lost only the first
/// ends it: none → usable ⇄ expired. Blocked is a matter of the credential, see <see cref="SignInDesk.Block"/>.
/// </summary>
/// <remarks>
/// Both paths use it. Each holder of its cookies (a browser context, a jar) has a <see cref="StateCopy"/>; before an attempt the holder takes what
/// changed elsewhere since, after it what the attempt changed goes into the session, cookie by cookie: of two runs at the same time the one that ends last
/// decides on the cookies that both changed, and neither loses what it alone changed.
/// </remarks>
internal sealed class Session(string name)
{
    private IReadOnlyList<SessionCookie> _cookies = [];
    private string? _state;
    private bool _stale;

    /// <summary>What the path knows it by.</summary>
    public string Name { get; } = name;

    public SessionState Standing { get; private set; }

    public int Generation { get; private set; }

    /// <summary>Grows with each change of <see cref="State"/>.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The signed-in state as JSON; a secret.</summary>
    public string? State
    {
        get
        {
            if (_stale)
                (_state, _stale) = (StorageState.With(_state, _cookies), false);
            return _state;
        }
    }

    /// <summary>Where sign-in ended.</summary>
    public Uri? Home { get; private set; }

    public int CredentialVersion { get; private set; }

    /// <summary>A person signed in, which no machine can do again.</summary>
    public bool ByPerson { get; private set; }

    /// <summary>The account it belongs to; not a secret, addresses of old systems are full of it.</summary>
    public string? User { get; set; }

    /// <summary>Runs that use it now.</summary>
    public int Users { get; set; }

    /// <summary>What runs did in it since it was made.</summary>
    public SessionMemory Memory { get; } = new();

    /// <summary>Whether it may be left for a new one, because of what the old system remembers and while nobody else is in it.</summary>
    public bool MayBeLeft => this is { Memory.Used: true, Users: 1, ByPerson: false, Standing: SessionState.Usable or SessionState.None };

    /// <summary>It was made, or found still kept from before a restart.</summary>
    public void Made(string state, Uri? home, int credentialVersion, bool byPerson = false)
    {
        ByPerson = byPerson;
        Memory.Clear();
        (Standing, Home, CredentialVersion) = (SessionState.Usable, home, credentialVersion);
        (_state, _cookies, _stale) = (state, StorageState.Cookies(state), false);
        Generation++;
        Version++;
    }

    /// <summary>A run of that generation found it gone. False when it has been renewed since.</summary>
    public bool Lost(int generation)
    {
        if (Standing != SessionState.Usable || generation != Generation)
            return false;
        Standing = SessionState.Expired;
        (_state, _cookies, _stale) = (null, [], false);
        Version++;
        return true;
    }

    /// <summary>What the holder must take over to have the session as it is; null when it has.</summary>
    public (CookieChange Change, StateCopy Then)? Behind(StateCopy copy) => copy.Version == Version
        ? null
        : (CookieChange.Between(copy.Cookies, _cookies), new StateCopy { Version = Version, Cookies = _cookies });

    /// <summary>Gives it up for a new one where what was done in it hinders; false where it does not, or that may not be.</summary>
    public bool Leave(StartWish wish)
    {
        if (!MayBeLeft || !Memory.Hinders(wish))
            return false;
        Memory.Clear();
        return Standing == SessionState.None || Lost(Generation);
    }

    /// <summary>Takes in what a run of that generation changed. False when nothing did, or the session is another by now.</summary>
    /// <param name="generation">The one the run began with.</param>
    /// <param name="copy">What the holder had.</param>
    /// <param name="now">What it has.</param>
    public bool Merge(int generation, StateCopy copy, IReadOnlyList<SessionCookie> now)
    {
        if (generation != Generation || Standing == SessionState.Expired)
            return false;
        var change = CookieChange.Between(copy.Cookies, now);
        var hadAll = copy.Version == Version;
        copy.Cookies = now;
        if (change.IsEmpty)
            return false;
        (_cookies, _stale) = (change.Over(_cookies), true);
        Version++;
        // One that is behind still has to take what others changed.
        if (hadAll)
            copy.Version = Version;
        return true;
    }
}
