using System.Text.Json;
using Daas.Recorder.Capture.Lines;

namespace Daas.Recorder.Capture.Screens;

/// <summary>
/// The pictures of one page, one at a time: the next is shown when the viewer has drawn the one before, and then it is the newest there is. Where the link is
/// slow, moving pictures are coarser, and the page at rest is shown once more as it is. Touched by the screen's one thread.
/// </summary>
internal sealed class Casting : IDisposable
{
    // The browser sends so many ahead of what it knows as acknowledged, and forgets what it could not send.
    private const int MostAhead = 3;
    private const int Sharp = 80;
    private const int Coarse = 40;
    private const double CoarseScale = 0.7;
    private const int SlowFrames = 2;
    private const int QuickFrames = 10;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Missed = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Unsure = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan None = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly CdpLine _line;
    private readonly TimeProvider _time;
    private readonly Action<Action> _post;
    private readonly Action<ScreenEvent.Frame> _show;
    private readonly ITimer _timer;
    private readonly List<int> _held = [];
    private string? _session;
    private bool _watched;
    private int _width;
    private int _height;
    private double _scale = 1;
    private byte[]? _came;
    private ScreenEvent.Frame? _next;
    private int _number;
    private int? _shown;
    private bool _resting;
    private long _shownAt;
    private int _ahead;
    private int _round;
    private bool _missed;
    private bool _sure;
    private bool _slow;
    private int _streak;

    /// <param name="line">To the browser.</param>
    /// <param name="time">By which the link is judged.</param>
    /// <param name="post">Does something on the screen's thread.</param>
    /// <param name="show">Given each picture in its turn.</param>
    public Casting(CdpLine line, TimeProvider time, Action<Action> post, Action<ScreenEvent.Frame> show)
    {
        (_line, _time, _post, _show) = (line, time, post, show);
        _timer = time.CreateTimer(_ => post(Due), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The newest picture, shown or not.</summary>
    public byte[]? Latest { get; private set; }

    /// <summary>Shows another page from now on; null: none.</summary>
    public void Turn(string? session)
    {
        if (_session == session)
            return;
        Stop();
        _session = session;
        Begin();
    }

    /// <summary>Somebody begins to look, anew, or nobody does any longer.</summary>
    public void Watch(bool watched)
    {
        Stop();
        _watched = watched;
        (_slow, _streak) = (false, 0);
        Begin();
    }

    /// <param name="width">Of the page, in CSS pixels.</param>
    /// <param name="height">Of the page, in CSS pixels.</param>
    /// <param name="scale">The viewer's pixels to a CSS pixel.</param>
    public void Resize(int width, int height, double scale)
    {
        (_width, _height, _scale) = (width, height, scale);
        Stop();
        Begin();
    }

    public void Came(string session, JsonElement data)
    {
        var id = data.GetProperty("sessionId").GetInt32();
        if (session != _session || !_watched)
        {
            _line.Post(session, "Page.screencastFrameAck", new { sessionId = id });
            return;
        }

        _held.Add(id);
        _missed = ++_ahead >= MostAhead;
        var bytes = data.GetProperty("data").GetBytesFromBase64();
        var size = data.GetProperty("metadata");
        var same = _came is not null && bytes.AsSpan().SequenceEqual(_came);
        _came = bytes;
        if (!same)
        {
            _sure = false;
            Latest = bytes;
            _next = new ScreenEvent.Frame(++_number, (int)size.GetProperty("deviceWidth").GetDouble(), (int)size.GetProperty("deviceHeight").GetDouble(), bytes);
            Wait(Timeout.InfiniteTimeSpan);
        }

        if (_shown is null)
            Show(resting: false);
        if (_shown is null && _missed)
            Wait(Missed);
    }

    public void Acknowledge(int number)
    {
        if (number != _shown)
            return;
        _shown = null;
        if (!_resting)
            Judge(_time.GetElapsedTime(_shownAt));
        Show(resting: false);
        if (_shown is null)
            Wait(_missed ? Missed : !_sure ? Unsure : _slow && !_resting ? Rest : Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Begin()
    {
        if (_session is null || !_watched || _width == 0)
            return;
        var scale = _slow ? Math.Min(1, _scale) * CoarseScale : _scale;
        _held.Clear();
        (_ahead, _missed) = (0, false);
        _round++;
        _line.Post(_session, "Page.startScreencast", new
        {
            format = "jpeg",
            quality = _slow ? Coarse : Sharp,
            maxWidth = (int)Math.Ceiling(_width * scale),
            maxHeight = (int)Math.Ceiling(_height * scale),
        });
        if (_came is null)
            Wait(None);
    }

    private void Stop()
    {
        if (_session is not null)
            _line.Post(_session, "Page.stopScreencast");
        (_came, _next, _shown, _missed) = (null, null, null, false);
        Wait(Timeout.InfiniteTimeSpan);
    }

    // Acknowledged to the browser no sooner than shown: it makes no pictures that nobody sees.
    private void Show(bool resting)
    {
        var round = _round;
        foreach (var id in _held)
            _line.SendAsync(_session, "Page.screencastFrameAck", new { sessionId = id }).ContinueWith(
                acknowledged =>
                {
                    _ = acknowledged.Exception;
                    _post(() => _ahead -= round == _round ? 1 : 0);
                },
                TaskScheduler.Default);
        _held.Clear();
        if (_next is not { } frame)
            return;
        (_next, _shown, _resting, _shownAt) = (null, frame.Number, resting, _time.GetTimestamp());
        _show(frame);
    }

    private void Judge(TimeSpan took)
    {
        var (turns, streak) = _slow ? (took < Quick, QuickFrames) : (took > Slow, SlowFrames);
        _streak = turns ? _streak + 1 : 0;
        if (_streak < streak)
            return;
        (_slow, _streak) = (!_slow, 0);
        _line.Post(_session, "Page.stopScreencast");
        Begin();
    }

    private void Wait(TimeSpan time) => _timer.Change(time, Timeout.InfiniteTimeSpan);

    private void Due()
    {
        if (_shown is not null || _session is null || !_watched)
            return;
        if (_came is null)
        {
            // A page that was begun with before it was first painted may never send one.
            _line.Post(_session, "Page.stopScreencast");
            Begin();
        }
        else if (_missed || !_sure)
        {
            // Begun anew, it sends the page as it is now: what the browser left out is seen, and what was seen already is not sent again.
            _sure = true;
            _line.Post(_session, "Page.stopScreencast");
            Begin();
            if (_slow)
                Wait(Rest);
        }
        else if (_slow)
        {
            _ = RestAsync(_session, _number);
        }
    }

    private async Task RestAsync(string session, int number)
    {
        try
        {
            var taken = await _line.SendAsync(session, "Page.captureScreenshot", new { format = "jpeg", quality = Sharp }).WaitAsync(Patience, _time);
            var bytes = taken.GetProperty("data").GetBytesFromBase64();
            _post(() =>
            {
                if (_session != session || _number != number || _shown is not null || !_watched)
                    return;
                Latest = bytes;
                _next = new ScreenEvent.Frame(++_number, _width, _height, bytes);
                Show(resting: true);
            });
        }
        catch (Exception e) when (e is CdpException or TimeoutException)
        {
            // A dialog is open, or the page is gone: it stays coarse.
        }
    }
}
