using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Recorder.Capture;
using Daas.Recorder.Capture.Screens;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Server.Studio.Live;

namespace Daas.Server.Studio.Hand;

/// <summary>
/// One person signing in to one connection: a browser at the system's sign-in page, seen through the live view, until a page shows that one is signed in
/// and the gateway has taken the session, or the person is gone for too long. The browser ends with it.
/// </summary>
internal sealed class HandSitting : IAsyncDisposable
{
    /// <summary>How long a person may take.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(10);

    /// <summary>How long nobody may look.</summary>
    public static readonly TimeSpan MostAway = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(600);

    private readonly HandSignIn _hand;
    private readonly HandDesk _desk;
    private readonly LiveScreens _screens;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _asked = new(0, 1);
    private readonly Task _running;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HandStanding _standing = new(HandPhase.Starting, "hand.starting");

    public HandSitting(ConnectionId connection, string owner, HandSignIn hand, HandDesk desk, LiveScreens screens, TimeProvider time, ILogger logger)
    {
        (Connection, Owner, _hand, _desk, _screens, _time, _logger) = (connection, owner, hand, desk, screens, time, logger);
        _running = RunAsync(_ending.Token);
    }

    public ConnectionId Connection { get; }

    /// <summary>The sitting of the operator who does it; the only one who sees it.</summary>
    public string Owner { get; }

    /// <summary>Name of its screen.</summary>
    public string Id { get; } = $"hand-{Guid.NewGuid():n}";

    /// <summary>How it is now, and what completes when it is otherwise.</summary>
    public (HandStanding Standing, Task Changed) Now
    {
        get
        {
            lock (_asked)
                return (_standing, _changed.Task);
        }
    }

    /// <summary>The person says that it is done: the session is looked at, whatever the page shows.</summary>
    public void Look()
    {
        lock (_asked)
            if (_asked.CurrentCount == 0)
                _asked.Release();
    }

    /// <summary>Ends it; nothing is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_ending.IsCancellationRequested)
            await _ending.CancelAsync();
        await _running;
    }

    private async Task RunAsync(CancellationToken ct)
    {
        await using var hand = _hand;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, hand.Ended);
        HandStanding end;
        try
        {
            end = await SignInAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            end = Ended(ct.IsCancellationRequested ? "hand.givenUp" : "hand.connectionGone");
        }
        catch (Exception e) when (e is CaptureException or BrowserUnavailableException)
        {
            Log.HandBrowserFailed(_logger, Connection.ToString(), e.Message);
            end = Ended(Now.Standing.Phase == HandPhase.Starting ? "hand.noBrowser" : "hand.browserGone");
        }
        catch (Exception e)
        {
            Log.HandBroke(_logger, e, Connection.ToString());
            end = Ended("hand.broke");
        }

        // Told when another could begin.
        await hand.DisposeAsync();
        Tell(end);
    }

    private async Task<HandStanding> SignInAsync(CancellationToken ct)
    {
        var program = await _desk.FindBrowserAsync(ct);
        await using var browser = await HandBrowser.StartAsync(
            new BrowserStart { Browser = program, Headless = true, Language = _hand.Language, Proxy = _hand.Proxy }, ct);
        await using var screen = await Screen.OpenAsync(browser.Socket, new ScreenOptions(), _time, _logger, ct);
        using var live = _screens.Register(Id, Owner, screen);
        Tell(new HandStanding(HandPhase.Filling, "hand.filling"));
        var filled = await _hand.FillInAsync(browser.Address, ct);
        if (filled is { Class: ErrorClass.CredentialsRejected or ErrorClass.AccountLocked })
            return Ended("hand.account", filled.Reason);
        Tell(filled is { Class: not ErrorClass.NeedsPerson }
            ? new HandStanding(HandPhase.Yours, "hand.notFilled", filled.Reason)
            : new HandStanding(HandPhase.Yours, "hand.yours", filled?.Reason));
        return await UntilSignedInAsync(browser, live, ct);
    }

    private async Task<HandStanding> UntilSignedInAsync(HandBrowser browser, LiveScreen live, CancellationToken ct)
    {
        Uri? refused = null;
        for (var asked = false; ; asked = await _asked.WaitAsync(Beat, ct))
        {
            if (_time.GetUtcNow() - _hand.Since > Most)
                return Ended("hand.tooLong");
            if (live.UnwatchedSince is { } since && _time.GetUtcNow() - since > MostAway)
                return Ended("hand.left");
            var views = await browser.LookAsync(ct);
            var home = views.FirstOrDefault(view => SignReader.Find(_hand.SignedIn, view, new TemplateValues()) is not null)?.Url;
            // What was refused once is looked at again where the page is another by then, or when the person says so.
            var seen = asked ? home ?? views.FirstOrDefault()?.Url : home != refused ? home : null;
            if (seen is null)
                continue;
            Tell(new HandStanding(HandPhase.Looking, "hand.looking"));
            var error = await _hand.TakeAsync(await browser.StateAsync(ct), seen, ct);
            if (error is null)
                return new HandStanding(HandPhase.Done, "hand.done");
            if (error.Class is ErrorClass.CredentialsRejected or ErrorClass.AccountLocked)
                return Ended("hand.account", error.Reason);
            refused = seen;
            var notYet = error.Class is ErrorClass.NeedsPerson or ErrorClass.Drift or ErrorClass.ContractViolation;
            Tell(new HandStanding(HandPhase.Yours, notYet ? "hand.notYet" : "hand.notLooked", error.Reason));
        }
    }

    private static HandStanding Ended(string text, string? words = null) => new(HandPhase.Ended, text, words);

    private void Tell(HandStanding standing)
    {
        TaskCompletionSource changed;
        lock (_asked)
        {
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _standing = standing;
        }

        changed.SetResult();
    }
}
