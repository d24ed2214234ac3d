using System.Text.Json;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>What a frame's script told of the frames that it can see into.</summary>
/// <param name="Url">Address of the topmost.</param>
/// <param name="Title">Its title.</param>
/// <param name="Whole">True: the topmost is the window itself.</param>
/// <param name="Frame">Index of the frame that told it.</param>
/// <param name="Opaque">Number of frames that it cannot see into.</param>
/// <param name="Frames">Topmost first.</param>
internal sealed record ShownPage(Uri Url, string Title, bool Whole, int Frame, int Opaque, IReadOnlyList<RecordedFrame> Frames)
{
    public static ShownPage Of(JsonElement page) => new(
        Address(page.GetProperty("url").GetString()),
        page.GetProperty("title").GetString() ?? "",
        page.GetProperty("top").GetBoolean(),
        page.GetProperty("frame").GetInt32(),
        page.GetProperty("opaque").GetInt32(),
        [.. page.GetProperty("frames").EnumerateArray().Select(
            f => new RecordedFrame(Address(f.GetProperty("url").GetString()), f.GetProperty("name").GetString() ?? "", f.GetProperty("html").GetString() ?? ""))]);

    /// <summary>A frame of another origin, seen with the window it is in.</summary>
    public ShownPage Inside(CapturedWindow window) => Whole || window.LastFrames.Count == 0
        ? this
        : this with { Url = window.LastFrames[0].Url, Frame = window.LastFrames.Count + Frame, Frames = [.. window.LastFrames, .. Frames] };

    private static Uri Address(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : new Uri("about:blank");
}
