using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Daas.Runtime.Browsers;

/// <summary>The browser processes of a pool: one in use for each flavour, and those that only wait for their last context to be closed.</summary>
/// <param name="launcher">Starts them; owned.</param>
/// <param name="options">How long they live.</param>
/// <param name="time">For their age.</param>
/// <param name="logger">Told of deaths.</param>
/// <param name="sync">The pool's lock: a browser's count of contexts changes under it.</param>
internal sealed class BrowserFleet(BrowserLauncher launcher, BrowserPoolOptions options, TimeProvider time, ILogger logger, Lock sync)
{
    private readonly Dictionary<bool, Task<RunningBrowser>> current = [];
    private readonly List<RunningBrowser> retiring = [];
    private bool ended;
    private long launches;
    private long crashes;
    private long killed;

    public int Count
    {
        get
        {
            lock (sync)
                return Current().Count + retiring.Count;
        }
    }

    public long Launches => Interlocked.Read(ref launches);

    public long Crashes => Interlocked.Read(ref crashes);

    public long Killed => Interlocked.Read(ref killed);

    /// <summary>The browser for new contexts of a flavour; started when there is none. A start is shared by all who wait for it.</summary>
    public Task<RunningBrowser> ForAsync(bool images)
    {
        lock (sync)
        {
            ObjectDisposedException.ThrowIf(ended, typeof(BrowserPool));
            if (current.TryGetValue(images, out var launching) && IsOfUse(launching))
                return launching;
            return current[images] = LaunchAsync(images);
        }
    }

    /// <summary>Acts in a browser that is none of the fleet.</summary>
    public Task<AttachedBrowser> AttachAsync(Uri address, CancellationToken ct) => launcher.AttachAsync(address, ct);

    /// <summary>No new context goes into it; it is ended with its last one.</summary>
    public void Retire(RunningBrowser browser)
    {
        lock (sync)
        {
            if (browser.Retiring)
                return;
            browser.Retiring = true;
            if (current.TryGetValue(browser.Images, out var launching) && launching.IsCompletedSuccessfully && launching.Result == browser)
                current.Remove(browser.Images);
            if (!browser.Lost.IsCancellationRequested)
                retiring.Add(browser);
        }
    }

    /// <summary>Retires what is too old or too big.</summary>
    public async Task RetireWornAsync()
    {
        foreach (var browser in Current())
            if (time.GetUtcNow() - browser.Started > options.BrowserLifetime || await IsTooBigAsync(browser))
                Retire(browser);
    }

    /// <summary>Retires what has had no context for long.</summary>
    public void RetireIdle()
    {
        foreach (var browser in Current())
        {
            bool idle;
            lock (sync)
                idle = browser.Contexts == 0 && time.GetUtcNow() - browser.LastUsed > options.IdleBrowserFor;
            if (idle)
                Retire(browser);
        }
    }

    /// <summary>Ends the retired browsers that have no context any more.</summary>
    public async Task EndRetiredAsync()
    {
        List<RunningBrowser> ending;
        lock (sync)
        {
            ending = retiring.FindAll(b => b.Contexts <= 0 || b.Lost.IsCancellationRequested);
            retiring.RemoveAll(ending.Contains);
        }

        foreach (var browser in ending)
            await EndAsync(browser);
    }

    public async Task EndAllAsync()
    {
        List<Task<RunningBrowser>> all;
        lock (sync)
        {
            ended = true;
            all = [.. current.Values, .. retiring.Select(Task.FromResult)];
            current.Clear();
            retiring.Clear();
        }

        foreach (var launching in all)
        {
            try
            {
                await EndAsync(await launching);
            }
            catch (BrowserUnavailableException)
            {
                // It never started; whoever asked for it has been told.
            }
        }

        launcher.Dispose();
    }

    /// <summary>Kills a browser that does not let go of a context.</summary>
    public void Kill(RunningBrowser browser, string connection)
    {
        Interlocked.Increment(ref killed);
        Log.BrowserKilled(logger, browser.ProcessId, connection);
        browser.Kill();
    }

    private async Task<RunningBrowser> LaunchAsync(bool images)
    {
        await Task.Yield();
        var browser = await launcher.LaunchAsync(images);
        Interlocked.Increment(ref launches);
        browser.Died += OnDied;
        return browser;
    }

    private async Task EndAsync(RunningBrowser browser)
    {
        if (await browser.EndAsync(options.LetGoTimeout))
            Interlocked.Increment(ref killed);
    }

    private void OnDied(RunningBrowser browser)
    {
        Interlocked.Increment(ref crashes);
        Log.BrowserDied(logger, browser.ProcessId);
        lock (sync)
            retiring.Remove(browser);
    }

    private async Task<bool> IsTooBigAsync(RunningBrowser browser)
    {
        try
        {
            return await browser.ResidentBytesAsync().WaitAsync(options.LetGoTimeout) > options.MaxBrowserBytes;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return true;
        }
    }

    private List<RunningBrowser> Current()
    {
        lock (sync)
            return [.. current.Values.Where(b => b.IsCompletedSuccessfully).Select(b => b.Result).Where(b => !b.Lost.IsCancellationRequested)];
    }

    private static bool IsOfUse(Task<RunningBrowser> launching) =>
        !launching.IsCompleted
        || (launching.IsCompletedSuccessfully && !launching.Result.Retiring && !launching.Result.Lost.IsCancellationRequested);
}
