using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>A connection's signed-in state for a browser that a person works in, or why there is none.</summary>
public sealed record LentSession
{
    /// <summary>Cookies and local storage as JSON, <c>{"cookies":[…],"origins":[…]}</c>; a secret. Null when there is none.</summary>
    public string? State { get; init; }

    /// <summary>Where to begin: the address asked for, or, where that one asks to sign in whoever comes, where sign-in ended.</summary>
    public Uri? Start { get; init; }

    /// <summary>The account it belongs to.</summary>
    public string? User { get; init; }

    public LentSessionRefusal? Refusal { get; init; }

    /// <summary>What went wrong, where something did.</summary>
    public RunError? Error { get; init; }

    public override string ToString() => "a lent session";
}

/// <summary>Why a session is not lent.</summary>
public enum LentSessionRefusal
{
    /// <summary>The adapter has no sign-in.</summary>
    NoSignIn,

    /// <summary>No account is stored.</summary>
    NoAccount,

    /// <summary>The address asked for is not of the connected system.</summary>
    OtherSystem,

    /// <summary>The system wants a sign-in for each run, in the window in which the work is done.</summary>
    EachRun,

    /// <summary>The stored user or password was refused, or the account is locked.</summary>
    Refused,

    /// <summary>Signing in needs a person.</summary>
    Person,

    /// <summary>Anything else; see <see cref="LentSession.Error"/>.</summary>
    Failed,
}
