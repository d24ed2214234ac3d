using System.Buffers;
using System.Net;
using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.HttpPath.Cookies;
using Daas.Runtime.HttpPath.Sending;
using Daas.Runtime.Judging;

namespace Daas.Runtime.HttpPath;

/// <summary>What one run has in its hands: the script's surroundings, the page last fetched, what was answered and said since.</summary>
internal sealed class HttpScene : IDisposable
{
    private static readonly SearchValues<string> Opening = SearchValues.Create(["<title"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Closing = SearchValues.Create(["</title"], StringComparison.OrdinalIgnoreCase);
    private readonly CancellationTokenSource stop;
    private readonly List<string> dialogs = [];
    private readonly List<HttpDocument> beside = [];
    private readonly List<JsonView> json = [];
    private HttpDocument? alone;
    private PageView? view;

    public HttpScene(Adapter adapter, Uri url, TemplateValues values, HttpPlace place, CancellationToken ct)
    {
        (Adapter, Url, Values, Wire, Jar, UserAgent, Time) = (adapter, url, values, place.Wire, place.Jar, place.UserAgent, place.Time);
        // A little before the run's own cap, so that the error still says which request it was.
        stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(TimeSpan.FromSeconds(adapter.Limits.RunSeconds * 0.95));
        DefaultCharset = Charsets.Find(adapter.Charset) ?? Encoding.UTF8;
    }

    public Adapter Adapter { get; }

    /// <summary>The real system's address; relative addresses start here.</summary>
    public Uri Url { get; }

    public TemplateValues Values { get; }

    public HostWire Wire { get; }

    public CookieJar Jar { get; }

    public string UserAgent { get; }

    public TimeProvider Time { get; }

    /// <summary>Names of what the caller gives; everything else that references stand for is the system's own.</summary>
    public IReadOnlySet<string> Inputs { get; init; } = new HashSet<string>();

    public IReadOnlyDictionary<string, FileContent> Files { get; init; } = new Dictionary<string, FileContent>();

    /// <summary>True from right before the commit on: the old system may have saved.</summary>
    public bool Committed { get; private set; }

    /// <summary>True once anything was answered since the commit: until then the page is one of before, and says nothing about it.</summary>
    public bool Answered { get; private set; }

    /// <summary>False while it is certain that nothing was sent since the commit.</summary>
    public bool Sent { get; set; }

    /// <summary>True when the answer is a file: bytes are kept, and may be many.</summary>
    public bool WantsFile { get; init; }

    /// <summary>The page last fetched; null before the first.</summary>
    public HttpDocument? Page { get; private set; }

    /// <summary>The answer that came last, whatever it is.</summary>
    public HttpDocument? Last { get; private set; }

    /// <summary>What came in place of a page that was asked for, which is still the one before: <c>JSON</c> or <c>a file</c>; null when the page came.</summary>
    public string? Instead { get; private set; }

    /// <summary>Whether the page's inline frames are fetched when it is looked at; those of a frameset are in any case.</summary>
    public bool Frames { get; private set; }

    /// <summary>In which addresses and fields are coded.</summary>
    public Encoding Charset => Page?.Charset ?? DefaultCharset;

    /// <summary>Of the request under way; null when nobody wants to know.</summary>
    public StepNotes? Notes { get; set; }

    /// <summary>Ends the run: its cap, or the caller.</summary>
    public CancellationToken Ct => stop.Token;

    public IReadOnlyList<string> Dialogs => dialogs;

    public IReadOnlyList<JsonView> Json => json;

    public TimeSpan Patience => TimeSpan.FromSeconds(Adapter.Limits.StepSeconds);

    private Encoding DefaultCharset { get; }
    /// <summary>A new act begins: what is said and answered from here on is its consequence.</summary>
    public void Mark()
    {
        if (!Committed)
            dialogs.Clear();
        beside.Clear();
        json.Clear();
        (alone, view) = (null, null);
    }

    /// <summary>From here on the old system may have saved.</summary>
    public void Commit()
    {
        if (!Committed)
            (Committed, Answered, Sent) = (true, false, false);
    }

    public void Say(IEnumerable<string> alerts)
    {
        dialogs.AddRange(alerts);
        view = null;
    }

    /// <summary>An answer that takes the page's place.</summary>
    public void TakePage(HttpDocument document, bool frames)
    {
        (Page, Last, Frames, alone, view, Instead, Answered) = (document, document, frames, null, null, null, true);
    }

    /// <summary>An answer beside the page: JSON, or a fragment that a script asked for.</summary>
    public void TakeBeside(HttpDocument document, bool isJson, bool aside)
    {
        (Last, view, Answered) = (document, null, true);
        if (!aside)
            Instead = "JSON";
        if (isJson)
            json.Add(new JsonView(document.Url, document.Text));
        else
            beside.Add(document);
        if (Page is null)
            alone = document;
    }

    /// <summary>A file, or an answer without content: the page stays as it is.</summary>
    public void TakeNothing(HttpDocument document, bool aside)
    {
        (Last, view, Answered) = (document, null, true);
        if (!aside)
            Instead = "a file";
    }

    /// <summary>What is seen now. Frames were fetched before.</summary>
    public PageView View()
    {
        if (view is not null)
            return view;
        var page = Page ?? alone;
        var frames = new List<FrameView>();
        if (page is not null)
            Add(page, frames);
        frames.AddRange(beside.Where(b => b != page).Select(b => b.View));
        return view = new PageView
        {
            Url = page?.Url ?? Url,
            Title = page is null ? "" : TitleOf(page.Text),
            Status = Last?.Status ?? 0,
            Frames = frames,
            Dialogs = [.. dialogs],
            Json = [.. json],
        };
    }

    /// <summary>The last answer alone, with what was said and answered as JSON so far.</summary>
    public PageView LastView()
    {
        var all = View();
        if (Last is null || Last == Page)
            return all;
        return all with { Url = Last.Url, Frames = [Last.View] };
    }

    /// <summary>The document that a frame of the view is of.</summary>
    public HttpDocument? Find(FrameView frame) =>
        Page is { } page && Find(page, frame) is { } found ? found : beside.FirstOrDefault(b => b.View == frame);

    /// <summary>What was fetched changed under the view.</summary>
    public void Refresh() => view = null;

    public void Dispose()
    {
        stop.Dispose();
    }

    private static void Add(HttpDocument document, List<FrameView> frames)
    {
        frames.Add(document.View);
        foreach (var frame in document.Frames ?? [])
            Add(frame, frames);
    }

    private static HttpDocument? Find(HttpDocument document, FrameView frame) =>
        document.View == frame ? document : document.Frames?.Select(f => Find(f, frame)).FirstOrDefault(f => f is not null);

    // Signs by title are rare: the title is not worth a parse.
    private static string TitleOf(string html)
    {
        var at = html.AsSpan().IndexOfAny(Opening);
        if (at < 0 || html.IndexOf('>', at) is not (>= 0 and var open))
            return "";
        var close = html.AsSpan(open).IndexOfAny(Closing) + open;
        return close < open ? "" : string.Join(' ', WebUtility.HtmlDecode(html[(open + 1)..close]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
