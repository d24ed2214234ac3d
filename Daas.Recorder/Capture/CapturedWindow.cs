using System.Text.Json;
using Daas.Recorder.Capture.Lines;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>A window while it is recorded. Touched by the recording's one thread of events.</summary>
/// <param name="name">Such as <c>w1</c>.</param>
/// <param name="opener">The window whose page opened it.</param>
internal sealed class CapturedWindow(string name, CapturedWindow? opener)
{
    private readonly HashSet<string> _loading = [];

    public string Name => name;

    public CapturedWindow? Opener => opener;

    /// <summary>The page first, then frames of other processes.</summary>
    public List<Target> Targets { get; } = [];

    public bool Closed { get; set; }

    /// <summary>Frames and the addresses they show.</summary>
    public Dictionary<string, string> Frames { get; } = [];

    public string? MainFrame { get; private set; }

    /// <summary>It came to an address of its own.</summary>
    public bool Begun { get; set; }

    /// <summary>Status of the document it shows.</summary>
    public int Status { get; set; }

    /// <summary>A dialog waits for its answer, and the page with it.</summary>
    public (string Kind, string Text)? Dialog { get; set; }

    /// <summary>Loading, or not yet begun.</summary>
    public bool IsBusy => Dialog is not null || _loading.Count > 0;

    /// <summary>Stamp of what was kept last.</summary>
    public string? Stamp { get; set; }

    /// <summary>What it showed when it was looked at last.</summary>
    public IReadOnlyList<RecordedFrame> LastFrames { get; set; } = [];

    public string Url => MainFrame is not null && Frames.TryGetValue(MainFrame, out var url) ? url : "about:blank";

    /// <returns>True: the window itself came to another document.</returns>
    public bool Navigated(JsonElement frame)
    {
        var id = frame.GetProperty("id").GetString()!;
        var main = !frame.TryGetProperty("parentId", out _);
        if (main)
            MainFrame = id;
        Frames[id] = frame.GetProperty("url").GetString()!;
        return main;
    }

    public void Loads(string frame, bool begins)
    {
        if (begins)
            _loading.Add(frame);
        else
            _loading.Remove(frame);
    }

    public void Gone(string frame)
    {
        _loading.Remove(frame);
        Frames.Remove(frame);
    }

    /// <summary>The world of the window's own document.</summary>
    public (Target Target, int World)? Top()
    {
        foreach (var target in Targets)
            foreach (var (world, frame) in target.Worlds)
                if (frame == MainFrame)
                    return (target, world);
        return null;
    }
}
