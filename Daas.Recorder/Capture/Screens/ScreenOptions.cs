namespace Daas.Recorder.Capture.Screens;

/// <summary>How a screen is shown.</summary>
public sealed record ScreenOptions
{
    /// <summary>Width of the page until a viewer says otherwise, in CSS pixels.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Height of the page until a viewer says otherwise, in CSS pixels.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Id of a page of the context that is shown; null: the browser's first page.</summary>
    public string? Page { get; init; }

    /// <summary>Folder into which the browser puts what is downloaded, each under its id; null: downloads are not told.</summary>
    public string? Downloads { get; init; }
}
