using Daas.Runtime.Connections;

namespace Daas.Server.Health;

/// <summary>How a state is shown: its word, its tone and its picture say the same, so that none of them is needed alone.</summary>
internal static class StateWords
{
    /// <summary>The last part of its key among the texts.</summary>
    public static string Slug(this ConnectionState state) => state switch
    {
        ConnectionState.Verifying => "verifying",
        ConnectionState.Healthy => "healthy",
        ConnectionState.Degraded => "degraded",
        ConnectionState.Quarantined => "quarantined",
        ConnectionState.NeedsPerson => "needs-person",
        ConnectionState.CredentialsRejected => "credentials-rejected",
        ConnectionState.TargetDown => "target-down",
        ConnectionState.Broken => "broken",
        ConnectionState.Maintenance => "maintenance",
        ConnectionState.Retired => "retired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Its colour, as a CSS class: good, warn, bad or still.</summary>
    public static string Tone(this ConnectionState state) => state switch
    {
        ConnectionState.Healthy => "good",
        ConnectionState.Degraded or ConnectionState.Quarantined => "warn",
        ConnectionState.NeedsPerson or ConnectionState.CredentialsRejected or ConnectionState.TargetDown or ConnectionState.Broken => "bad",
        _ => "still",
    };

    public static string Icon(this ConnectionState state) => state switch
    {
        ConnectionState.Healthy => "good",
        ConnectionState.Degraded or ConnectionState.Quarantined => "warn",
        ConnectionState.TargetDown or ConnectionState.Broken => "bad",
        ConnectionState.NeedsPerson or ConnectionState.CredentialsRejected => "lock",
        ConnectionState.Maintenance or ConnectionState.Retired => "pause",
        _ => "wait",
    };

    /// <summary>True when an operator should look.</summary>
    public static bool NeedsSomeone(this ConnectionState state) => state.Tone() is "warn" or "bad";
}
