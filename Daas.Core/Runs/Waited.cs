namespace Daas.Core.Runs;

/// <summary>What a step waits for.</summary>
public enum WaitedFor
{
    /// <summary>Its element was not there, or could not be acted on yet.</summary>
    Element,

    /// <summary>What the act started: pages, requests of the page's script.</summary>
    Answers,

    /// <summary>A request that the step causes later than at once.</summary>
    Cause,

    /// <summary>Something the page was to show.</summary>
    Sign,

    Dialog,

    Window,

    File,

    /// <summary>The rows or the record.</summary>
    Rows,
}

/// <summary>A wait that was longer than a moment.</summary>
/// <param name="For">For what.</param>
/// <param name="Time">How long.</param>
/// <param name="Text">For what in plain English words; empty where there is nothing to add.</param>
public sealed record Waited(WaitedFor For, TimeSpan Time, string Text);
