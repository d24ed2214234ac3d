using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Stories;

/// <summary>What an action caused.</summary>
public sealed record StoryEffects
{
    /// <summary>Addresses to which its window went, in order.</summary>
    public IReadOnlyList<Uri> Navigated { get; init; } = [];

    /// <summary>Names of windows that it opened.</summary>
    public IReadOnlyList<string> Opened { get; init; } = [];

    /// <summary>Names of windows that it closed.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    public IReadOnlyList<RecordedSignal.Dialog> Dialogs { get; init; } = [];

    /// <summary>Name of the file that came; null when none did.</summary>
    public string? File { get; init; }

    /// <summary>Its length in bytes.</summary>
    public int FileBytes { get; init; }

    /// <summary>Requests that were sent because of it, in order: what it waits for. Pictures, styles and scripts are not among them.</summary>
    public IReadOnlyList<StoryExchange> Exchanges { get; init; } = [];

    internal static StoryEffects Of(RecordedAction action, Recording recording)
    {
        var file = action.Signals.OfType<RecordedSignal.Downloaded>().FirstOrDefault()?.File;
        return new StoryEffects
        {
            Navigated = [.. action.Signals.OfType<RecordedSignal.Navigated>().Where(n => n.MainFrame).Select(n => n.Url)],
            Opened = [.. action.Signals.OfType<RecordedSignal.Popup>().Select(p => p.Window)],
            Closed = [.. action.Signals.OfType<RecordedSignal.Closed>().Select(p => p.Window)],
            Dialogs = [.. action.Signals.OfType<RecordedSignal.Dialog>()],
            File = file?.Name,
            FileBytes = file?.Bytes.Length ?? 0,
            Exchanges = [.. action.Exchanges.Select(recording.Exchange).OfType<RecordedExchange>()
                .Where(e => e.Type is "document" or "xhr" or "fetch" or "other")
                .Select(e => new StoryExchange(e.Method, e.Url, e.Type, e.Status))],
        };
    }
}

/// <summary>A request that was sent.</summary>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Url">Where to.</param>
/// <param name="Type"><c>document, xhr, fetch</c> or <c>other</c>.</param>
/// <param name="Status">Of its answer; 0: it had none.</param>
public sealed record StoryExchange(string Method, Uri Url, string Type, int Status);
