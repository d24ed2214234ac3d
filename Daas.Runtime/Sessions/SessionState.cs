namespace Daas.Runtime.Sessions;

/// <summary>What a connection's signed-in state is good for.</summary>
public enum SessionState
{
    /// <summary>The system needs no sign-in, or nobody signed in yet.</summary>
    None,

    Usable,

    /// <summary>Lost; the next run signs in.</summary>
    Expired,

    /// <summary>Signing in was refused, the account is locked, or a person is needed: not tried again until something changes.</summary>
    Blocked,
}
