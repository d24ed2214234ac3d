namespace Daas.Recorder.Recordings;

/// <summary>One frame as it was shown.</summary>
/// <param name="Url">Address it came from.</param>
/// <param name="Name">Empty for the window.</param>
/// <param name="Html">Markup with live values in attributes; what is not shown carries <see cref="Daas.Core.Extraction.FrameView.HiddenMark"/>.</param>
public sealed record RecordedFrame(Uri Url, string Name, string Html);
