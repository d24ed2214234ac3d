using System.Text.Json.Serialization;

namespace Daas.Recorder.Capture.Screens;

/// <summary>
/// What a viewer does. Travels as JSON, told apart by <c>do</c>; only <see cref="GiveFiles"/> does not, since it names files of this machine. <c>keys</c> are
/// the modifiers held down: 1 Alt, 2 Control, 4 Meta, 8 Shift.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Acknowledge), "ack")]
[JsonDerivedType(typeof(Resize), "resize")]
[JsonDerivedType(typeof(Mouse), "mouse")]
[JsonDerivedType(typeof(Wheel), "wheel")]
[JsonDerivedType(typeof(Key), "key")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Compose), "compose")]
[JsonDerivedType(typeof(Activate), "activate")]
[JsonDerivedType(typeof(CloseTab), "close")]
[JsonDerivedType(typeof(Navigate), "navigate")]
[JsonDerivedType(typeof(Back), "back")]
[JsonDerivedType(typeof(Forward), "forward")]
[JsonDerivedType(typeof(Reload), "reload")]
[JsonDerivedType(typeof(AnswerDialog), "answer")]
[JsonDerivedType(typeof(Choose), "choose")]
[JsonDerivedType(typeof(DismissChooser), "noFiles")]
public abstract record ScreenCommand
{
    private ScreenCommand()
    {
    }

    /// <summary>A frame was drawn.</summary>
    public sealed record Acknowledge(int Frame) : ScreenCommand;

    /// <summary>The viewer's room for the page, in CSS pixels, and how many of its own pixels make one.</summary>
    public sealed record Resize(int Width, int Height, double Scale) : ScreenCommand;

    /// <param name="What"><c>move</c>, <c>down</c> or <c>up</c>.</param>
    /// <param name="X">From the page's left edge, in CSS pixels.</param>
    /// <param name="Y">From the page's upper edge, in CSS pixels.</param>
    /// <param name="Button"><c>none</c>, <c>left</c>, <c>middle</c> or <c>right</c>.</param>
    /// <param name="Buttons">Those held down: 1 left, 2 right, 4 middle.</param>
    /// <param name="Count">2 for the second click of a double one.</param>
    /// <param name="Keys">Modifiers.</param>
    public sealed record Mouse(string What, double X, double Y, string Button = "none", int Buttons = 0, int Count = 0, int Keys = 0) : ScreenCommand;

    /// <param name="X">Where the pointer is.</param>
    /// <param name="Y">Where the pointer is.</param>
    /// <param name="Right">By how far, in CSS pixels; negative: to the left.</param>
    /// <param name="Down">By how far, in CSS pixels; negative: upwards.</param>
    /// <param name="Keys">Modifiers.</param>
    public sealed record Wheel(double X, double Y, double Right, double Down, int Keys = 0) : ScreenCommand;

    /// <param name="Down">Pressed, else let go.</param>
    /// <param name="Name">As <c>KeyboardEvent.key</c> says, such as <c>Enter</c> or <c>a</c>.</param>
    /// <param name="Code">As <c>KeyboardEvent.code</c> says, such as <c>KeyA</c>.</param>
    /// <param name="Number">As <c>KeyboardEvent.keyCode</c> says.</param>
    /// <param name="Keys">Modifiers.</param>
    /// <param name="Repeat">It is held down.</param>
    /// <param name="Place">As <c>KeyboardEvent.location</c> says; 3 is the number pad.</param>
    public sealed record Key(bool Down, string Name, string Code, int Number, int Keys = 0, bool Repeat = false, int Place = 0) : ScreenCommand;

    /// <summary>Text put in at once where the caret is: pasted, or written with an input method.</summary>
    public sealed record Text(string Value) : ScreenCommand;

    /// <summary>What an input method shows while a word is written; empty: it was given up.</summary>
    public sealed record Compose(string Value) : ScreenCommand;

    public sealed record Activate(string Tab) : ScreenCommand;

    /// <summary>Closes a tab; the only one stays.</summary>
    public sealed record CloseTab(string Tab) : ScreenCommand;

    /// <summary>Opens an address; http or https, else it is refused.</summary>
    public sealed record Navigate(string Address) : ScreenCommand;

    public sealed record Back : ScreenCommand;

    public sealed record Forward : ScreenCommand;

    public sealed record Reload : ScreenCommand;

    /// <param name="Accept">OK, else cancelled.</param>
    /// <param name="Reply">What was typed into a prompt.</param>
    public sealed record AnswerDialog(bool Accept, string? Reply = null) : ScreenCommand;

    /// <summary>Chooses from the list that was told; null: nothing, the list is closed.</summary>
    public sealed record Choose(int? Option) : ScreenCommand;

    /// <summary>No files are given.</summary>
    public sealed record DismissChooser : ScreenCommand;

    /// <summary>Gives the page the files it asked for.</summary>
    /// <param name="Paths">Files of this machine; the page is told their last parts as names. They must stay until the page has sent them.</param>
    public sealed record GiveFiles(IReadOnlyList<string> Paths) : ScreenCommand;
}
