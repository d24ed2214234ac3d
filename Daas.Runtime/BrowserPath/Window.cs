using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>One window of a run: its page, what it is loading, and the line to the agent in it.</summary>
internal sealed class Window
{
    private static readonly string[] Heard =
    [
        "Page.frameStartedLoading", "Page.frameStoppedLoading", "Page.frameDetached", "Page.lifecycleEvent", "Page.frameScheduledNavigation",
        "Page.frameRequestedNavigation", "Page.frameClearedScheduledNavigation", "Page.windowOpen", "Network.requestWillBeSent",
        "Network.responseReceived", "Network.dataReceived", "Network.loadingFinished", "Network.loadingFailed", "Network.webSocketFrameSent", "Network.responseReceivedExtraInfo",
    ];

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    private readonly ICDPSession cdp;
    private readonly Lock sync = new();
    private readonly TimeSpan patience;
    private readonly IFrame? frame;
    private readonly Dictionary<IFrame, Window?> foreign = [];
    private bool over;
    private TaskCompletionSource<long> world = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Window(IPage page, IFrame? frame, ICDPSession cdp, Traffic traffic, TimeSpan patience)
    {
        Page = page;
        this.frame = frame;
        this.cdp = cdp;
        this.patience = patience;
        Traffic = traffic;
    }

    public IPage Page { get; }

    public Traffic Traffic { get; }

    /// <summary>The last act that the agent began, and how far down its locator's list it had found the element.</summary>
    public (int Number, int Way) Acted { get; private set; }

    /// <summary>True when it was closed, or its frame taken away.</summary>
    public bool IsClosed => over || Page.IsClosed || frame is { IsDetached: true };

    /// <summary>Frames of other origins known so far: the browser keeps them in processes of their own, each with a line of its own.</summary>
    public IEnumerable<Window> Foreign => foreign.Values.OfType<Window>().Where(f => !f.IsClosed);

    /// <summary>Number of things begun so far, in all frames.</summary>
    public int Starts => Traffic.Starts + Foreign.Sum(f => f.Traffic.Starts);

    public int StartsAtMark => Traffic.StartsAtMark + Foreign.Sum(f => f.Traffic.StartsAtMark);

    /// <summary>From here on the consequences of a new act are counted.</summary>
    public void Mark()
    {
        Traffic.Mark();
        foreach (var inner in Foreign)
            inner.Traffic.Mark();
    }

    /// <summary>What is still under way in any frame; null when all is done.</summary>
    public Pending? Pending(Func<string, bool> isLongPoll) =>
        Traffic.Pending(isLongPoll) ?? Foreign.Select(f => f.Traffic.Pending(isLongPoll)).FirstOrDefault(p => p is not null);

    /// <summary>What was asked for since the mark in any frame, and has come.</summary>
    public IReadOnlyList<(string Method, string Url)> Came => [.. Traffic.Came, .. Foreign.SelectMany(f => f.Traffic.Came)];

    /// <summary>Looks for frames of other origins. Asked only when the agent met one that it cannot see into.</summary>
    public async Task<IReadOnlyList<Window>> FindForeignAsync(TimeProvider time, CancellationToken ct)
    {
        foreach (var inner in Page.Frames)
        {
            if (inner.ParentFrame is not { } parent || Origin(inner.Url) is not { } origin || origin == Origin(parent.Url))
                continue;
            if (foreign.TryGetValue(inner, out var known) && known is null or { IsClosed: false })
                continue;
            try
            {
                foreign[inner] = await AttachAsync(Page, inner, patience, time, ct);
            }
            catch (PlaywrightException)
            {
                // In the process of its parent, and so on the same line; or gone in this moment.
                foreign[inner] = await BesideAsync(inner, time, ct);
            }
        }

        return [.. Foreign];
    }

    /// <param name="page">The window's page.</param>
    /// <param name="patience">How long the page's script may be busy before it counts as stuck.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Ends the waiting.</param>
    public static Task<Window> AttachAsync(IPage page, TimeSpan patience, TimeProvider time, CancellationToken ct) =>
        AttachAsync(page, null, patience, time, ct);

    private static async Task<Window> AttachAsync(IPage page, IFrame? frame, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        if (patience < Least)
            patience = Least;
        var cdp = await (frame is null ? page.Context.NewCDPSessionAsync(page) : page.Context.NewCDPSessionAsync(frame)).WaitAsync(ct);
        // Answered by the browser itself, also while the page is busy.
        var tree = await cdp.SendAsync("Page.getFrameTree").WaitAsync(patience, ct);
        var main = tree!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        var window = new Window(page, frame, cdp, new Traffic(main, time), patience);
        foreach (var name in Heard)
            cdp.Event(name).OnEvent += (_, e) => window.Traffic.On(name, e!.Value);
        cdp.Event("Runtime.executionContextCreated").OnEvent += (_, e) => window.OnWorld(e!.Value.GetProperty("context"));
        cdp.Event("Runtime.executionContextDestroyed").OnEvent += (_, e) => window.OnWorldGone(e!.Value.GetProperty("executionContextId").GetInt64());
        cdp.Event("Runtime.executionContextsCleared").OnEvent += (_, _) => window.OnWorldGone(null);
        cdp.Event("Runtime.bindingCalled").OnEvent += (_, e) => window.OnActing(e!.Value);
        await Task.WhenAll(
            cdp.SendAsync("Page.enable"),
            cdp.SendAsync("Runtime.addBinding", new() { ["name"] = Agent.Binding, ["executionContextName"] = Agent.World }),
            cdp.SendAsync("Page.setLifecycleEventsEnabled", new() { ["enabled"] = true }),
            cdp.SendAsync("Network.enable"),
            cdp.SendAsync("Page.addScriptToEvaluateOnNewDocument", new() { ["source"] = Agent.Source, ["worldName"] = Agent.World }),
            cdp.SendAsync("Runtime.enable")).WaitAsync(patience, ct);
        return window;
    }

    /// <summary>Calls a function of the agent. Null: the document went away while it was at work, so what it was to do is done.</summary>
    /// <exception cref="WindowStuckException">The page's script does not let go.</exception>
    public async Task<JsonElement?> CallAsync(string function, object? argument, CancellationToken ct)
    {
        var expression = Agent.Call(function, argument);
        for (var tries = 0; ; tries++)
        {
            var context = await WorldAsync(ct);
            try
            {
                var reply = await SendAsync("Runtime.evaluate", new()
                {
                    ["expression"] = expression,
                    ["contextId"] = context,
                    ["returnByValue"] = true,
                    ["awaitPromise"] = true,
                    ["userGesture"] = true,
                }, ct);
                if (reply.TryGetProperty("exceptionDetails", out var thrown))
                    throw new InvalidOperationException($"the agent's {function} failed: {thrown}");
                return reply.GetProperty("result").GetProperty("value");
            }
            catch (PlaywrightException e) when (e.Message.Contains("Cannot find context", StringComparison.Ordinal))
            {
                OnWorldGone(context);
                if (tries > 5)
                    return null;
            }
            catch (PlaywrightException e) when (IsGone(e))
            {
                over = frame is not null && IsEnded(e);
                return null;
            }
        }
    }

    /// <summary>Goes to an address; completes when its document begins to come, or does not come.</summary>
    public async Task<JsonElement> NavigateAsync(string url) => await cdp.SendAsync("Page.navigate", new() { ["url"] = url }) ?? default;

    /// <summary>A browser command on this window.</summary>
    public async Task<JsonElement> SendAsync(string method, Dictionary<string, object> arguments, CancellationToken ct)
    {
        try
        {
            return await cdp.SendAsync(method, arguments).WaitAsync(patience, ct) ?? default;
        }
        catch (TimeoutException)
        {
            throw new WindowStuckException($"the page does not answer for {patience.TotalSeconds:0} s: its script is busy");
        }
    }

    public static bool IsGone(PlaywrightException e) =>
        e.Message.Contains("context was destroyed", StringComparison.Ordinal)
        || e.Message.Contains("Promise was collected", StringComparison.Ordinal)
        || e.Message.Contains("navigated or closed", StringComparison.Ordinal)
        || IsEnded(e);

    private static bool IsEnded(PlaywrightException e) =>
        e.Message.Contains("has been closed", StringComparison.Ordinal)
        || e.Message.Contains("Target closed", StringComparison.Ordinal)
        || e.Message.Contains("Session closed", StringComparison.Ordinal);

    /// <summary>Lets go of the page; the page itself stays as it is.</summary>
    public void Detach()
    {
        Traffic.Finished = null;
        foreach (var inner in Foreign.Where(f => f.cdp != cdp))
            inner.Detach();
        _ = DetachQuietlyAsync();
    }

    private async Task<Window?> BesideAsync(IFrame inner, TimeProvider time, CancellationToken ct)
    {
        var tree = await SendAsync("Page.getFrameTree", [], ct);
        if (IdOf(tree.GetProperty("frameTree"), inner.Url) is not { } id)
            return null;
        var beside = new Window(Page, inner, cdp, new Traffic(id, time), patience);
        cdp.Event("Runtime.bindingCalled").OnEvent += (_, e) => beside.OnActing(e!.Value);
        cdp.Event("Runtime.executionContextDestroyed").OnEvent += (_, e) => beside.OnWorldGone(e!.Value.GetProperty("executionContextId").GetInt64());
        return beside;
    }

    private static string? IdOf(JsonElement tree, string url)
    {
        var frame = tree.GetProperty("frame");
        if (frame.GetProperty("url").GetString() == url.Split('#')[0])
            return frame.GetProperty("id").GetString();
        return tree.TryGetProperty("childFrames", out var children) ? children.EnumerateArray().Select(c => IdOf(c, url)).FirstOrDefault(id => id is not null) : null;
    }

    private void OnActing(JsonElement e)
    {
        if (e.GetProperty("name").GetString() == Agent.Binding)
        {
            var told = e.GetProperty("payload").GetString()!.Split(' ');
            Acted = (int.Parse(told[0], CultureInfo.InvariantCulture), int.Parse(told[1], CultureInfo.InvariantCulture));
        }
    }

    private static string? Origin(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme.StartsWith("http", StringComparison.Ordinal) ? parsed.GetLeftPart(UriPartial.Authority) : null;

    private async Task DetachQuietlyAsync()
    {
        try
        {
            await cdp.DetachAsync();
        }
        catch (PlaywrightException)
        {
            // Closed with its page.
        }
    }

    private async Task<long> WorldAsync(CancellationToken ct)
    {
        Task<long> known;
        lock (sync)
            known = world.Task;
        if (known.IsCompleted)
            return await known;
        try
        {
            return await known.WaitAsync(TimeSpan.FromMilliseconds(150), ct);
        }
        catch (TimeoutException)
        {
            // The document was there before the line to it.
            var made = await SendAsync("Page.createIsolatedWorld", new() { ["frameId"] = Traffic.MainFrame, ["worldName"] = Agent.World }, ct);
            var id = made.GetProperty("executionContextId").GetInt64();
            await SendAsync("Runtime.evaluate", new() { ["expression"] = Agent.Source, ["contextId"] = id }, ct);
            Know(id);
            return id;
        }
    }

    private void OnWorld(JsonElement context)
    {
        if (context.GetProperty("name").GetString() == Agent.World && context.GetProperty("auxData").GetProperty("frameId").GetString() == Traffic.MainFrame)
            Know(context.GetProperty("id").GetInt64());
    }

    private void Know(long id)
    {
        lock (sync)
        {
            if (world.Task.IsCompleted)
                world = new(TaskCreationOptions.RunContinuationsAsynchronously);
            world.SetResult(id);
        }
    }

    private void OnWorldGone(long? id)
    {
        lock (sync)
            if (world.Task.IsCompleted && (id is null || world.Task.Result == id))
                world = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
