using System.Text.Json;
using Daas.Recorder.Capture.Lines;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>
/// Knows when what an action caused has come: nothing loads, nothing is asked for, no dialog waits, and it has been quiet for a moment. Then the page after it is
/// kept, and kept anew when it changes later without another action.
/// </summary>
internal sealed class Settling(CdpLine line, ActionLog log, Wire wire, TimeSpan quiet, Action<Action> post, TimeProvider time)
{
    // A page with a clock in it never rests.
    private const int MostRefreshes = 12;
    private const int MostFailures = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // How long a system may take to answer the last action of all.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(15);

    // Whoever closes the window at once has seen the page, too: it is kept early, and again when it changes.
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(80);

    private DateTimeOffset _stirred;
    private CapturedWindow? _window;
    private volatile bool _dirty;
    private volatile bool _looking;
    private int _refreshes;
    private int _failures;

    public void Stir()
    {
        _stirred = time.GetUtcNow();
        _dirty = log.Last is not null;
    }

    /// <summary>The page changed without asking for anything.</summary>
    public void StirPage()
    {
        if (_refreshes < MostRefreshes)
            Stir();
    }

    public void Acted(CapturedWindow window)
    {
        (_window, _refreshes, _failures) = (window, 0, 0);
        Stir();
    }

    /// <summary>A page was loaded or goes away: this is the last of it, should nothing come after.</summary>
    public void Left(CapturedWindow window, ShownPage page)
    {
        if (log.Last is not { } last || window != _window || !_dirty)
            return;
        log.Change(last with { After = log.Keep(window, page, null).Id });
        log.Provisional = last.Index;
    }

    /// <summary>Another document came in its place: what was there when the one before went away is not what came of the action.</summary>
    public void Gone(CapturedWindow window)
    {
        if (log.Last is { } last && window == _window && log.Provisional == last.Index)
            log.Change(last with { After = null });
    }

    public void Beat(IReadOnlyList<CapturedWindow> open)
    {
        if (!_dirty || _looking || log.Last is not { } last || time.GetUtcNow() - _stirred < Rest(last) || open.Any(w => w.IsBusy || wire.IsBusy(w)))
            return;
        if (Shown(last, open) is not { } window)
        {
            _dirty = false;
            return;
        }

        (_dirty, _looking) = (false, true);
        _refreshes++;
        var since = last.After is null || log.Provisional == last.Index ? null : window.Stamp;
        LookAsync(window, since).ContinueWith(
            looked => post(() =>
            {
                _looking = false;
                Take(window, last.Index, looked.IsCompletedSuccessfully ? looked.Result : null);
                _ = looked.Exception;
            }),
            TaskScheduler.Default);
    }

    private TimeSpan Rest(RecordedAction last) => (last.After is null || log.Provisional == last.Index) && First < quiet ? First : quiet;

    /// <summary>Waits, for some seconds at most, until the last action's page is as it stays.</summary>
    public async Task LastAsync()
    {
        Stir();
        var end = time.GetUtcNow() + LastPatience;
        while ((_dirty || _looking) && time.GetUtcNow() < end)
            await Task.Delay(TimeSpan.FromMilliseconds(30), time);
    }

    private void Take(CapturedWindow window, int index, (string Stamp, ShownPage? Page)? looked)
    {
        if (looked is not var (stamp, page))
        {
            // Between two documents.
            _dirty = ++_failures < MostFailures;
            return;
        }

        if (page is null || log.Last?.Index != index)
            return;
        window.Stamp = stamp;
        log.Change(log.Last with { After = log.Keep(window, page, null).Id });
        log.Provisional = null;
    }

    // Where a person looks after the action: the window it opened, or its own, or the one behind it.
    private static CapturedWindow? Shown(RecordedAction last, IReadOnlyList<CapturedWindow> open)
    {
        var popups = last.Signals.OfType<RecordedSignal.Popup>().Select(p => p.Window).ToList();
        return open.LastOrDefault(w => popups.Contains(w.Name) && w.Url != "about:blank") ?? open.FirstOrDefault(w => w.Name == last.Window) ?? open.LastOrDefault();
    }

    private async Task<(string Stamp, ShownPage? Page)?> LookAsync(CapturedWindow window, string? since)
    {
        if (window.Top() is not var (target, world))
            return null;
        // Taken before anything is awaited: on the thread of events.
        var roots = window.Targets.SelectMany(t => t.Roots.Where(r => t != target || r != world).Select(r => (Target: t, World: r))).ToList();
        var seen = await AskAsync(target, world, since);
        if (seen is not { ValueKind: JsonValueKind.Object } value)
            return null;
        var stamp = value.GetProperty("stamp").GetString()!;
        if (!value.TryGetProperty("page", out var told))
            return (stamp, null);
        var page = ShownPage.Of(told);
        if (page.Opaque > 0)
        {
            foreach (var root in roots)
                if (await AskAsync(root.Target, root.World, null) is { ValueKind: JsonValueKind.Object } inner && inner.TryGetProperty("page", out var frames))
                    page = page with { Frames = [.. page.Frames, .. ShownPage.Of(frames).Frames] };
        }

        return (stamp, page);
    }

    private async Task<JsonElement?> AskAsync(Target target, int world, string? since)
    {
        try
        {
            var answer = await line.SendAsync(target.Session, "Runtime.evaluate", new
            {
                expression = PageAgent.Call("view", new { since }),
                contextId = world,
                returnByValue = true,
            }).WaitAsync(Patience, time);
            return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : null;
        }
        catch (Exception e) when (e is CdpException or TimeoutException)
        {
            return null;
        }
    }
}
