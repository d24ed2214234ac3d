using Daas.Core.Runs;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>The windows of a run: the leased page and those that its pages open.</summary>
internal sealed class Windows(Scene scene)
{
    private const int Most = 12;
    private const int MostRefused = 20;

    private readonly Lock sync = new();
    private readonly List<IPage> opened = [];
    private readonly Dictionary<IPage, Task<Window>> attached = [];
    private IBrowserContext context = null!;
    private int refused;

    public Window Current { get; private set; } = null!;

    public IEnumerable<Window> All
    {
        get
        {
            lock (sync)
                return [.. attached.Values.Where(t => t.IsCompletedSuccessfully).Select(t => t.Result)];
        }
    }

    /// <summary>Open windows besides the leased page, oldest first.</summary>
    public IReadOnlyList<IPage> Opened
    {
        get
        {
            lock (sync)
                return [.. opened.Where(p => !p.IsClosed)];
        }
    }

    /// <summary>Number of windows opened so far, closed ones included.</summary>
    public int OpenedEver { get; private set; }

    public async Task BeginAsync(IPage page)
    {
        context = page.Context;
        scene.Dialogs.Listen(context);
        scene.Downloads.Listen(page);
        context.Page += OnPage;
        Current = await AttachAsync(page);
    }

    public Task<Window> AttachAsync(IPage page)
    {
        lock (sync)
        {
            if (attached.TryGetValue(page, out var known))
                return known;
            return attached[page] = OpenAsync(page);
        }
    }

    /// <summary>Does <paramref name="work"/> with another window in front, then goes back.</summary>
    public async Task<T> InAsync<T>(Window window, Func<Task<T>> work)
    {
        var opener = Current;
        Current = window;
        try
        {
            return await work();
        }
        finally
        {
            Current = opener;
        }
    }

    public void Detach()
    {
        context.Page -= OnPage;
        scene.Dialogs.Detach();
        foreach (var window in All)
        {
            scene.Downloads.Detach(window.Page);
            window.Detach();
        }
    }

    private async Task<Window> OpenAsync(IPage page)
    {
        var window = await Window.AttachAsync(page, scene.Patience(null), scene.Time, scene.Ct);
        scene.Answers.Watch(window);
        return window;
    }

    private void OnPage(object? sender, IPage page)
    {
        lock (sync)
        {
            OpenedEver++;
            opened.RemoveAll(p => p.IsClosed);
            if (opened.Count < Most)
            {
                opened.Add(page);
                scene.Downloads.Listen(page);
                return;
            }
        }

        _ = CloseQuietlyAsync(page);
        if (Interlocked.Increment(ref refused) > MostRefused)
            scene.Stop(new RunError(ErrorClass.ResponseLimit, $"the page opens windows without end; {Most} were let, {refused} closed"));
    }

    private static async Task CloseQuietlyAsync(IPage page)
    {
        try
        {
            await page.CloseAsync();
        }
        catch (PlaywrightException)
        {
            // It closed by itself.
        }
    }
}
