namespace Daas.Recorder.Capture;

/// <summary>How a browser is started for a person.</summary>
public sealed record BrowserStart
{
    /// <summary>Chromium, Chrome or Edge.</summary>
    public required string Browser { get; init; }

    /// <summary>Without a window: another client shows and drives it.</summary>
    public bool Headless { get; init; }

    /// <summary>Loopback port of the DevTools protocol; 0: a free one.</summary>
    public int DebugPort { get; init; }

    /// <summary>Language that pages are asked for, such as <c>zh-CN</c>; null: that of the person's own desktop.</summary>
    public string? Language { get; init; }

    /// <summary>Its own pixels to a CSS pixel, such as 2 for pictures that are crisp on a dense screen; the layout of pages is the same.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Proxy for all that the pages load, such as <c>http://127.0.0.1:41234</c>, also from this machine; null: none.</summary>
    public string? Proxy { get; init; }

    internal static BrowserStart Of(CaptureOptions options) => new()
    {
        Browser = options.Browser,
        Headless = options.Headless,
        DebugPort = options.DebugPort,
        Language = options.Language,
        Scale = options.Scale,
    };
}
