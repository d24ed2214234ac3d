using System.Text.Json;

namespace Daas.Runtime.BrowserPath;

/// <summary>
/// What one window is loading, told by the browser's own announcements. Tells whether the consequences of the last act are still under way.
/// Requests that neither the act nor one of its consequences started (pollers, long polls begun earlier) do not count.
/// </summary>
internal sealed class Traffic(string mainFrame, TimeProvider time)
{
    /// <summary>Begins a <see cref="Failure"/> that the egress gate told.</summary>
    public const string GateWord = "egress gate: ";

    /// <summary>Begins a <see cref="Failure"/> of an answer that broke off when it was already large.</summary>
    public const string TooLarge = "too large";

    private const long LargeAnswer = 16L * 1024 * 1024;

    private static readonly TimeSpan ActWindow = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ChainWindow = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ScheduledPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LoadGrace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(1);

    private readonly Lock sync = new();
    private readonly Dictionary<string, long?> loading = [];
    private readonly Dictionary<string, long> scheduled = [];
    private readonly Dictionary<string, SentRequest> requests = [];
    private readonly Dictionary<string, string> dispositions = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Method, string Url)> answered = [];
    private int marks;
    private long marked = time.GetTimestamp();
    private long lastEnd = time.GetTimestamp();

    public string MainFrame => mainFrame;

    /// <summary>Documents asked for since the mark, redirects included.</summary>
    public int Documents { get; private set; }

    /// <summary>True when anything but pictures, styles and scripts was sent: the old system may have been told something. The commit starts it anew.</summary>
    public bool Sent { get; set; }

    /// <summary>Number of things begun so far (documents, counted requests, redirects).</summary>
    public int Starts { get; private set; }

    /// <summary><see cref="Starts"/> at the mark.</summary>
    public int StartsAtMark { get; private set; }

    /// <summary>Windows that the page opened since the mark.</summary>
    public int Opened { get; private set; }

    /// <summary>The window's document as it was answered; null before the first.</summary>
    public AnsweredDocument? Main { get; private set; }

    /// <summary>The last document since the mark, in any frame, that is not a page (a file shown in the window).</summary>
    public AnsweredDocument? Shown { get; private set; }

    /// <summary>Why the last document asked for since the mark did not come, as the browser words it; null when it came.</summary>
    public string? Failure { get; private set; }

    /// <summary>Bytes of the largest answer under way or done since the mark.</summary>
    public long LargestAnswer { get; private set; }

    /// <summary>Called, not awaited, with each finished answer that may hold JSON.</summary>
    public Action<SentRequest>? Finished { get; set; }

    /// <summary>Completes at the next change.</summary>
    public Task Changed
    {
        get
        {
            lock (sync)
                return changed.Task;
        }
    }

    /// <summary>From here on the consequences of a new act are counted.</summary>
    public void Mark()
    {
        lock (sync)
        {
            marked = time.GetTimestamp();
            marks++;
            answered.Clear();
            Documents = Opened = 0;
            StartsAtMark = Starts;
            Shown = null;
            dispositions.Clear();
            Failure = null;
            LargestAnswer = 0;
            foreach (var request in requests.Values)
                request.Counted = false;
        }
    }

    /// <summary>What was asked for since the mark, by whatever timer or chain, and has come.</summary>
    public IReadOnlyList<(string Method, string Url)> Came
    {
        get
        {
            lock (sync)
                return [.. answered];
        }
    }

    /// <summary>What is still under way; null when all is done.</summary>
    public Pending? Pending(Func<string, bool> isLongPoll)
    {
        lock (sync)
        {
            var document = requests.Values.FirstOrDefault(r => r.Counted && r.IsDocument && !IsLost(r));
            if (document is not null)
                return new Pending(document.Url, Answered: document.Answered, IsDocument: true);
            if (loading.Any(l => l.Value is null || Since(l.Value.Value) < LoadGrace))
                return new Pending("", Answered: true, IsDocument: true);
            if (scheduled.Any(s => Since(s.Value) < ScheduledPatience))
                return new Pending("", Answered: true, IsDocument: true);
            var call = requests.Values.FirstOrDefault(r => r.Counted && !isLongPoll(r.Place));
            return call is null ? null : new Pending(call.Url, call.Answered, IsDocument: false) { Place = call.Place };
        }
    }

    public void On(string method, JsonElement e)
    {
        lock (sync)
        {
            Take(method, e);
            changed.TrySetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Take(string method, JsonElement e)
    {
        switch (method)
        {
            case "Page.frameStartedLoading":
                scheduled.Remove(Text(e, "frameId"));
                loading[Text(e, "frameId")] = null;
                Starts++;
                break;
            case "Page.frameStoppedLoading":
                loading.Remove(Text(e, "frameId"));
                scheduled.Remove(Text(e, "frameId"));
                break;
            case "Page.frameDetached":
                loading.Remove(Text(e, "frameId"));
                scheduled.Remove(Text(e, "frameId"));
                // Gone, or swapped into a process of its own, where another line tells how it goes on.
                foreach (var document in requests.Values.Where(r => r.IsDocument && r.Frame == Text(e, "frameId")).ToList())
                    requests.Remove(document.Id);
                break;
            case "Page.lifecycleEvent" when Text(e, "name") == "DOMContentLoaded" && loading.ContainsKey(Text(e, "frameId")):
                loading[Text(e, "frameId")] = time.GetTimestamp();
                break;
            case "Page.frameScheduledNavigation" when e.GetProperty("delay").GetDouble() <= 1:
            case "Page.frameRequestedNavigation" when Text(e, "disposition") is "currentTab" or "":
                Starts++;
                if (!loading.ContainsKey(Text(e, "frameId")))
                    scheduled[Text(e, "frameId")] = time.GetTimestamp();
                break;
            case "Page.frameClearedScheduledNavigation":
                scheduled.Remove(Text(e, "frameId"));
                break;
            case "Page.windowOpen":
                Opened++;
                Sent = true;
                break;
            case "Network.webSocketFrameSent":
                Sent = true;
                break;
            case "Network.requestWillBeSent":
                Sending(e);
                break;
            case "Network.responseReceived":
                Answering(e);
                break;
            case "Network.responseReceivedExtraInfo":
                // The only place in which raw bytes of a header survive.
                if (Header(e, "content-disposition") is { } raw)
                {
                    dispositions[Text(e, "requestId")] = raw;
                    if (Shown is { } shown && shown.Request == Text(e, "requestId"))
                        Shown = shown with { Disposition = raw };
                }

                break;
            case "Network.dataReceived":
                if (requests.TryGetValue(Text(e, "requestId"), out var growing))
                {
                    growing.Came = time.GetTimestamp();
                    growing.Bytes += e.GetProperty("dataLength").GetInt64();
                    LargestAnswer = Math.Max(LargestAnswer, growing.Bytes);
                }

                break;
            case "Network.loadingFinished":
                End(Text(e, "requestId"), null);
                break;
            case "Network.loadingFailed":
                End(Text(e, "requestId"), e.TryGetProperty("canceled", out var c) && c.GetBoolean() ? "canceled" : Text(e, "errorText"));
                break;
        }
    }

    private void Sending(JsonElement e)
    {
        var type = Text(e, "type");
        if (type is not ("Document" or "XHR" or "Fetch" or "Script" or "Ping" or "Other"))
            return;
        if (type is not "Script")
            Sent = true;
        if (type == "Document")
        {
            Documents++;
            Failure = null;
        }

        if (type is "Ping" or "Other")
            return;
        var now = time.GetTimestamp();
        var counted = type == "Document" || loading.Count > 0 || time.GetElapsedTime(marked, now) < ActWindow || time.GetElapsedTime(lastEnd, now) < ChainWindow
            || requests.Values.Any(r => r.Counted);
        if (counted)
            Starts++;
        requests[Text(e, "requestId")] = new SentRequest(Text(e, "requestId"), type, e.GetProperty("request").GetProperty("url").GetString()!, Text(e, "frameId"))
        {
            Counted = counted,
            Mark = marks,
            Method = Text(e.GetProperty("request"), "method"),
        };
    }

    private void Answering(JsonElement e)
    {
        var response = e.GetProperty("response");
        if (!requests.TryGetValue(Text(e, "requestId"), out var request))
            return;
        (request.Answered, request.Came) = (true, time.GetTimestamp());
        request.MediaType = Text(response, "mimeType");
        if (!request.IsDocument)
            return;
        var answered = new AnsweredDocument(request.Id, response.GetProperty("status").GetInt32(), request.MediaType, response.GetProperty("url").GetString()!,
            dispositions.GetValueOrDefault(request.Id) ?? Header(response, "content-disposition"), request.Method);
        if (request.Frame == mainFrame)
        {
            Main = answered;
            // The gate's own word, not the old system's.
            if (Header(response, "daas-egress") is { } word)
                Failure = $"{GateWord}{word}";
        }

        if (request.MediaType is not ("text/html" or "application/xhtml+xml" or "") || answered.Disposition is not null)
            Shown = answered;
    }

    private void End(string id, string? failure)
    {
        if (!requests.Remove(id, out var request))
            return;
        if (request.Counted)
            lastEnd = time.GetTimestamp();
        if (request.Frame == mainFrame && request.IsDocument && failure is not (null or "canceled" or "net::ERR_ABORTED"))
            Failure = request.Bytes > LargeAnswer ? $"{TooLarge} {failure}" : failure;
        if (failure is null && request.Mark == marks)
            answered.Add((request.Method, request.Url));
        if (failure is null)
            Finished?.Invoke(request);
    }

    private static string? Header(JsonElement response, string name)
    {
        foreach (var header in response.GetProperty("headers").EnumerateObject())
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value.GetString();
        return null;
    }

    private static string Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    /// <summary>
    /// Of a document that its own script, or another frame's, takes away while it comes, the end is not always told; its frame then loads no longer.
    /// </summary>
    private bool IsLost(SentRequest document) => document.Answered && !loading.ContainsKey(document.Frame) && Since(document.Came) > LostAfter;

    private TimeSpan Since(long timestamp) => time.GetElapsedTime(timestamp);
}

/// <summary>A request of a page.</summary>
internal sealed record SentRequest(string Id, string Type, string Url, string Frame)
{
    public bool Counted { get; set; }

    /// <summary>Number of the mark after which it was sent.</summary>
    public int Mark { get; init; }

    public bool Answered { get; set; }

    /// <summary>When something of it came last.</summary>
    public long Came { get; set; }

    public string Method { get; init; } = "GET";

    public string MediaType { get; set; } = "";

    public long Bytes { get; set; }

    public bool IsDocument => Type == "Document";

    /// <summary>The address without its query: pollers differ only there.</summary>
    public string Place => Url.Split('?', '#')[0];
}

/// <summary>A document as the old system answered it.</summary>
/// <param name="Request">Id by which the browser gives its body.</param>
/// <param name="Disposition">Content-Disposition, as the browser gives it; null without one.</param>
internal sealed record AnsweredDocument(string Request, int Status, string MediaType, string Url, string? Disposition, string Method);

/// <summary>What a window waits for.</summary>
/// <param name="Answered">True when the answer has begun to come.</param>
internal sealed record Pending(string Url, bool Answered, bool IsDocument)
{
    public string Place { get; init; } = "";
}
