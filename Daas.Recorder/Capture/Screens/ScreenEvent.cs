using System.Text.Json.Serialization;

namespace Daas.Recorder.Capture.Screens;

/// <summary>What a screen tells its viewer. All but a frame travels as JSON, told apart by <c>what</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(Tabs), "tabs")]
[JsonDerivedType(typeof(Dialog), "dialog")]
[JsonDerivedType(typeof(DialogClosed), "dialogClosed")]
[JsonDerivedType(typeof(Chooser), "chooser")]
[JsonDerivedType(typeof(Select), "select")]
[JsonDerivedType(typeof(SelectClosed), "selectClosed")]
[JsonDerivedType(typeof(Copied), "copied")]
[JsonDerivedType(typeof(Cursor), "cursor")]
[JsonDerivedType(typeof(Downloaded), "downloaded")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Gone), "gone")]
public abstract record ScreenEvent
{
    private ScreenEvent()
    {
    }

    /// <summary>A picture of the active page. The next one comes only after this one was acknowledged.</summary>
    /// <param name="Number">To be acknowledged.</param>
    /// <param name="Width">Width of the page it shows, in CSS pixels; the picture's own may be another.</param>
    /// <param name="Height">Height of the page it shows, in CSS pixels.</param>
    /// <param name="Jpeg">The picture.</param>
    public sealed record Frame(int Number, int Width, int Height, byte[] Jpeg) : ScreenEvent;

    /// <summary>The row of tabs, whenever anything of it changed.</summary>
    /// <param name="All">In the order they were opened; one is active.</param>
    /// <param name="Back">The active one has a page to go back to.</param>
    /// <param name="Forward">The active one has a page to go forward to.</param>
    public sealed record Tabs(IReadOnlyList<ScreenTab> All, bool Back, bool Forward) : ScreenEvent;

    /// <summary>A dialog of the page waits for its answer, and the page with it.</summary>
    /// <param name="Kind"><c>alert</c>, <c>confirm</c>, <c>prompt</c> or <c>beforeunload</c>.</param>
    /// <param name="Text">The old system's words; empty for <c>beforeunload</c>.</param>
    /// <param name="Default">What a prompt suggests.</param>
    public sealed record Dialog(string Kind, string Text, string Default) : ScreenEvent;

    /// <summary>It was answered, by whomever.</summary>
    public sealed record DialogClosed : ScreenEvent;

    /// <summary>The page asks for files.</summary>
    /// <param name="Multiple">It takes several.</param>
    /// <param name="Accept">As the page says, such as <c>.pdf,image/*</c>; may be empty.</param>
    public sealed record Chooser(bool Multiple, string Accept) : ScreenEvent;

    /// <summary>A list that the browser would open over the page.</summary>
    /// <param name="Options">Its entries.</param>
    /// <param name="Chosen">Index of the chosen one; −1: none.</param>
    /// <param name="Box">Left, top, width and height of the closed list, in CSS pixels of the page.</param>
    public sealed record Select(IReadOnlyList<SelectOption> Options, int Chosen, IReadOnlyList<double> Box) : ScreenEvent;

    /// <summary>The list is no longer there to choose from.</summary>
    public sealed record SelectClosed : ScreenEvent;

    /// <summary>The page put text on the clipboard.</summary>
    public sealed record Copied(string Text) : ScreenEvent;

    /// <summary>The pointer's shape over what it points at, a CSS keyword.</summary>
    public sealed record Cursor(string Shape) : ScreenEvent;

    /// <summary>The page gave a file.</summary>
    /// <param name="Id">Its name in the folder of downloads.</param>
    /// <param name="Name">The name that the system gave it.</param>
    public sealed record Downloaded(string Id, string Name) : ScreenEvent;

    /// <summary>An address that is not opened: neither http nor https.</summary>
    public sealed record Refused(string Address) : ScreenEvent;

    /// <summary>The browser is gone; nothing more comes.</summary>
    public sealed record Gone : ScreenEvent;
}

/// <param name="Text">As the list shows it.</param>
/// <param name="Group">Heading of the group it stands in, if any.</param>
/// <param name="Disabled">It cannot be chosen.</param>
public sealed record SelectOption(string Text, string? Group, bool Disabled);
