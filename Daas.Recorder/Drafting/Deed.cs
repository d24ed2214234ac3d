using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>An action that counts, with what it was done to.</summary>
/// <param name="Action">As recorded.</param>
/// <param name="Element">Null when it was done to nothing, or the page before does not have it.</param>
/// <param name="Choice">Of the page before; null when that page was not kept.</param>
internal sealed record Deed(RecordedAction Action, IElement? Element, LocatorChoice? Choice)
{
    public PageView? Before { get; init; }

    public PageView? After { get; init; }

    /// <summary>The page on which the next action began: where a page first tells of its success and then moves on by itself, another one than <see cref="After"/>.</summary>
    public PageView? Left { get; init; }

    /// <summary>Words to choose from, where a script showed them; empty for a field that has them itself.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public T? Signal<T>()
        where T : RecordedSignal => Action.Signals.OfType<T>().FirstOrDefault();

    /// <summary>What it put into a field; null for anything else, and for secrets.</summary>
    public string? Value => Action switch
    {
        RecordedAction.Fill { Secret: false, Text: { } text } => text,
        RecordedAction.Choose choose => choose.Words,
        RecordedAction.Check check => check.On ? "true" : "false",
        RecordedAction.Upload { Files: [var file, ..] } => file.Name,
        _ => null,
    };

    /// <summary>Words by which a person would say what it was done to.</summary>
    public string Words => Element is { } element && Choice is { } choice ? choice.WordsOf(element) : Action.Target?.Text ?? "";
}
