using System.Text.Json.Serialization;

namespace Daas.Recorder.Recordings;

/// <summary>What an action caused beside requests. Closed.</summary>
[JsonDerivedType(typeof(Navigated), "navigated")]
[JsonDerivedType(typeof(Popup), "popup")]
[JsonDerivedType(typeof(Dialog), "dialog")]
[JsonDerivedType(typeof(Downloaded), "downloaded")]
[JsonDerivedType(typeof(Closed), "closed")]
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
}
