using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>The actions in their order, what each caused, and what is written of them. Touched by the recording's one thread of events.</summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="secrets">What must not be kept.</param>
/// <param name="acted">Told of each action that is new or known better.</param>
internal sealed class ActionLog(RecordingFolder folder, Secrets secrets, Action<RecordedAction>? acted = null)
{
    private readonly List<RecordedAction> _actions = [];
    private readonly List<RecordedExchange> _exchanges = [];
    private readonly List<(DateTimeOffset At, string Window, string Text)> _dialogs = [];
    private int _pages;

    public RecordedAction? Last => _actions.LastOrDefault();

    /// <summary>Index of the action whose page after it is only what was there when its document went away.</summary>
    public int? Provisional { get; set; }

    /// <summary>A name typed on its own page, before the page with the password.</summary>
    public RecordedAction.Fill? LastFill => _actions.OfType<RecordedAction.Fill>().LastOrDefault(f => !f.Secret);

    public RecordedAction.Fill? FillOf(string window, string mark) =>
        _actions.OfType<RecordedAction.Fill>().LastOrDefault(f => f.Window == window && f.Target?.Id == mark);

    /// <summary>Anything but typing that the action caused so far.</summary>
    public bool Caused(RecordedAction action) => action.Signals.Count > 0 || _exchanges.Exists(e => e.Action == action.Index);

    /// <summary>Since that action there was nothing but typing and ticking, and no other document came.</summary>
    public bool OnlyTyped(int index) => _actions.Skip(index).All(
        a => a is RecordedAction.Fill or RecordedAction.Choose or RecordedAction.Check && a.Signals.Count == 0 && !_exchanges.Exists(e => e.Action == a.Index && e.Type == "document"));

    /// <summary>Adds it behind the others; the action before is over.</summary>
    public RecordedAction Add(RecordedAction action)
    {
        if (Last is { } before && (before.After is null || Provisional == before.Index) && action.Before is { } shown
            && (before.Window == action.Window || before.Signals.Contains(new RecordedSignal.Popup(action.Window))))
            Change(before with { After = shown });
        action = action with { Index = _actions.Count };
        _actions.Add(action);
        folder.Add(action);
        acted?.Invoke(action);
        // Its address was asked for before it was known as an action.
        foreach (var late in _exchanges.Where(e => e.Action != ActionAt(e.At)).ToList())
            Add(late);
        return action;
    }

    /// <summary>The same action, now known better.</summary>
    public void Change(RecordedAction action)
    {
        action = action with { Exchanges = [.. _exchanges.Where(e => e.Action == action.Index).OrderBy(e => e.At).Select(e => e.Id)] };
        _actions[action.Index] = action;
        folder.Add(action);
        acted?.Invoke(action);
    }

    public void Signal(RecordedSignal signal, int? action = null)
    {
        if ((action ?? _actions.Count - 1) is var index && index >= 0 && index < _actions.Count)
            Change(_actions[index] with { Signals = [.. _actions[index].Signals, signal] });
    }

    public void Dialog(CapturedWindow window, string text, DateTimeOffset at) => _dialogs.Add((at, window.Name, text));

    public void Add(RecordedExchange exchange)
    {
        exchange = exchange with { Action = ActionAt(exchange.At) };
        var place = _exchanges.FindIndex(e => e.Id == exchange.Id);
        var before = place < 0 ? null : _exchanges[place].Action;
        if (place < 0)
            _exchanges.Add(exchange);
        else
            _exchanges[place] = exchange;
        folder.Add(exchange);
        foreach (var index in new[] { exchange.Action, before }.OfType<int>().Distinct())
            Change(_actions[index]);
    }

    public int? ActionAt(DateTimeOffset at) => _actions.FindLastIndex(a => a.At <= at) is >= 0 and var index ? index : null;

    /// <summary>Keeps what a window showed.</summary>
    /// <param name="window">The window.</param>
    /// <param name="shown">As its script told it.</param>
    /// <param name="marked">The element acted upon, whose page this is.</param>
    public RecordedPage Keep(CapturedWindow window, ShownPage shown, ElementMark? marked)
    {
        var since = Last?.At ?? DateTimeOffset.MinValue;
        // The page before an action is the page after the one before it: its dialogs and answers are those since then.
        var page = new RecordedPage
        {
            Id = $"p{++_pages}",
            Window = window.Name,
            Url = secrets.Clean(shown.Url),
            Title = secrets.Clean(shown.Title),
            Status = window.Status,
            Frames = [.. shown.Frames.Select(f => f with { Url = secrets.Clean(f.Url), Html = secrets.CleanHtml(f.Html) })],
            Dialogs = [.. _dialogs.Where(d => d.At >= since && d.Window == window.Name).Select(d => d.Text)],
            Json = [.. _exchanges.Where(e => e.At >= since && e.Window == window.Name && IsJson(e)).OrderBy(e => e.At).Select(e => e.Id)],
        };
        folder.Add(page);
        if (marked is null)
            window.LastFrames = page.Frames;
        return page;
    }

    private static bool IsJson(RecordedExchange exchange) =>
        exchange.Type is "xhr" or "fetch" or "document" && exchange.Body.Length > 0
        && (exchange.Header("content-type")?.Contains("json", StringComparison.OrdinalIgnoreCase) == true || exchange.Body.AsSpan().TrimStart(" \r\n\t\uFEFF"u8) is [(byte)'{' or (byte)'[', ..]);
}
