namespace Daas.Recorder.Capture.Screens;

/// <summary>A page of the screen. Touched by the screen's one thread.</summary>
/// <param name="id">The browser's name of it.</param>
/// <param name="session">Name of the line to it.</param>
/// <param name="opener">The page that opened it.</param>
internal sealed class ScreenPage(string id, string session, ScreenPage? opener)
{
    public string Id => id;

    public string Session => session;

    public ScreenPage? Opener => opener;

    public string? MainFrame { get; set; }

    public string Title { get; set; } = "";

    /// <summary>The page itself told its title; the browser's own word for it is older.</summary>
    public bool Named { get; set; }

    public string Address { get; set; } = "about:blank";

    public bool Loading { get; set; }

    public bool Crashed { get; set; }

    public bool Back { get; set; }

    public bool Forward { get; set; }

    /// <summary>Waits for its answer.</summary>
    public ScreenEvent.Dialog? Dialog { get; set; }

    /// <summary>The page asks for files, by an element of a frame that is reached on a line.</summary>
    public (ScreenEvent.Chooser Told, string Session, int Element)? Chooser { get; set; }

    /// <summary>A list was told, by a world that is reached on a line.</summary>
    public (ScreenEvent.Select Told, string Session, int World)? Select { get; set; }

    public ScreenTab Tab(bool active) => new(Id, Title.Length > 0 ? Title : Address, Address, active, Loading, Crashed);
}
