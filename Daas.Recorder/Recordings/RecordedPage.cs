using Daas.Core.Extraction;

namespace Daas.Recorder.Recordings;

/// <summary>What one window showed at one moment.</summary>
public sealed record RecordedPage
{
    public required string Id { get; init; }

    public string Window { get; init; } = "w1";

    public required Uri Url { get; init; }

    public string Title { get; init; } = "";

    public int Status { get; init; }

    /// <summary>The window itself first, then its frames in document order, as HTML with live values and hidden elements marked.</summary>
    public required IReadOnlyList<RecordedFrame> Frames { get; init; }

    /// <summary>Texts of dialogs since the action before.</summary>
    public IReadOnlyList<string> Dialogs { get; init; } = [];

    /// <summary>Ids of exchanges that brought JSON, since the action before.</summary>
    public IReadOnlyList<string> Json { get; init; } = [];

    /// <summary>As extraction sees it.</summary>
    /// <param name="recording">Where its JSON answers are.</param>
    public PageView View(Recording recording) => new()
    {
        Url = Url,
        Title = Title,
        Status = Status,
        Frames = [.. Frames.Select(f => new FrameView(f.Url, f.Name, f.Html))],
        Dialogs = Dialogs,
        Json = [.. Json.Select(recording.Exchange).OfType<RecordedExchange>().Select(e => new JsonView(e.Url, e.Text))],
    };
}
