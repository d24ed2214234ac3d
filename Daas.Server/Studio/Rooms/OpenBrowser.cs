using System.Globalization;
using Daas.Recorder.Capture;
using Daas.Recorder.Capture.Screens;
using Daas.Recorder.Recordings;
using Daas.Runtime.Connections;
using Daas.Server.Studio.Drafts;
using Daas.Server.Studio.Live;

namespace Daas.Server.Studio.Rooms;

/// <summary>The browser of a room: recorded, and shown to its owner.</summary>
internal sealed class OpenBrowser : IAsyncDisposable
{
    // A browser that nobody sits at has no language of its own: it asks as runs do.
    private const string DefaultLanguage = "zh-CN";

    private readonly StudioDesk _desk;
    private readonly string _adapter;
    private readonly TypedAccount _account;
    private LiveScreen? _live;

    private OpenBrowser(string id, string folder, StudioDesk desk, string adapter)
    {
        (Id, Folder, _desk, _adapter) = (id, folder, desk, adapter);
        _account = new TypedAccount(typed => desk.KeepAccountAsync(adapter, typed));
    }

    /// <summary>Unguessable, and never used again.</summary>
    public string Id { get; }

    /// <summary>Where it is recorded.</summary>
    public string Folder { get; }

    public Capturing Capturing { get; private set; } = null!;

    public Screen Screen { get; private set; } = null!;

    /// <summary>Since when nobody looks at it; null while somebody does.</summary>
    public DateTimeOffset? UnwatchedSince => _live?.UnwatchedSince;

    public string? SignedInAs { get; private set; }

    /// <summary>Why it did not begin signed in, where it was meant to.</summary>
    public RoomTrouble? Notice { get; private set; }

    /// <exception cref="CaptureException">The browser does not start, or the address does not open.</exception>
    /// <exception cref="IOException">What is recorded cannot be kept.</exception>
    public static async Task<OpenBrowser> StartAsync(
        StudioDesk desk, LiveScreens screens, StudioDraft draft, bool again, double scale, Action<RecordedAction> acted, TimeProvider time, ILogger logger, CancellationToken ct)
    {
        // Local, as the command names them: the newest is told by its name.
        var stamp = time.GetLocalNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var folder = Path.Combine(desk.Recordings, draft.Adapter, draft.Operation, $"{stamp}{(again ? "-again" : "")}");
        var open = new OpenBrowser(Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)), folder, desk, draft.Adapter);
        var published = desk.Catalog().Adapters.GetValueOrDefault(draft.Adapter);
        var lent = published is null ? null : await desk.LendAsync(draft.Adapter, draft.Url, ct);
        if (lent is { State: not null })
            open.SignedInAs = lent.User;
        else if (lent is { Refusal: not (LentSessionRefusal.NoSignIn or null) } no)
            open.Notice = new RoomTrouble($"studio.lend.{no.Refusal}", no.Error?.Reason ?? no.Error?.Message ?? "");
        var keeps = lent?.Refusal is not LentSessionRefusal.OtherSystem;
        try
        {
            open.Capturing = await Capturing.StartAsync(
                new CaptureOptions
                {
                    Url = lent?.Start ?? draft.Url,
                    Browser = await desk.BrowserAsync(ct),
                    Folder = folder,
                    Headless = true,
                    Scale = scale,
                    Language = published?.Language ?? DefaultLanguage,
                    State = lent?.State,
                    Typed = keeps ? open._account.Keep : null,
                    Acted = acted,
                },
                time,
                logger,
                ct);
            open.Screen = await Screen.OpenAsync(open.Capturing.Socket, new ScreenOptions { Downloads = open.Capturing.Downloads }, time, logger, ct);
            open._live = screens.Register(open.Id, draft.Owner, open.Screen, open.Capturing.Downloads);
            return open;
        }
        catch
        {
            await open.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does the first steps of an earlier recording again.</summary>
    /// <returns>Where it stopped; null when all were done.</returns>
    public async Task<RoomTrouble?> ReplayAsync(Recording earlier, int until, CancellationToken ct)
    {
        // What began signed in does not sign in again.
        var account = await _desk.AccountAsync(_adapter, ct);
        var stopped = await Capturing.ReplayAsync([.. earlier.Actions.TakeWhile(a => a.Index < until)], account, ct);
        return stopped is { } index ? new RoomTrouble("studio.trouble.replay", (index + 1).ToString(CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Why the account that was typed could not be stored; null when it was, or none was typed.</summary>
    public async Task<string?> AccountFailureAsync()
    {
        await _account.StoredAsync();
        return _account.Failure;
    }

    public async ValueTask DisposeAsync()
    {
        _live?.Dispose();
        if (Screen is not null)
            await Screen.DisposeAsync();
        if (Capturing is not null)
            await Capturing.DisposeAsync();
    }
}
