using System.Diagnostics;
using System.Threading.Channels;
using Daas.Recorder.Capture;
using Daas.Recorder.Capture.Screens;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Capture;

/// <summary>A recorded browser, seen and used through a screen as a viewer's page would.</summary>
internal sealed class Seen : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<ScreenEvent> _told = Channel.CreateUnbounded<ScreenEvent>();
    private readonly List<ScreenEvent> _kept = [];
    private readonly string _folder;
    private readonly IDisposable _watch;
    private volatile int _newest;
    private volatile int _drawn;
    private volatile bool _draws = true;

    private Seen(Capturing capturing, Screen screen, string folder)
    {
        (Capturing, Screen, _folder) = (capturing, screen, folder);
        _watch = screen.Watch(See);
    }

    public Capturing Capturing { get; }

    public Screen Screen { get; }

    /// <summary>Number of the newest frame that came.</summary>
    public int Newest => _newest;

    /// <summary>Number of the newest frame that was drawn.</summary>
    public int Drawn => _drawn;

    /// <summary>Whether frames are drawn as they come.</summary>
    public bool Draws
    {
        get => _draws;
        set => _draws = value;
    }

    public static async Task<Seen> StartAsync(Uri url)
    {
        var folder = Directory.CreateTempSubdirectory("daas-recording-").FullName;
        var ct = TestContext.Current.CancellationToken;
        var capturing = await Capturing.StartAsync(
            new CaptureOptions { Url = url, Browser = Driven.Chromium, Folder = folder, Headless = true }, TimeProvider.System, new ToTestOutput(), ct);
        var screen = await Screen.OpenAsync(
            capturing.Address, new ScreenOptions { Width = 1000, Height = 600, Downloads = capturing.Downloads }, TimeProvider.System, new ToTestOutput(), ct);
        return new Seen(capturing, screen, folder);
    }

    public void Do(ScreenCommand command) => Screen.Do(command);

    public void Click(double x, double y, int count = 1)
    {
        Do(new ScreenCommand.Mouse("move", x, y));
        for (var n = 1; n <= count; n++)
        {
            Do(new ScreenCommand.Mouse("down", x, y, "left", 1, n));
            Do(new ScreenCommand.Mouse("up", x, y, "left", 0, n));
        }
    }

    public void Press(string name, string code, int number, int keys = 0)
    {
        Do(new ScreenCommand.Key(true, name, code, number, keys));
        Do(new ScreenCommand.Key(false, name, code, number, keys));
    }

    public void Type(string text)
    {
        foreach (var c in text)
            Press(c.ToString(), char.IsAsciiLetter(c) ? $"Key{char.ToUpperInvariant(c)}" : $"Digit{c}", char.ToUpperInvariant(c));
    }

    /// <summary>The next of its kind, told before or yet to come; each is given once.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? wanted = null)
        where T : ScreenEvent
    {
        bool Fits(ScreenEvent what) => what is T its && wanted?.Invoke(its) != false;
        if (_kept.Find(Fits) is T kept)
        {
            _kept.Remove(kept);
            return kept;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var what in _told.Reader.ReadAllAsync(patience.Token))
            {
                if (Fits(what))
                    return (T)what;
                _kept.Add(what);
            }
        }
        catch (OperationCanceledException)
        {
            // What was told instead says more than that it took too long.
        }

        var told = _kept.Select(k => k is ScreenEvent.Tabs tabs ? string.Join(" | ", tabs.All) : k is ScreenEvent.Frame ? "frame" : $"{k}");
        throw new InvalidOperationException($"no such {typeof(T).Name} was told, but: {string.Join('\n', told)}");
    }

    /// <summary>Waits until the active tab shows an address, rests and can be seen: the browser takes no click on what it has not yet painted.</summary>
    /// <param name="end">Of the address.</param>
    /// <param name="title">What the page calls itself by then; null: anything.</param>
    public async Task AtAsync(string end, string? title = null)
    {
        var ct = TestContext.Current.CancellationToken;
        IReadOnlyList<ScreenTab> tabs = [];
        var since = Stopwatch.StartNew();
        while (since.Elapsed < Patience)
        {
            tabs = await Screen.TabsAsync(ct);
            if (tabs.Any(t => t.Active && !t.Loading && t.Address.EndsWith(end, StringComparison.Ordinal) && (title is null || t.Title == title)))
            {
                await Screen.PictureAsync(ct);
                return;
            }

            await Task.Delay(20, ct);
        }

        throw new InvalidOperationException($"not at {end}, but: {string.Join(" | ", tabs)}");
    }

    public async Task<Recording> FinishAsync() => await Capturing.FinishAsync();

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await Screen.DisposeAsync();
        await Capturing.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void See(ScreenEvent what)
    {
        if (what is ScreenEvent.Frame frame)
        {
            _newest = frame.Number;
            if (_draws)
            {
                _drawn = frame.Number;
                Screen.Do(new ScreenCommand.Acknowledge(frame.Number));
            }
        }

        _told.Writer.TryWrite(what);
    }
}
