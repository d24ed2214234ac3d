namespace Daas.Recorder.Drafting.Review;

/// <summary>What a change is about.</summary>
public enum ChangeSubject
{
    /// <summary>The operation itself: that it is there, its title, its kind.</summary>
    Operation,
    Input,
    Step,
    Field,

    /// <summary>Where the answer is read, and what tells its rows apart.</summary>
    Answer,

    /// <summary>How a state of the page is told: saved, refused, nothing found, signed in …</summary>
    Sign,
    Paging,
    ReadBack,

    /// <summary>The operation as plain requests.</summary>
    Requests,
    SignIn,
    Host,
    Limit,

    /// <summary>Anything else that is said of the system.</summary>
    System,
}

public enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>One change between the published script and the draft.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Name">Which input, field, sign, host, limit; the operation's id for what is its own.</param>
/// <param name="Property">What of it: <c>title, type, required</c> …; null for the whole of it.</param>
/// <param name="Before">As it was; null when it was not there.</param>
/// <param name="After">As it is to be; null when it is gone.</param>
public sealed record DraftChange(ChangeSubject Subject, ChangeKind Kind, string Name, string? Property, string? Before, string? After);
