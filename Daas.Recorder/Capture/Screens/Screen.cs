using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Daas.Recorder.Capture.Lines;
using Microsoft.Extensions.Logging;

namespace Daas.Recorder.Capture.Screens;

/// <summary>
/// A browser seen and used from elsewhere: pictures of the active page, its tabs, dialogs, lists and file choosers come out; mouse, keyboard and answers go in, as
/// from a person before it. A client of the browser of its own: who records the browser beside it hears a person.
/// </summary>
public sealed class Screen : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PicturePatience = TimeSpan.FromSeconds(2);

    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private CdpLine _line = null!;
    private Viewing? _viewing;
    private ScreenActs _acts = null!;
    private Task _hearing = Task.CompletedTask;
    private object? _viewer;

    private Screen(TimeProvider time, ILogger logger) => (_time, _logger) = (time, logger);

    /// <summary>Completes when the browser is gone or the screen was closed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The newest picture of the active page as JPEG; null as long as nobody watched.</summary>
    public byte[]? Latest => _viewing?.Casting.Latest;

    /// <param name="browser">The browser's own socket (<c>ws:</c>), or the address of its DevTools (<c>http:</c>).</param>
    /// <param name="options">What is shown.</param>
    /// <param name="time">By which the link to the viewer is judged.</param>
    /// <param name="logger">Told what is not understood; never what is typed.</param>
    /// <param name="ct">Ends the opening.</param>
    /// <exception cref="CaptureException">The browser does not answer, or has no such page.</exception>
    public static async Task<Screen> OpenAsync(Uri browser, ScreenOptions options, TimeProvider time, ILogger logger, CancellationToken ct)
    {
        var screen = new Screen(time, logger);
        try
        {
            await screen.BeginAsync(browser, options, ct);
            return screen;
        }
        catch (Exception e)
        {
            await screen.DisposeAsync();
            if (e is CdpException or HttpRequestException or System.Net.WebSockets.WebSocketException or TimeoutException)
                throw new CaptureException($"the browser at {browser} does not answer: {e.Message}");
            throw;
        }
    }

    /// <summary>
    /// Tells what there is to see, then what happens, until disposed; the newest viewer is the only one. Frames come one at a time: each waits for the
    /// <see cref="ScreenCommand.Acknowledge"/> of the one before.
    /// </summary>
    /// <param name="seen">Called one after another; must return at once.</param>
    public IDisposable Watch(Action<ScreenEvent> seen)
    {
        var watch = new Watching(this);
        _inbox.Writer.TryWrite(() =>
        {
            _viewer = watch;
            _viewing!.Watch(seen);
        });
        if (_ended.Task.IsCompleted)
            seen(new ScreenEvent.Gone());
        return watch;
    }

    /// <summary>Does what a viewer did, in the order of the calls.</summary>
    public void Do(ScreenCommand command) => _inbox.Writer.TryWrite(() => _acts.Do(command));

    /// <summary>A picture of the active page as it is now, as JPEG; the newest there was when the page cannot be seen, null when there was none.</summary>
    public async Task<byte[]?> PictureAsync(CancellationToken ct)
    {
        var page = await AskAsync(() => _viewing!.Active is { Dialog: null } active ? active.Session : null, ct);
        if (page is null)
            return Latest;
        try
        {
            var taken = await _line.SendAsync(page, "Page.captureScreenshot", new { format = "jpeg", quality = 80 }).WaitAsync(PicturePatience, _time, ct);
            return taken.GetProperty("data").GetBytesFromBase64();
        }
        catch (Exception e) when (e is CdpException or TimeoutException)
        {
            return Latest;
        }
    }

    /// <summary>The pages that are open, in the order they were opened.</summary>
    public async Task<IReadOnlyList<ScreenTab>> TabsAsync(CancellationToken ct) =>
        await AskAsync<IReadOnlyList<ScreenTab>>(() => [.. _viewing!.Pages.Select(p => p.Tab(p == _viewing.Active))], ct) ?? [];

    public async ValueTask DisposeAsync()
    {
        if (_line is not null)
            await _line.DisposeAsync();
        _inbox.Writer.TryComplete();
        await _hearing;
        _viewing?.Dispose();
        _ended.TrySetResult();
    }

    private async Task BeginAsync(Uri browser, ScreenOptions options, CancellationToken ct)
    {
        _line = await CdpLine.OpenAsync(await SocketAsync(browser, ct), Hear, ct);
        var targets = (await _line.SendAsync(null, "Target.getTargets").WaitAsync(Patience, _time, ct)).GetProperty("targetInfos").EnumerateArray().ToList();
        var first = targets.Find(t => t.GetProperty("type").GetString() == "page" && (options.Page is null || t.GetProperty("targetId").GetString() == options.Page));
        if (first.ValueKind == JsonValueKind.Undefined)
            throw new CaptureException($"the browser at {browser} has no such page");
        var context = first.TryGetProperty("browserContextId", out var id) ? id.GetString() : null;
        _viewing = new Viewing(_line, options, context, _time, act => _inbox.Writer.TryWrite(act));
        _acts = new ScreenActs(_line, _viewing, act => _inbox.Writer.TryWrite(act));
        _hearing = HearAsync();
        _ = _line.Closed.ContinueWith(_ => _inbox.Writer.TryWrite(End), TaskScheduler.Default);
        if (options.Downloads is { } folder)
            _line.Post(null, "Browser.setDownloadBehavior", new { behavior = "allowAndName", downloadPath = folder, eventsEnabled = true });
        await _line.SendAsync(null, "Target.setDiscoverTargets", new { discover = true }).WaitAsync(Patience, _time, ct);
        await _line.SendAsync(null, "Target.setAutoAttach", new { autoAttach = true, waitForDebuggerOnStart = true, flatten = true }).WaitAsync(Patience, _time, ct);
        await _viewing.Begun.WaitAsync(Patience, _time, ct);
    }

    private static async Task<Uri> SocketAsync(Uri browser, CancellationToken ct)
    {
        if (browser.Scheme is "ws" or "wss")
            return browser;
        using var http = new HttpClient { Timeout = Patience };
        var version = await http.GetFromJsonAsync<JsonElement>(new Uri(browser, "/json/version"), ct);
        return new Uri(version.GetProperty("webSocketDebuggerUrl").GetString()!);
    }

    // Nothing is attached before the viewing is there.
    private void Hear(CdpEvent e) => _inbox.Writer.TryWrite(() => _viewing?.On(e));

    private async Task HearAsync()
    {
        await foreach (var act in _inbox.Reader.ReadAllAsync())
        {
            try
            {
                act();
            }
            catch (Exception e) when (e is CdpException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
            {
                // One event less is better than no screen.
                Log.ScreenStumbled(_logger, e);
            }
        }
    }

    private async Task<T?> AskAsync<T>(Func<T?> ask, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_inbox.Writer.TryWrite(() => answer.TrySetResult(ask())))
            return default;
        return await answer.Task.WaitAsync(ct);
    }

    private void End()
    {
        _ended.TrySetResult();
        _viewing?.Say(new ScreenEvent.Gone());
    }

    private void Leave(object watch)
    {
        if (_viewer != watch)
            return;
        _viewer = null;
        _viewing!.Watch(null);
    }

    private sealed class Watching(Screen screen) : IDisposable
    {
        public void Dispose() => screen._inbox.Writer.TryWrite(() => screen.Leave(this));
    }
}
