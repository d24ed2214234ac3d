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
    private long wide = -1;
    private TaskCompletionSource<long> world = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Window(IPage page, ICDPSession cdp, Traffic traffic, TimeSpan patience)
    {
        Page = page;
        this.cdp = cdp;
        this.patience = patience;
        Traffic = traffic;
    }

    public IPage Page { get; }

    public Traffic Traffic { get; }

    /// <summary>Number of the last act that the agent began.</summary>
    public int Acted { get; private set; }

    /// <param name="page">The window's page.</param>
    /// <param name="patience">How long the page's script may be busy before it counts as stuck.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Ends the waiting.</param>
    public static async Task<Window> AttachAsync(IPage page, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        if (patience < Least)
            patience = Least;
        var cdp = await page.Context.NewCDPSessionAsync(page).WaitAsync(ct);
        // Answered by the browser itself, also while the page is busy.
        var tree = await cdp.SendAsync("Page.getFrameTree").WaitAsync(patience, ct);
        var main = tree!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        var window = new Window(page, cdp, new Traffic(main, time), patience);
        foreach (var name in Heard)
            cdp.Event(name).OnEvent += (_, e) => window.Traffic.On(name, e!.Value);
        cdp.Event("Runtime.executionContextCreated").OnEvent += (_, e) => window.OnWorld(e!.Value.GetProperty("context"));
        cdp.Event("Runtime.executionContextDestroyed").OnEvent += (_, e) => window.OnWorldGone(e!.Value.GetProperty("executionContextId").GetInt64());
        cdp.Event("Runtime.executionContextsCleared").OnEvent += (_, _) => window.OnWorldGone(null);
        cdp.Event("Runtime.bindingCalled").OnEvent += (_, e) =>
        {
            if (e!.Value.GetProperty("name").GetString() == Agent.Binding)
                window.Acted = int.Parse(e.Value.GetProperty("payload").GetString()!, CultureInfo.InvariantCulture);
        };
        await Task.WhenAll(
            cdp.SendAsync("Page.enable"),
            cdp.SendAsync("Runtime.addBinding", new() { ["name"] = Agent.Binding, ["executionContextName"] = Agent.World }),
            cdp.SendAsync("Page.setLifecycleEventsEnabled", new() { ["enabled"] = true }),
            cdp.SendAsync("Network.enable"),
            cdp.SendAsync("Runtime.addBinding", new() { ["name"] = Agent.Binding, ["executionContextName"] = Agent.WideWorld }),
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
                var value = reply.GetProperty("result").GetProperty("value");
                if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("opaque", out var opaque) && opaque.GetInt32() > 0 && context != wide)
                {
                    // Frames of another origin are there: look again from a world that may see into them.
                    await WidenAsync(ct);
                    if (function == "view" || value.TryGetProperty("wait", out _))
                        continue;
                }

                return value;
            }
            catch (PlaywrightException e) when (tries < 20 && e.Message.Contains("Cannot find context", StringComparison.Ordinal))
            {
                OnWorldGone(context);
            }
            catch (PlaywrightException e) when (IsGone(e))
            {
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
        || e.Message.Contains("has been closed", StringComparison.Ordinal)
        || e.Message.Contains("Target closed", StringComparison.Ordinal)
        || e.Message.Contains("Session closed", StringComparison.Ordinal);

    /// <summary>Lets go of the page; the page itself stays as it is.</summary>
    public void Detach()
    {
        Traffic.Finished = null;
        _ = DetachQuietlyAsync();
    }

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
            return await MakeWorldAsync(Agent.World, false, ct);
        }
    }

    private async Task WidenAsync(CancellationToken ct) => wide = await MakeWorldAsync(Agent.WideWorld, true, ct);

    private async Task<long> MakeWorldAsync(string name, bool universal, CancellationToken ct)
    {
        var made = await SendAsync("Page.createIsolatedWorld", new() { ["frameId"] = Traffic.MainFrame, ["worldName"] = name, ["grantUniveralAccess"] = universal }, ct);
        var id = made.GetProperty("executionContextId").GetInt64();
        await SendAsync("Runtime.evaluate", new() { ["expression"] = Agent.Source, ["contextId"] = id }, ct);
        Know(id);
        return id;
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
