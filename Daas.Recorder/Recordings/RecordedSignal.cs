using System.Text.Json.Serialization;

namespace Daas.Recorder.Recordings;

/// <summary>What an action caused beside requests. Closed.</summary>
[JsonDerivedType(typeof(Navigated), "navigated")]
[JsonDerivedType(typeof(Popup), "popup")]
[JsonDerivedType(typeof(Dialog), "dialog")]
[JsonDerivedType(typeof(Downloaded), "downloaded")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Seen), "seen")]
public abstract record RecordedSignal
{
    private RecordedSignal()
    {
    }

    /// <summary>A frame of the window came to another document.</summary>
    public sealed record Navigated(Uri Url, bool MainFrame) : RecordedSignal;

    public sealed record Popup(string Window) : RecordedSignal;

    /// <param name="Kind"><c>alert</c>, <c>confirm</c>, <c>prompt</c> or <c>beforeunload</c>.</param>
    /// <param name="Text">Its words.</param>
    /// <param name="Accepted">How it was answered.</param>
    /// <param name="Answer">What was typed into a prompt.</param>
    public sealed record Dialog(string Kind, string Text, bool Accepted, string? Answer) : RecordedSignal;

    public sealed record Downloaded(RecordedFile File) : RecordedSignal;

    public sealed record Closed(string Window) : RecordedSignal;

    /// <summary>The source of the recording says that something was looked for on the page after it, and found.</summary>
    /// <param name="Text">The words; null when only that it was there counts.</param>
    /// <param name="Ways">To the element; empty: anywhere.</param>
    /// <param name="As">Name under which its text was kept; null when it was only looked at.</param>
    public sealed record Seen(string? Text, IReadOnlyList<ToldWay> Ways, string? As) : RecordedSignal;
}
