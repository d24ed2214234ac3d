using Daas.Core.Adapters;

namespace Daas.Server.Studio.Publishing;

/// <summary>What a person fills in for a system that is new here. Nothing in it has been judged yet.</summary>
internal sealed record NewSystem
{
    public string Url { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>Id of the adapter; empty: as <see cref="SystemStarts.Suggest"/> has it.</summary>
    public string Adapter { get; init; } = "";

    /// <summary>Empty: none is stored.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    public int Concurrency { get; init; } = 1;

    public int PerMinute { get; init; } = new Limits().PerMinute;

    public override string ToString() => $"new system {Adapter}";
}

/// <summary>A system that can be recorded now.</summary>
/// <param name="Adapter">Its id.</param>
/// <param name="Url">Where the recording begins.</param>
/// <param name="Title">As people call it.</param>
/// <param name="Limits">What it is spared.</param>
internal sealed record StartedSystem(string Adapter, Uri Url, string Title, Limits Limits);

/// <summary>What is wrong with one field of the form.</summary>
/// <param name="Field">Name of the property of <see cref="NewSystem"/>.</param>
/// <param name="Why">For the page's own words.</param>
internal sealed record SystemFault(string Field, SystemFaultKind Why);

internal enum SystemFaultKind
{
    Missing,

    /// <summary>No absolute http or https address, or one with an account in it.</summary>
    NoAddress,

    /// <summary>Not lower-case words joined by hyphens.</summary>
    NoName,

    /// <summary>There is an adapter of that name already.</summary>
    Taken,

    TooLong,

    /// <summary>Control characters.</summary>
    NotText,

    OutOfRange,

    /// <summary>The account cannot be stored.</summary>
    NotStored,
}
