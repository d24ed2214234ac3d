using Daas.Core.Steps;

namespace Daas.Core.Adapters;

/// <summary>How a session is made, and how its states are told apart on a page.</summary>
public sealed record SignIn
{
    public required IReadOnlyList<Step> Steps { get; init => field = ValueList<Step>.Of(value); }

    /// <summary>Shown only to someone who is signed in.</summary>
    public required Sign SignedIn { get; init; }

    /// <summary>Shown when user or password are refused; its text is the reason given to the operator.</summary>
    public Sign? Rejected { get; init; }

    /// <summary>Shown when the account is locked; its text is the reason given to the operator.</summary>
    public Sign? Locked { get; init; }

    /// <summary>Shown when only a person can go on (CAPTCHA, code by SMS).</summary>
    public Sign? NeedsPerson { get; init; }

    /// <summary>True for systems whose pages can be reached only through the sign-in page: every run signs in.</summary>
    public bool EachRun { get; init; }

    /// <summary>
    /// Minutes without a run after which the page at which sign-in ended is opened, so that the session does not expire for nothing; 0: never. Null: 10 for a
    /// session that a person made, never for others.
    /// </summary>
    public int? KeepAlive { get; init; }

    /// <summary>Shown in place of an answer when the session is gone. A visible password field counts without being named here.</summary>
    public Sign? Expired { get; init; }

    /// <summary>The same as plain requests; null where only the browser path signs in.</summary>
    public HttpScript? Http { get; init; }
}
