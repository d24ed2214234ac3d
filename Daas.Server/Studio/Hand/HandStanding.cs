namespace Daas.Server.Studio.Hand;

/// <summary>How far a person's signing in is.</summary>
/// <param name="Phase">Where it is.</param>
/// <param name="Text">Key of the text that says so.</param>
/// <param name="Words">What the old system says; only ever shown as text. Null: nothing.</param>
public sealed record HandStanding(HandPhase Phase, string Text, string? Words = null)
{
    /// <summary>Nothing more comes of it.</summary>
    public bool Over => Phase is HandPhase.Done or HandPhase.Ended;
}

/// <summary>Where a person's signing in is.</summary>
public enum HandPhase
{
    /// <summary>The browser starts; there is nothing to see yet.</summary>
    Starting,

    /// <summary>What is known is being filled in.</summary>
    Filling,

    /// <summary>It is the person's turn.</summary>
    Yours,

    /// <summary>What came of it is looked at.</summary>
    Looking,

    /// <summary>The session is kept.</summary>
    Done,

    /// <summary>It ended without a session.</summary>
    Ended,
}
