namespace Daas.Runtime.Sessions;

/// <summary>
/// One signed-in state and what it is good for. Each sign-in makes a new generation, so that of several runs that find it lost only the first
/// ends it: none → usable ⇄ expired. Blocked is a matter of the credential, see <see cref="SignInDesk.Block"/>.
/// </summary>
internal sealed class Session(string name)
{
    /// <summary>What the path knows it by.</summary>
    public string Name { get; } = name;

    public SessionState Standing { get; private set; }

    public int Generation { get; private set; }

    /// <summary>The signed-in state as the path gave it; a secret.</summary>
    public string? State { get; private set; }

    /// <summary>Where sign-in ended.</summary>
    public Uri? Home { get; private set; }

    public int CredentialVersion { get; private set; }

    /// <summary>The account it belongs to; not a secret, addresses of old systems are full of it.</summary>
    public string? User { get; set; }

    /// <summary>Runs that use it now.</summary>
    public int Users { get; set; }

    /// <summary>It was made, or found still kept from before a restart.</summary>
    public void Made(string state, Uri? home, int credentialVersion)
    {
        (Standing, State, Home, CredentialVersion) = (SessionState.Usable, state, home, credentialVersion);
        Generation++;
    }

    /// <summary>A run of that generation found it gone. False when it has been renewed since.</summary>
    public bool Lost(int generation)
    {
        if (Standing != SessionState.Usable || generation != Generation)
            return false;
        (Standing, State) = (SessionState.Expired, null);
        return true;
    }
}
