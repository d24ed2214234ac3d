namespace Daas.Runtime.Connections;

/// <summary>
/// How a connection is, or its reads, or its writes. In order of gravity; <see cref="Maintenance"/> and <see cref="Retired"/> are set by
/// hand.
/// </summary>
public enum ConnectionState
{
    /// <summary>Nothing was run yet, so nothing is known.</summary>
    Verifying,

    Healthy,

    /// <summary>Works, but not always or not everything.</summary>
    Degraded,

    /// <summary>Refused after write drift, until an operator lifts it or the adapter changes.</summary>
    Quarantined,

    /// <summary>Signing in needs a person (CAPTCHA, code by SMS).</summary>
    NeedsPerson,

    /// <summary>User or password are refused, the account is locked, or none is stored; not tried again until changed.</summary>
    CredentialsRejected,

    /// <summary>The old system is not in service.</summary>
    TargetDown,

    /// <summary>The adapter no longer matches: nothing works until it is repaired.</summary>
    Broken,

    Maintenance,

    Retired,
}
