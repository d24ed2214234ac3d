using System.Text.Json;
using Daas.Recorder.Capture.Lines;

namespace Daas.Recorder.Capture.Screens;

/// <summary>What the browser says and what becomes of it on the screen: pages come and go, dialogs and lists wait. Touched by the screen's one thread.</summary>
internal sealed class Viewing : IDisposable
{
    private readonly CdpLine _line;
    private readonly ScreenOptions _options;
    private readonly string? _context;
    private readonly Action<Action> _post;
    private readonly Dictionary<string, ScreenPage> _sessions = [];
    private readonly Dictionary<string, string> _downloads = [];
    private readonly List<ScreenPage> _pages = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<ScreenEvent>? _viewer;
    private ScreenEvent.Tabs? _told;
    private (int Width, int Height) _size;

    /// <param name="line">To the browser.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="context">The browser's context that is shown.</param>
    /// <param name="time">By which the link to the viewer is judged.</param>
    /// <param name="post">Does something on the screen's thread.</param>
    public Viewing(CdpLine line, ScreenOptions options, string? context, TimeProvider time, Action<Action> post)
    {
        (_line, _options, _context, _post) = (line, options, context, post);
        _size = (options.Width, options.Height);
        Hands = new Hands(line);
        Casting = new Casting(line, time, post, frame => _viewer?.Invoke(frame));
        Casting.Resize(options.Width, options.Height, 1);
    }

    /// <summary>Completes when there is a page to see.</summary>
    public Task Begun => _begun.Task;

    public Hands Hands { get; }

    public Casting Casting { get; }

    public ScreenPage? Active { get; private set; }

    public IReadOnlyList<ScreenPage> Pages => _pages;

    /// <summary>Somebody looks from now on, and is told what there is; null: nobody does.</summary>
    public void Watch(Action<ScreenEvent>? viewer)
    {
        _viewer = viewer;
        _told = null;
        Casting.Watch(viewer is not null);
        Tell();
        TellWaiting();
    }

    public void Say(ScreenEvent what) => _viewer?.Invoke(what);

    public void Activate(ScreenPage page)
    {
        if (Active == page)
            return;
        if (Active is not null)
            TellWaitingEnds(Active);
        Active = page;
        _line.Post(null, "Target.activateTarget", new { targetId = page.Id });
        Casting.Turn(page.Session);
        Tell();
        TellWaiting();
        _begun.TrySetResult();
    }

    public void Resize(int width, int height, double scale)
    {
        _size = (width, height);
        foreach (var page in _pages)
            Fit(page);
        Casting.Resize(width, height, scale);
    }

    public void On(CdpEvent e)
    {
        var data = e.Data;
        switch (e.Method)
        {
            case "Target.attachedToTarget":
                Attached(e);
                break;
            case "Target.detachedFromTarget":
                Detached(data.GetProperty("sessionId").GetString()!);
                break;
            case "Target.targetInfoChanged":
                var info = data.GetProperty("targetInfo");
                if (_pages.Find(p => p.Id == info.GetProperty("targetId").GetString()) is { } changed)
                    Named(changed, info);
                break;
            case "Target.targetCrashed":
                if (_pages.Find(p => p.Id == data.GetProperty("targetId").GetString()) is { } crashed)
                    (crashed.Crashed, crashed.Loading) = (true, false);
                Tell();
                break;
            case "Browser.downloadWillBegin":
                _downloads[data.GetProperty("guid").GetString()!] = data.GetProperty("suggestedFilename").GetString()!;
                break;
            case "Browser.downloadProgress":
                if (data.GetProperty("state").GetString() == "completed" && _downloads.Remove(data.GetProperty("guid").GetString()!, out var name))
                    Say(new ScreenEvent.Downloaded(data.GetProperty("guid").GetString()!, name));
                break;
            default:
                if (e.Session is not null && _sessions.TryGetValue(e.Session, out var page))
                    On(page, e.Session, e.Method, data);
                break;
        }
    }

    /// <summary>The row of tabs, where it is not as it was told.</summary>
    public void Tell()
    {
        if (_viewer is null || Active is null)
            return;
        var tabs = new ScreenEvent.Tabs([.. _pages.Select(p => p.Tab(p == Active))], Active.Back, Active.Forward);
        if (_told is not null && tabs.All.SequenceEqual(_told.All) && tabs == _told with { All = tabs.All })
            return;
        _told = tabs;
        Say(tabs);
    }

    public void Dispose() => Casting.Dispose();

    private void On(ScreenPage page, string session, string method, JsonElement data)
    {
        switch (method)
        {
            case "Page.screencastFrame":
                Casting.Came(session, data);
                return;
            case "Page.frameStartedLoading" or "Page.frameStoppedLoading" when data.GetProperty("frameId").GetString() == page.MainFrame:
                page.Loading = method == "Page.frameStartedLoading";
                break;
            case "Page.frameNavigated" when !data.GetProperty("frame").TryGetProperty("parentId", out _) && session == page.Session:
                page.MainFrame = data.GetProperty("frame").GetProperty("id").GetString();
                (page.Crashed, page.Named) = (false, false);
                Came(page, data.GetProperty("frame").GetProperty("url").GetString()!);
                Unselect(page);
                break;
            case "Page.navigatedWithinDocument" when data.GetProperty("frameId").GetString() == page.MainFrame:
                Came(page, data.GetProperty("url").GetString()!);
                break;
            case "Page.javascriptDialogOpening":
                var kind = data.GetProperty("type").GetString()!;
                page.Dialog = new ScreenEvent.Dialog(
                    kind, kind == "beforeunload" ? "" : data.GetProperty("message").GetString()!, data.TryGetProperty("defaultPrompt", out var prompt) ? prompt.GetString()! : "");
                Unselect(page);
                if (Active == page)
                    Say(page.Dialog);
                else
                    Activate(page);
                break;
            case "Page.javascriptDialogClosed":
                page.Dialog = null;
                if (Active == page)
                    Say(new ScreenEvent.DialogClosed());
                break;
            case "Page.fileChooserOpened" when data.TryGetProperty("backendNodeId", out var element):
                _ = AskedAsync(page, session, element.GetInt32(), data.GetProperty("mode").GetString() == "selectMultiple");
                break;
            case "Runtime.bindingCalled" when data.GetProperty("name").GetString() == ScreenAgent.Binding:
                using (var told = JsonDocument.Parse(data.GetProperty("payload").GetString()!))
                    Shown(page, session, data.GetProperty("executionContextId").GetInt32(), told.RootElement);
                break;
            default:
                return;
        }

        Tell();
    }

    private void Shown(ScreenPage page, string session, int world, JsonElement told)
    {
        var what = told.GetProperty("what").GetString();
        if (what == "title")
            (page.Title, page.Named) = (told.GetProperty("text").GetString()!, true);
        if (page != Active)
            return;
        switch (what)
        {
            case "select":
                var select = SelectReading.Of(told, Hands.Pressed);
                page.Select = (select, session, world);
                Say(select);
                break;
            case "copied":
                Say(new ScreenEvent.Copied(told.GetProperty("text").GetString()!));
                break;
            case "cursor":
                Say(new ScreenEvent.Cursor(told.GetProperty("shape").GetString()!));
                break;
        }
    }

    private async Task AskedAsync(ScreenPage page, string session, int element, bool multiple)
    {
        var accept = "";
        try
        {
            var described = await _line.SendAsync(session, "DOM.describeNode", new { backendNodeId = element });
            var attributes = described.GetProperty("node").GetProperty("attributes").EnumerateArray().Select(a => a.GetString()!).ToList();
            accept = attributes.Chunk(2).FirstOrDefault(a => a[0] == "accept")?[1] ?? "";
        }
        catch (CdpException)
        {
            // The element is gone already; who gives it files is told so by nothing happening.
        }

        _post(() =>
        {
            page.Chooser = (new ScreenEvent.Chooser(multiple, accept), session, element);
            if (page == Active)
                Say(page.Chooser.Value.Told);
        });
    }

    private void Came(ScreenPage page, string address)
    {
        if (!ScreenAddress.IsShown(address))
        {
            Say(new ScreenEvent.Refused(address));
            if (_pages.Count > 1)
                _line.Post(null, "Target.closeTarget", new { targetId = page.Id });
            else
                _line.Post(page.Session, "Page.navigate", new { url = "about:blank" });
            return;
        }

        page.Address = address;
        _line.SendAsync(page.Session, "Page.getNavigationHistory").ContinueWith(
            history =>
            {
                if (history.Exception is null)
                    _post(() => Remember(page, history.Result));
            },
            TaskScheduler.Default);
    }

    private void Remember(ScreenPage page, JsonElement history)
    {
        var at = history.GetProperty("currentIndex").GetInt32();
        // The blank page that a browser begins with is nothing to go back to.
        page.Back = at > 0 && !(at == 1 && history.GetProperty("entries")[0].GetProperty("url").GetString() == "about:blank");
        page.Forward = at < history.GetProperty("entries").GetArrayLength() - 1;
        Tell();
    }

    private void Named(ScreenPage page, JsonElement info)
    {
        if (!page.Named)
            page.Title = info.GetProperty("title").GetString() ?? "";
        Tell();
    }

    private void Attached(CdpEvent e)
    {
        var session = e.Data.GetProperty("sessionId").GetString()!;
        var info = e.Data.GetProperty("targetInfo");
        var type = info.GetProperty("type").GetString();
        var context = info.TryGetProperty("browserContextId", out var id) ? id.GetString() : null;
        if (type == "iframe" && e.Session is not null && _sessions.TryGetValue(e.Session, out var holder))
        {
            _sessions[session] = holder;
            Prepare(session);
            return;
        }

        if (type != "page" || context != _context)
        {
            _line.Post(session, "Runtime.runIfWaitingForDebugger");
            _line.Post(null, "Target.detachFromTarget", new { sessionId = session });
            return;
        }

        var target = info.GetProperty("targetId").GetString()!;
        var opener = info.TryGetProperty("openerId", out var from) ? _pages.Find(p => p.Id == from.GetString()) : null;
        var page = new ScreenPage(target, session, opener) { Address = info.GetProperty("url").GetString()! };
        Named(page, info);
        _pages.Add(page);
        _sessions[session] = page;
        Fit(page);
        _line.Post(session, "Emulation.setFocusEmulationEnabled", new { enabled = true });
        _line.Post(session, "Page.setInterceptFileChooserDialog", new { enabled = true });
        Prepare(session);
        _line.SendAsync(session, "Page.getFrameTree").ContinueWith(
            tree =>
            {
                if (tree.Exception is null)
                    _post(() => Known(page, tree.Result.GetProperty("frameTree").GetProperty("frame")));
            },
            TaskScheduler.Default);
        // A window that opens is in front of the others; of those that were there, the one that was asked for.
        if (_begun.Task.IsCompleted || target == _options.Page || (_options.Page is null && Active is null))
            Activate(page);
    }

    private void Known(ScreenPage page, JsonElement frame)
    {
        if (page.MainFrame is not null)
            return;
        page.MainFrame = frame.GetProperty("id").GetString();
        Came(page, frame.GetProperty("url").GetString()!);
    }

    private void Prepare(string session)
    {
        _line.Post(session, "Page.enable");
        _line.Post(session, "Runtime.enable");
        _line.Post(session, "Runtime.addBinding", new { name = ScreenAgent.Binding, executionContextName = ScreenAgent.World });
        _line.Post(session, "Page.addScriptToEvaluateOnNewDocument", new { source = ScreenAgent.Source, worldName = ScreenAgent.World, runImmediately = true });
        _line.Post(session, "Target.setAutoAttach", new { autoAttach = true, waitForDebuggerOnStart = true, flatten = true });
        _line.Post(session, "Runtime.runIfWaitingForDebugger");
    }

    // The browser's own pixels stay what it was started with: that decides how sharp its pictures can be.
    private void Fit(ScreenPage page) =>
        _line.Post(page.Session, "Emulation.setDeviceMetricsOverride", new { width = _size.Width, height = _size.Height, deviceScaleFactor = 0, mobile = false });

    private void Detached(string session)
    {
        if (!_sessions.Remove(session, out var page) || page.Session != session)
            return;
        var at = _pages.IndexOf(page);
        _pages.Remove(page);
        if (page != Active)
        {
            Tell();
            return;
        }

        TellWaitingEnds(page);
        Active = null;
        var next = page.Opener is { } opener && _pages.Contains(opener) ? opener : _pages.ElementAtOrDefault(Math.Max(0, at - 1)) ?? _pages.FirstOrDefault();
        if (next is null)
            Casting.Turn(null);
        else
            Activate(next);
    }

    private void Unselect(ScreenPage page)
    {
        if (page.Select is null)
            return;
        page.Select = null;
        if (page == Active)
            Say(new ScreenEvent.SelectClosed());
    }

    private void TellWaiting()
    {
        if (Active?.Dialog is { } dialog)
            Say(dialog);
        if (Active?.Chooser is { } chooser)
            Say(chooser.Told);
        if (Active?.Select is { } select)
            Say(select.Told);
    }

    private void TellWaitingEnds(ScreenPage page)
    {
        if (page.Dialog is not null)
            Say(new ScreenEvent.DialogClosed());
        if (page.Select is not null)
            Say(new ScreenEvent.SelectClosed());
        page.Select = null;
    }
}
