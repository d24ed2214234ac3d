using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>A person's signing in to a connection that has begun, or why it has not.</summary>
public sealed record HandStart
{
    /// <summary>Null when it has not begun.</summary>
    public HandSignIn? SignIn { get; init; }

    public HandRefusal? Refusal { get; init; }

    /// <summary>Who is at it, and since when, where somebody is.</summary>
    public (string Person, DateTimeOffset Since)? Other { get; init; }

    /// <summary>What is wrong with the stored account, where something is.</summary>
    public RunError? Error { get; init; }
}

/// <summary>Why a person cannot sign in to a connection now.</summary>
public enum HandRefusal
{
    /// <summary>Nothing of its sign-in needs a person, or every run signs in anew.</summary>
    NotForPersons,

    /// <summary>No account is stored, or it was refused or locked.</summary>
    Account,

    /// <summary>Somebody is at it.</summary>
    Taken,

    /// <summary>There is a session that works.</summary>
    SignedIn,

    /// <summary>The connection is being removed.</summary>
    Retired,
}
