using System.Text.Json;
using Daas.Recorder.Capture.Lines;
using Daas.Recorder.Recordings;
using Microsoft.Extensions.Logging;

namespace Daas.Recorder.Capture;

/// <summary>What happens in the browser, event by event: windows come and go, scripts tell, dialogs wait. All on one thread.</summary>
internal sealed class Observation
{
    private readonly CdpLine _line;
    private readonly ILogger _logger;
    private readonly CaptureOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<Action> _post;
    private readonly Action _end;
    private readonly Wire _wire;
    private readonly Secrets _secrets = new();
    private readonly ActionLog _log;
    private readonly Telling _telling;
    private readonly Settling _settling;
    private readonly DownloadList _downloads;
    private readonly Dictionary<string, Target> _targets = [];
    private readonly Dictionary<string, CapturedWindow> _windows = [];
    private readonly HashSet<string> _requested = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _context;
    private int _names;

    public Observation(CdpLine line, RecordingFolder folder, CaptureOptions options, TimeProvider time, ILogger logger, Action<Action> post, Action end)
    {
        (_line, _options, _time, _logger, _post, _end) = (line, options, time, logger, post, end);
        _log = new ActionLog(folder, _secrets, options.Acted);
        _wire = new Wire(line, post, Kept, time.GetUtcNow);
        _settling = new Settling(line, _log, _wire, options.Quiet, post, time);
        _telling = new Telling(_log, _wire, _secrets, _settling, options);
        _downloads = new DownloadList(_log, _wire);
    }

    private IEnumerable<CapturedWindow> Open => _windows.Values.Where(w => !w.Closed);

    /// <summary>The line to the window whose dialog waits for an answer; null when none does.</summary>
    public string? Waiting => Open.FirstOrDefault(w => w.Dialog is not null)?.Targets.FirstOrDefault()?.Session;

    public bool IsResting => !Open.Any(w => w.IsBusy || _wire.IsBusy(w));

    /// <summary>The line to a window by its name; null when it is not open.</summary>
    public string? PageOf(string window) => Open.FirstOrDefault(w => w.Name == window)?.Targets.FirstOrDefault()?.Session;

    /// <summary>The worlds from which the frames of a window can be seen into.</summary>
    public IReadOnlyList<ReplayWorld> WorldsOf(string window) =>
        [.. Open.Where(w => w.Name == window).SelectMany(w => w.Targets).SelectMany(t => t.Roots.Select(world => new ReplayWorld(t.Session, world)))];

    /// <summary>Attaches to the first window and goes to the address.</summary>
    public async Task BeginAsync(string downloads)
    {
        Directory.CreateDirectory(downloads);
        _downloads.Folder = downloads;
        await _line.SendAsync(null, "Browser.setDownloadBehavior", new { behavior = "allowAndName", downloadPath = downloads, eventsEnabled = true });
        await _line.SendAsync(null, "Target.setAutoAttach", new { autoAttach = true, waitForDebuggerOnStart = true, flatten = true });
        await _first.Task;
        var session = _targets.Values.First().Session;
        if (_options.State is { } state)
            await SignedInState.PutAsync(_line, session, state);
        var went = await _line.SendAsync(session, "Page.navigate", new { url = _options.Url.OriginalString });
        if (went.TryGetProperty("errorText", out var error) && error.GetString() is not ("" or "net::ERR_ABORTED"))
            throw new CaptureException($"{_options.Url} does not open: {error.GetString()}");
    }

    /// <summary>Looks whether what the last action caused has come.</summary>
    public void Beat() => _settling.Beat(Open.ToList());

    /// <summary>Takes what is typed but not yet told, and the last page as it is now.</summary>
    public async Task FinishAsync()
    {
        foreach (var target in _targets.Values.ToList())
            foreach (var world in target.Worlds.Keys.ToList())
                _line.Post(target.Session, "Runtime.evaluate", new { expression = PageAgent.Call("flush"), contextId = world });
        await _settling.LastAsync();
        _post(() => _windows.Values.ToList().ForEach(_wire.Drop));
    }

    /// <summary>From the line's own thread: what the page waits for goes first, all else in its order.</summary>
    public void Hear(CdpEvent e)
    {
        if (e is { Method: "Fetch.requestPaused", Session: { } session })
            _wire.Paused(session, e.Data, () => _targets.GetValueOrDefault(session));
        else
            _post(() => On(e));
    }

    private void On(CdpEvent e)
    {
        if (e.Method == "Target.attachedToTarget")
            Attached(e);
        else if (e.Method == "Target.detachedFromTarget")
            Detached(e.Data.GetProperty("sessionId").GetString()!);
        else if (e.Method.StartsWith("Browser.download", StringComparison.Ordinal))
            _downloads.On(e.Method, e.Data);
        else if (e.Session is not null && _targets.TryGetValue(e.Session, out var target))
            On(target, e.Method, e.Data);
    }

    private void On(Target target, string method, JsonElement data)
    {
        var window = target.Window;
        switch (method)
        {
            case "Runtime.executionContextCreated":
                var context = data.GetProperty("context");
                if (context.GetProperty("name").GetString() == PageAgent.World)
                {
                    target.Worlds[context.GetProperty("id").GetInt32()] = context.GetProperty("auxData").GetProperty("frameId").GetString()!;
                    ShowBar(window);
                }

                break;
            case "Runtime.executionContextDestroyed":
                target.Worlds.Remove(data.GetProperty("executionContextId").GetInt32());
                target.Roots.Remove(data.GetProperty("executionContextId").GetInt32());
                break;
            case "Runtime.executionContextsCleared":
                target.Worlds.Clear();
                target.Roots.Clear();
                break;
            case "Runtime.bindingCalled":
                if (data.GetProperty("name").GetString() == PageAgent.Binding)
                    OnTold(target, data.GetProperty("executionContextId").GetInt32(), Told.Read(data.GetProperty("payload").GetString()!));
                break;
            case "Page.frameRequestedNavigation" or "Page.frameScheduledNavigation":
                _requested.Add(data.GetProperty("frameId").GetString()!);
                _settling.Stir();
                break;
            case "Page.frameNavigated":
                OnNavigated(window, data.GetProperty("frame"));
                break;
            case "Page.navigatedWithinDocument":
                window.Frames[data.GetProperty("frameId").GetString()!] = data.GetProperty("url").GetString()!;
                _telling.Signal(new RecordedSignal.Navigated(_secrets.Clean(new Uri(data.GetProperty("url").GetString()!)), data.GetProperty("frameId").GetString() == window.MainFrame));
                break;
            case "Page.frameStartedLoading" or "Page.frameStartedNavigating":
                window.Loads(data.GetProperty("frameId").GetString()!, begins: true);
                _settling.Stir();
                break;
            case "Page.frameStoppedLoading":
                window.Loads(data.GetProperty("frameId").GetString()!, begins: false);
                _settling.Stir();
                break;
            case "Page.frameDetached":
                if (!data.TryGetProperty("reason", out var reason) || reason.GetString() != "swap")
                    window.Gone(data.GetProperty("frameId").GetString()!);
                break;
            case "Page.javascriptDialogOpening":
                window.Dialog = (data.GetProperty("type").GetString()!, data.GetProperty("message").GetString()!);
                break;
            case "Page.javascriptDialogClosed":
                if (window.Dialog is not var (kind, text))
                    break;
                window.Dialog = null;
                var accepted = data.GetProperty("result").GetBoolean();
                _log.Dialog(window, _secrets.Clean(text), _time.GetUtcNow());
                _telling.Signal(new RecordedSignal.Dialog(kind, _secrets.Clean(text), accepted, kind == "prompt" && accepted ? _secrets.Clean(data.GetProperty("userInput").GetString() ?? "") : null));
                _settling.Stir();
                break;
            default:
                if (method == "Network.requestWillBeSent")
                    _settling.Stir();
                _wire.On(target, method, data);
                break;
        }
    }

    private void OnTold(Target target, int world, Told told)
    {
        switch (told.Kind)
        {
            case "hello":
                if (told.Flag("root"))
                    target.Roots.Add(world);
                break;
            case "stir":
                _settling.StirPage();
                _telling.Stirred();
                break;
            case "leave" or "loaded":
                if (told.Page is { Whole: true } page)
                    _settling.Left(target.Window, page);
                break;
            case "trouble":
                Log.PageScriptStumbled(_logger, _secrets.Clean(told.Text("text") ?? ""));
                break;
            case "bar":
                OnBar(told.Text("what"));
                break;
            default:
                _telling.On(target.Window, $"{target.Session}/{world}", told);
                break;
        }
    }

    /// <summary>What is done is left out until it is ended.</summary>
    public void Pause(bool on)
    {
        _telling.Paused = on;
        foreach (var target in _targets.Values)
            ShowBar(target.Window);
    }

    /// <summary>The next click of the person points at the answer; false: no more.</summary>
    public void Point(bool on)
    {
        foreach (var target in _targets.Values)
            foreach (var world in target.Worlds.Keys)
                _line.Post(target.Session, "Runtime.evaluate", new { expression = PageAgent.Call("pick", on), contextId = world });
    }

    private void OnBar(string? what)
    {
        if (what == "done")
            _end();
        else if (what == "pause")
            Pause(!_telling.Paused);
        else if (what == "pick")
            Point(true);
    }

    private void ShowBar(CapturedWindow window)
    {
        if (_options.Bar && window.Top() is var (target, world))
            _line.Post(target.Session, "Runtime.evaluate", new { expression = PageAgent.Call("bar", new { paused = _telling.Paused }), contextId = world });
    }

    private void OnNavigated(CapturedWindow window, JsonElement frame)
    {
        var id = frame.GetProperty("id").GetString()!;
        var main = window.Navigated(frame);
        var url = frame.GetProperty("url").GetString()!;
        var asked = _requested.Remove(id);
        if (main)
            _settling.Gone(window);
        _settling.Stir();
        if (!url.StartsWith("http", StringComparison.Ordinal) || !Uri.TryCreate(url, UriKind.Absolute, out var address))
            return;
        // Nobody's script or link asked: it was typed into the address bar, or the driving client went there.
        var opened = main && !window.Begun && window.Opener is not null;
        window.Begun |= main;
        if (main && !asked && !opened)
            _telling.Open(window, _wire.All.LastOrDefault(h => h.Window == window && h.Type == "document" && h.FrameId == id)?.At, _secrets.Clean(address));
        else
            _telling.Signal(new RecordedSignal.Navigated(_secrets.Clean(address), main));
    }

    private void Attached(CdpEvent e)
    {
        var session = e.Data.GetProperty("sessionId").GetString()!;
        var info = e.Data.GetProperty("targetInfo");
        var type = info.GetProperty("type").GetString();
        var context = info.TryGetProperty("browserContextId", out var id) ? id.GetString() : null;
        if (type == "page")
            _context ??= context;
        CapturedWindow? window = null;
        if (type == "page" && context == _context)
        {
            var opener = info.TryGetProperty("openerId", out var from) ? _windows.GetValueOrDefault(from.GetString()!) : null;
            window = _windows[info.GetProperty("targetId").GetString()!] = new CapturedWindow($"w{++_names}", opener);
            if (opener is not null)
                _telling.Signal(new RecordedSignal.Popup(window.Name));
        }
        else if (type == "iframe" && e.Session is not null && _targets.TryGetValue(e.Session, out var parent))
        {
            window = parent.Window;
        }

        if (window is null)
        {
            // Of another context, or a worker: none of the recording's business.
            _line.Post(session, "Runtime.runIfWaitingForDebugger");
            _line.Post(null, "Target.detachFromTarget", new { sessionId = session });
            return;
        }

        var target = _targets[session] = new Target(session, window);
        window.Targets.Add(target);
        target.Begin(_line);
        _line.SendAsync(session, "Page.getFrameTree").ContinueWith(
            tree =>
            {
                if (tree.IsCompletedSuccessfully && type == "page")
                    _post(() => Known(window, tree.Result.GetProperty("frameTree").GetProperty("frame")));
                _ = tree.Exception;
                _first.TrySetResult();
            },
            TaskScheduler.Default);
    }

    private static void Known(CapturedWindow window, JsonElement frame)
    {
        if (window.MainFrame is null)
            window.Navigated(frame);
    }

    private void Detached(string session)
    {
        if (!_targets.Remove(session, out var target))
            return;
        target.Window.Targets.Remove(target);
        if (target.Window.Targets.Count > 0 || target.Window.Closed)
            return;
        target.Window.Closed = true;
        target.Window.Dialog = null;
        _wire.Drop(target.Window);
        _telling.Signal(new RecordedSignal.Closed(target.Window.Name));
        _settling.Stir();
        if (!Open.Any())
            _end();
    }

    private void Kept(Hop hop)
    {
        _telling.Exchanged(hop);
        _log.Add(hop.ToExchange(_secrets, null));
        _settling.Stir();
    }
}
