using System.Text.Json.Serialization;

namespace Daas.Recorder.Recordings;

/// <summary>One thing that a person did. Closed: every consumer switches over all of them.</summary>
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Click), "click")]
[JsonDerivedType(typeof(Fill), "fill")]
[JsonDerivedType(typeof(Choose), "choose")]
[JsonDerivedType(typeof(Check), "check")]
[JsonDerivedType(typeof(Press), "press")]
[JsonDerivedType(typeof(Hover), "hover")]
[JsonDerivedType(typeof(Upload), "upload")]
[JsonDerivedType(typeof(Pick), "pick")]
public abstract record RecordedAction
{
    private RecordedAction()
    {
    }

    /// <summary>An address was opened.</summary>
    public sealed record Open(Uri Url) : RecordedAction;

    /// <param name="Count">2: a double click.</param>
    public sealed record Click(int Count) : RecordedAction;

    /// <summary>Typing into one field, told once when it ended.</summary>
    /// <param name="Text">What the field held in the end; for a password null, or <c>${credential.user}</c> for the name beside one.</param>
    /// <param name="Secret">True: a password, whose value is not kept.</param>
    /// <param name="Keys">True: the page acts on single keys.</param>
    public sealed record Fill(string? Text, bool Secret, bool Keys) : RecordedAction;

    /// <param name="Words">The words of the option.</param>
    /// <param name="Value">Its value, where it has one.</param>
    public sealed record Choose(string Words, string? Value) : RecordedAction;

    public sealed record Check(bool On) : RecordedAction;

    /// <param name="Key">A key that matters, such as Enter.</param>
    public sealed record Press(string Key) : RecordedAction;

    /// <summary>A menu opened because the pointer came over it.</summary>
    public sealed record Hover : RecordedAction;

    public sealed record Upload(IReadOnlyList<RecordedFile> Files) : RecordedAction;

    /// <summary>A person pointed at part of the answer.</summary>
    public sealed record Pick : RecordedAction;

    /// <summary>Zero-based place among the actions.</summary>
    public int Index { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Name of the window it was done in: <c>w1</c>, popups <c>w2</c> and on.</summary>
    public string Window { get; init; } = "w1";

    /// <summary>What it was done to; null for an address opened, or a key without a field.</summary>
    public ElementMark? Target { get; init; }

    /// <summary>The page before it, with <see cref="Target"/> marked.</summary>
    public string? Before { get; init; }

    /// <summary>The page after it, when what it caused had come.</summary>
    public string? After { get; init; }

    /// <summary>What it caused beside requests, in order.</summary>
    public IReadOnlyList<RecordedSignal> Signals { get; init; } = [];

    /// <summary>Ids of the exchanges it caused, in order.</summary>
    public IReadOnlyList<string> Exchanges { get; init; } = [];
}
