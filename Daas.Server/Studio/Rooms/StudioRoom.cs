using System.Collections.Immutable;
using Daas.Recorder.Capture;
using Daas.Recorder.Drafting.Correcting;
using Daas.Recorder.Recordings;
using Daas.Server.Studio.Drafts;
using Daas.Server.Studio.Live;

namespace Daas.Server.Studio.Rooms;

/// <summary>
/// One draft while somebody works at it, with the browser where one is open. What is done comes in one after the other; whoever shows it is told of changes and
/// reads what is there then.
/// </summary>
public sealed class StudioRoom : IAsyncDisposable
{
    private readonly DraftBook _book;
    private readonly StudioDesk _desk;
    private readonly LiveScreens _screens;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _sync = new();

    // Long ones take seconds to read, and the draft is understood anew with each name it gets.
    private readonly Dictionary<string, Recording> _read = new(StringComparer.Ordinal);
    private ImmutableSortedDictionary<int, SeenAction> _seen = ImmutableSortedDictionary<int, SeenAction>.Empty;
    private OpenBrowser? _browser;
    private StudioDraft _draft;
    private Understanding? _understood;
    private bool _again;
    private bool _closed;

    internal StudioRoom(StudioDraft draft, DraftBook book, StudioDesk desk, LiveScreens screens, TimeProvider time, ILogger logger) =>
        (_draft, _book, _desk, _screens, _time, _logger) = (draft, book, desk, screens, time, logger);

    /// <summary>Something is other than before. Told from any thread.</summary>
    public event Action? Changed;

    public StudioDraft Draft => _draft;

    public RoomState State { get; private set; }

    /// <summary>What went wrong last, and what to do next.</summary>
    public RoomTrouble? Trouble { get; private set; }

    /// <summary>What was done in the demonstration that is open, or was the last.</summary>
    public IReadOnlyList<SeenAction> Seen => [.. _seen.Values];

    /// <summary>Null until something was recorded.</summary>
    public Understanding? Understood => _understood;

    /// <summary>Who the recording began signed in as; null: nobody.</summary>
    public string? SignedInAs { get; private set; }

    /// <summary>Name of the live view; changes with each browser. Null when none is open.</summary>
    public string? ScreenId => _browser?.Id;

    /// <summary>The browser that is open; null when none is.</summary>
    internal OpenBrowser? Browser => _browser;

    /// <summary>Since when nobody looks at the open browser; null when somebody does, or none is open.</summary>
    public DateTimeOffset? UnwatchedSince => _browser?.UnwatchedSince;

    /// <summary>Reads what was recorded earlier.</summary>
    public Task OpenAsync() => InTurnAsync(UnderstandAsync);

    /// <summary>Opens a browser and begins a demonstration.</summary>
    /// <param name="again">The second one, with other values.</param>
    /// <param name="until">Steps of the first that are done again by themselves before the person goes on.</param>
    /// <param name="scale">The viewer's pixels to a CSS pixel.</param>
    /// <param name="ct">Ends the start.</param>
    public Task RecordAsync(bool again, int until, double scale, CancellationToken ct) => InTurnAsync(async () =>
    {
        if (_browser is not null)
            return;
        (_again, Trouble, _seen) = (again, null, ImmutableSortedDictionary<int, SeenAction>.Empty);
        Set(RoomState.Starting);
        try
        {
            var earlier = until > 0 && _draft.Recording is { } before ? Read(before) : null;
            _browser = await OpenBrowser.StartAsync(_desk, _screens, _draft, again, scale, Acted, _time, _logger, ct);
            SignedInAs = _browser.SignedInAs;
            if (_browser.Notice is { } notice)
                Trouble = notice;
            _ = WatchAsync(_browser);
            if (earlier is not null)
            {
                Set(RoomState.Replaying);
                if (await _browser.ReplayAsync(earlier, until, ct) is { } stopped)
                    Trouble = stopped;
            }

            Set(RoomState.Recording);
        }
        catch (Exception e) when (e is CaptureException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await CloseAsync();
            Trouble = new RoomTrouble("studio.trouble.start", e.Message);
            Set(RoomState.Resting);
        }
    });

    public void Warn(RoomTrouble trouble)
    {
        Trouble = trouble;
        Changed?.Invoke();
    }

    public void Pause(bool on)
    {
        _browser?.Capturing.Pause(on);
        if (_browser is not null)
            Set(on ? RoomState.Paused : RoomState.Recording);
    }

    /// <summary>The next click in the browser says what the answer is.</summary>
    public void Point(bool on)
    {
        _browser?.Capturing.Point(on);
        if (_browser is not null)
            Set(on ? RoomState.Pointing : RoomState.Recording);
    }

    /// <summary>The work is done: the browser closes, and what was recorded is understood.</summary>
    public Task FinishAsync() => InTurnAsync(FinishNowAsync);

    /// <summary>The demonstration is thrown away; an earlier one stays.</summary>
    public Task AbandonAsync() => InTurnAsync(async () =>
    {
        var folder = _browser?.Folder;
        await CloseAsync();
        Remove(folder);
        _seen = ImmutableSortedDictionary<int, SeenAction>.Empty;
        await UnderstandAsync();
    });

    /// <summary>Says something about what was understood.</summary>
    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<string?> CorrectAsync(Correction correction)
    {
        string? refused = null;
        await InTurnAsync(() =>
        {
            if (_understood is not { } understood)
                return Task.CompletedTask;
            refused = understood.Refusal(_draft, correction);
            if (refused is null)
                Take(_draft with { Corrections = [.. _draft.Corrections, correction], Undone = [] });
            return Task.CompletedTask;
        });
        return refused;
    }

    public Task UndoAsync() => InTurnAsync(() =>
    {
        if (_draft.Corrections is [.., var last])
            Take(_draft with { Corrections = [.. _draft.Corrections.SkipLast(1)], Undone = [last, .. _draft.Undone] });
        return Task.CompletedTask;
    });

    public Task RedoAsync() => InTurnAsync(() =>
    {
        if (_draft.Undone is [var first, ..])
            Take(_draft with { Corrections = [.. _draft.Corrections, first], Undone = [.. _draft.Undone.Skip(1)] });
        return Task.CompletedTask;
    });

    /// <summary>Calls the operation, or the new system's adapter, something else.</summary>
    public Task RenameAsync(string adapter, string operation) => InTurnAsync(async () =>
    {
        Keep(_draft with { Adapter = adapter, Operation = operation });
        await UnderstandAsync();
    });

    /// <summary>Leaves the second demonstration out.</summary>
    public Task ForgetAgainAsync() => InTurnAsync(async () =>
    {
        Keep(_draft with { Again = null });
        await UnderstandAsync();
    });

    public Task PublishedAsync() => InTurnAsync(() =>
    {
        Keep(_draft with { PublishedAt = _time.GetUtcNow() });
        _understood = _understood?.Against(_desk.Catalog().Adapters.GetValueOrDefault(_draft.Adapter), _draft);
        Changed?.Invoke();
        return Task.CompletedTask;
    });

    /// <summary>A picture of what the page showed at an action; null when there is none.</summary>
    public byte[]? Picture(int action) => Pictures.Read(_browser?.Folder ?? _draft.Recording, action);

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        // What was done until now is not lost.
        if (_browser is { } open && _seen.Count > 0 && !_again)
            Keep(_draft with { Recording = open.Folder, Again = null });
        await CloseAsync();
        // Who still shows it must not write over what another one makes of the draft.
        (_closed, Trouble) = (true, new RoomTrouble("studio.trouble.closed", ""));
        _turn.Release();
        Set(RoomState.Resting);
    }

    private async Task FinishNowAsync()
    {
        if (_browser is not { } open)
            return;
        Set(RoomState.Understanding);
        var folder = open.Folder;
        var recorded = await open.Capturing.FinishAsync();
        if (open.Capturing.Failure is { } lost)
            Trouble = new RoomTrouble("studio.trouble.kept", lost);
        else if (await open.AccountFailureAsync() is { } failure)
            Trouble = new RoomTrouble("studio.trouble.account", failure);
        await CloseAsync();
        // Where nothing was done, the earlier demonstration still holds.
        if (_seen.Count > 0)
        {
            _read[folder] = recorded;
            Keep(_again ? _draft with { Again = folder } : _draft with { Recording = folder, Again = null });
        }
        else
        {
            Remove(folder);
        }

        await UnderstandAsync();
    }

    private async Task UnderstandAsync()
    {
        if (_draft.Recording is not { } folder)
        {
            Set(RoomState.Resting);
            return;
        }

        Set(RoomState.Understanding);
        try
        {
            var (draft, published) = (_draft, _desk.Catalog().Adapters.GetValueOrDefault(_draft.Adapter));
            _understood = await Task.Run(() => Understanding.Of(draft, Read(folder), draft.Again is { } again ? Read(again) : null, published));
            foreach (var other in _read.Keys.Where(k => k != folder && k != draft.Again).ToList())
                _read.Remove(other);
            if (!_seen.IsEmpty && _again)
                _seen = ImmutableSortedDictionary<int, SeenAction>.Empty;
            if (_seen.IsEmpty)
                _seen = _understood.First.Actions.ToImmutableSortedDictionary(a => a.Index, a => new SeenAction(a, Pictures.Has(folder, a.Index)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Trouble = new RoomTrouble("studio.trouble.read", e.Message);
        }
        catch (Exception e)
        {
            Log.NotUnderstood(_logger, e, folder);
            Trouble = new RoomTrouble("studio.trouble.read", e.Message);
        }

        Set(RoomState.Resting);
    }

    private Recording Read(string folder) => _read.TryGetValue(folder, out var known) ? known : _read[folder] = RecordingFolder.Read(folder);

    private void Take(StudioDraft draft)
    {
        Keep(draft);
        _understood = _understood?.With(_draft);
        Changed?.Invoke();
    }

    private void Keep(StudioDraft draft)
    {
        _draft = draft with { ChangedAt = _time.GetUtcNow() };
        try
        {
            _book.Keep(_draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Trouble = new RoomTrouble("studio.trouble.draft", e.Message);
        }
    }

    private void Acted(RecordedAction action)
    {
        lock (_sync)
        {
            var has = _seen.GetValueOrDefault(action.Index)?.HasPicture == true || (_browser is { } open && Pictures.Keep(open.Folder, action.Index, open.Screen.Latest));
            _seen = _seen.SetItem(action.Index, new SeenAction(action, has));
        }

        if (action is RecordedAction.Pick && State == RoomState.Pointing)
            Point(false);
        Changed?.Invoke();
    }

    // The last page was closed: done. The browser is gone: what was done is kept, and can be gone on from.
    private async Task WatchAsync(OpenBrowser open)
    {
        await open.Capturing.Ended;
        if (_browser != open)
            return;
        var lost = open.Capturing.IsLost;
        await FinishAsync();
        if (lost)
        {
            Trouble = new RoomTrouble("studio.trouble.gone", "");
            Changed?.Invoke();
        }
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _browser, null) is { } open)
            await open.DisposeAsync();
        SignedInAs = null;
    }

    // Nobody is to go on from it later.
    private static void Remove(string? recording)
    {
        try
        {
            if (recording is not null)
                Directory.Delete(recording, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is found by nobody who does not look for it.
        }
    }

    private void Set(RoomState state)
    {
        State = state;
        Changed?.Invoke();
    }

    private async Task InTurnAsync(Func<Task> act)
    {
        await _turn.WaitAsync();
        try
        {
            if (!_closed)
                await act();
        }
        finally
        {
            _turn.Release();
        }
    }
}
