using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>What is to be recorded, in which browser, and where it is kept.</summary>
public sealed record CaptureOptions
{
    /// <summary>Where it begins.</summary>
    public required Uri Url { get; init; }

    /// <summary>Chromium, Chrome or Edge.</summary>
    public required string Browser { get; init; }

    /// <summary>An empty or new folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Without a window: another client drives it.</summary>
    public bool Headless { get; init; }

    /// <summary>The browser's own pixels to a CSS pixel, such as 2 for pictures that are crisp on a dense screen; the layout of pages is the same.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Shows the recorder's own bar in each window: pause, "this is the answer", done.</summary>
    public bool Bar { get; init; }

    /// <summary>Loopback port of the DevTools protocol; 0: a free one.</summary>
    public int DebugPort { get; init; }

    /// <summary>Language that pages are asked for, such as <c>zh-CN</c>; null: that of the person's own desktop.</summary>
    public string? Language { get; init; }

    /// <summary>Texts that are part of the answer.</summary>
    public IReadOnlyList<string> Picks { get; init; } = [];

    /// <summary>Cookies and local storage to begin with, as JSON; a secret, and never written into the recording. Null: signed out.</summary>
    public string? State { get; init; }

    /// <summary>Told, possibly more than once, when a name and a password were typed; never written into the recording.</summary>
    public Action<TypedCredential>? Typed { get; init; }

    /// <summary>Told of each action as it is done, and again when it is known better; must return at once.</summary>
    public Action<RecordedAction>? Acted { get; init; }

    /// <summary>How long nothing must happen until an action's consequences count as come.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(250);
}
