namespace Daas.Runtime.Sessions;

/// <summary>
/// What a holder of cookies (a browser context, a jar) has of its session's state: lives as long as the holder does. Only <see cref="Session"/>
/// reads and writes it.
/// </summary>
internal sealed class StateCopy
{
    /// <summary>Version of the session's state that was handed over last; 0: none yet.</summary>
    public int Version { get; set; }

    /// <summary>The holder's cookies by then.</summary>
    public IReadOnlyList<SessionCookie> Cookies { get; set; } = [];
}
