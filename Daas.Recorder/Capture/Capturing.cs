using System.Text.Json;
using System.Threading.Channels;
using Daas.Recorder.Capture.Lines;
using Daas.Recorder.Recordings;
using Microsoft.Extensions.Logging;

namespace Daas.Recorder.Capture;

/// <summary>
/// A recording while it is made: a browser whose default context is listened to, whoever drives it. Everything said is in the folder at once; only what an
/// action caused is added to it later.
/// </summary>
public sealed class Capturing : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CaptureOptions _options;
    private readonly ILogger _logger;
    private readonly BrowserProcess _browser;
    private readonly TimeProvider _time;
    private Observation _observation = null!;
    private CdpLine _line = null!;
    private Task _hearing = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;
    private bool _finished;

    private Capturing(CaptureOptions options, BrowserProcess browser, TimeProvider time, ILogger logger) =>
        (_options, _browser, _time, _logger) = (options, browser, time, logger);

    /// <summary>Where another client can drive the browser.</summary>
    public Uri Address => _browser.Address;

    /// <summary>The browser's own socket, for a <see cref="Screens.Screen"/>.</summary>
    public Uri Socket => _browser.Socket;

    /// <summary>The browser ended by itself: it was killed, or crashed.</summary>
    public bool IsLost => !_finished && _line.Closed.IsCompleted;

    /// <summary>Where the browser puts what is downloaded, each under its id; gone with the browser.</summary>
    public string Downloads => _browser.Downloads;

    /// <summary>Completes when the last page was closed, the browser is gone, or the person said that it is done.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Why not all of it could be kept, such as a full disk; null when it was.</summary>
    public string? Failure { get; private set; }

    /// <summary>Starts the browser and opens the address.</summary>
    /// <exception cref="CaptureException">The browser does not start, or the port is taken.</exception>
    /// <exception cref="IOException">The folder holds a recording already.</exception>
    public static async Task<Capturing> StartAsync(CaptureOptions options, TimeProvider time, ILogger logger, CancellationToken ct)
    {
        var folder = RecordingFolder.Begin(options.Folder, new Recording { Url = options.Url, At = time.GetUtcNow(), Picks = options.Picks, SignedIn = options.State is not null });
        var capturing = new Capturing(options, await BrowserProcess.StartAsync(BrowserStart.Of(options), ct), time, logger);
        try
        {
            await capturing.BeginAsync(folder, time, ct);
            return capturing;
        }
        catch
        {
            await capturing.DisposeAsync();
            throw;
        }
    }

    /// <summary>What is done is left out until it is ended.</summary>
    public void Pause(bool on) => _inbox.Writer.TryWrite(() => _observation.Pause(on));

    /// <summary>The next click of the person points at the answer, and does nothing else; false: no more.</summary>
    public void Point(bool on) => _inbox.Writer.TryWrite(() => _observation.Point(on));

    /// <summary>Does what was done in an earlier recording again, up to a step; heard as if the person did it.</summary>
    /// <param name="actions">The first actions of it, in order.</param>
    /// <param name="account">What is typed to sign in; null: not known.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Index of the first that could not be done; null when all were.</returns>
    public async Task<int?> ReplayAsync(IReadOnlyList<RecordedAction> actions, TypedCredential? account, CancellationToken ct)
    {
        var eyes = new ReplayEyes(
            name => HereAsync(() => _observation.PageOf(name)),
            name => HereAsync(() => _observation.WorldsOf(name)),
            () => HereAsync(() => _observation.Waiting),
            () => HereAsync(() => _observation.IsResting));
        try
        {
            return await new Replaying(_line, eyes, account, _time).DoAsync(actions, ct);
        }
        catch (CdpException e)
        {
            throw new CaptureException(e.Message);
        }
    }

    /// <summary>Takes what is still on its way, closes the browser, and gives what was recorded.</summary>
    public async Task<Recording> FinishAsync()
    {
        if (!_finished)
        {
            _finished = true;
            try
            {
                if (!_line.Closed.IsCompleted)
                    await OnThreadAsync(_observation.FinishAsync);
            }
            catch (CdpException)
            {
                // The browser ended meanwhile: what was told until then is there.
            }

            await CloseAsync();
        }

        return RecordingFolder.Read(_options.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _over.Dispose();
    }

    private async Task BeginAsync(RecordingFolder folder, TimeProvider time, CancellationToken ct)
    {
        _line = await CdpLine.OpenAsync(_browser.Socket, e => _observation.Hear(e), ct);
        _observation = new Observation(_line, folder, _options, time, _logger, act => _inbox.Writer.TryWrite(act), () => _ended.TrySetResult());
        _hearing = HearAsync();
        _beating = BeatAsync(time);
        _ = _line.Closed.ContinueWith(_ => _ended.TrySetResult(), TaskScheduler.Default);
        await _observation.BeginAsync(_browser.Downloads).WaitAsync(ct);
    }

    private async Task HearAsync()
    {
        await foreach (var act in _inbox.Reader.ReadAllAsync())
        {
            try
            {
                act();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Failure ??= e.Message;
                _ended.TrySetResult();
            }
            catch (Exception e) when (e is CdpException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
            {
                // One event less is better than no recording.
                Log.EventLost(_logger, e);
            }
        }
    }

    private async Task BeatAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
                _inbox.Writer.TryWrite(_observation.Beat);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private async Task<T> HereAsync<T>(Func<T> look)
    {
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_inbox.Writer.TryWrite(() => seen.SetResult(look())))
            throw new CdpException("the browser is gone");
        return await seen.Task;
    }

    private async Task OnThreadAsync(Func<Task> act)
    {
        var done = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        _inbox.Writer.TryWrite(() => done.SetResult(act()));
        await await done.Task;
    }

    private async Task CloseAsync()
    {
        if (_over.IsCancellationRequested)
            return;
        await _over.CancelAsync();
        if (_line is not null)
        {
            try
            {
                await _line.SendAsync(null, "Browser.close").WaitAsync(Patience);
            }
            catch (Exception e) when (e is CdpException or TimeoutException)
            {
                // Gone already, or made to go below.
            }

            await _line.DisposeAsync();
        }

        await _beating;
        _inbox.Writer.TryComplete();
        await _hearing;
        await _browser.DisposeAsync();
        _ended.TrySetResult();
    }
}
