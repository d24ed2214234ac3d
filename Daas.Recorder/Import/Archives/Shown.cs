using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Recorder.Capture;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Archives;

/// <summary>One document in a window or frame.</summary>
/// <param name="View">The document; elements that were acted upon are marked in it.</param>
/// <param name="Owner">The frame element that holds it; null for a window's own.</param>
/// <param name="Parent">The document of that element.</param>
internal sealed record ShownFrame(FrameView View, IElement? Owner, ShownFrame? Parent)
{
    public IDocument Document => View.Document;

    public Uri Resolved(string address) => Uri.TryCreate(View.Base, address.Trim(), out var found) ? found : View.Url;
}

/// <summary>What a window showed between two actions; frames that load by themselves and answers of scripts are added while it stands.</summary>
internal sealed class ShownState(string id, string window, int status)
{
    public string Id => id;

    public string Window => window;

    public List<ShownFrame> Frames { get; } = [];

    public List<string> Dialogs { get; } = [];

    public List<string> Json { get; } = [];

    /// <summary>Where the frame element has no document yet.</summary>
    public (IElement Owner, ShownFrame In)? Waiting(Uri url) =>
        Frames.SelectMany(f => f.Document.QuerySelectorAll("frame[src],iframe[src]").Select(o => (Owner: o, In: f)))
            .Where(x => Frames.TrueForAll(f => f.Owner != x.Owner) && Addresses.AreSame(x.In.Resolved(x.Owner.GetAttribute("src")!), url))
            .Select(x => ((IElement, ShownFrame)?)x).FirstOrDefault();

    /// <param name="secrets">What goes from it.</param>
    public RecordedPage Page(Secrets secrets) => new()
    {
        Id = id,
        Window = window,
        Url = Frames.Count > 0 ? secrets.Clean(Frames[0].View.Url) : new Uri("about:blank"),
        Title = Frames.Count > 0 ? secrets.Clean(Frames[0].Document.Title ?? "") : "",
        Status = status,
        Frames = [.. Frames.Select(f => new RecordedFrame(secrets.Clean(f.View.Url), f.Owner is null ? "" : f.View.Name, secrets.CleanHtml(Html(f))))],
        Dialogs = [.. Dialogs.Select(secrets.Clean)],
        Json = [.. Json],
    };

    private static string Html(ShownFrame frame)
    {
        foreach (var script in frame.Document.QuerySelectorAll("script").ToList())
            script.Remove();
        return frame.Document.DocumentElement.OuterHtml;
    }
}
