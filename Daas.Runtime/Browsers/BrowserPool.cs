using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Daas.Runtime.Browsers;

/// <summary>
/// The browsers of this process. Leases contexts, keeps them warm for the connection that used them, replaces what is old, dead or stuck.
/// A browser starts with the first lease that needs it: one without images, one with.
/// </summary>
public sealed class BrowserPool : IAsyncDisposable
{
    private readonly BrowserFinder finder;
    private readonly BrowserPoolOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly BrowserFleet fleet;
    private readonly SemaphoreSlim slots;
    private readonly ITimer tidying;

    // Guards everything below; never held over an await.
    private readonly Lock sync = new();
    private readonly HashSet<HeldContext> leased = [];
    private readonly List<HeldContext> warm = [];
    private readonly HashSet<Task> pending = [];
    private readonly Dictionary<string, string> keptStates = [];
    private bool disposed;

    private int tidyingNow;
    private int waiting;
    private long leases;

    public BrowserPool(BrowserFinder finder, BrowserPoolOptions options, TimeProvider time, ILogger<BrowserPool> logger)
    {
        this.finder = finder;
        this.options = options;
        this.time = time;
        this.logger = logger;
        fleet = new(new(finder, options, time, logger), options, time, logger, sync);
        slots = new(options.MaxLeased, options.MaxLeased);
        tidying = time.CreateTimer(_ => Track(TidyAsync()), null, options.TidyEvery, options.TidyEvery);
    }

    public BrowserPoolFigures Figures
    {
        get
        {
            lock (sync)
            {
                return new(
                    fleet.Count, leased.Count, warm.Count(h => !h.Browser.Lost.IsCancellationRequested), Volatile.Read(ref waiting),
                    Volatile.Read(ref leases), fleet.Launches, fleet.Crashes, fleet.Killed);
            }
        }
    }

    /// <summary>Leases the connection's warm context, or a new one. Waits while as many as allowed are leased.</summary>
    /// <exception cref="BrowserUnavailableException">No browser can be found or started.</exception>
    public async Task<BrowserLease> LeaseAsync(BrowserLeaseRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (request.StorageState is { } state)
            JsonDocument.Parse(state).Dispose();

        Interlocked.Increment(ref waiting);
        try
        {
            await slots.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        var obtaining = ObtainAsync(request);
        try
        {
            var lease = await obtaining.WaitAsync(cancellationToken);
            Interlocked.Increment(ref leases);
            return lease;
        }
        catch (OperationCanceledException)
        {
            // The browser cannot be interrupted in the middle: whatever comes of it goes back by itself.
            _ = obtaining.ContinueWith(
                t =>
                {
                    if (t.IsCompletedSuccessfully)
                        _ = t.Result.DisposeAsync();
                    else
                        slots.Release();
                },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
        catch
        {
            slots.Release();
            throw;
        }
    }

    /// <summary>Acts in a browser that somebody else started.</summary>
    /// <exception cref="BrowserUnavailableException">It is not there.</exception>
    internal Task<AttachedBrowser> AttachAsync(Uri address, CancellationToken ct) => fleet.AttachAsync(address, ct);

    /// <summary>Forgets the session of a connection in every context: its cookies are worthless, or must not be used any more.</summary>
    public async Task ForgetAsync(string connection)
    {
        List<HeldContext> closing;
        lock (sync)
        {
            keptStates.Remove(connection);
            foreach (var held in leased.Where(h => h.Request.Connection == connection))
                held.Discarded = true;
            closing = TakeWarm(h => h.Request.Connection == connection);
        }

        foreach (var held in closing)
            await CloseAsync(held);
    }

    /// <summary>Waits until every lease given back so far is cleaned up.</summary>
    internal async Task SettleAsync()
    {
        while (true)
        {
            Task[] now;
            lock (sync)
                now = [.. pending];
            if (now.Length == 0)
                return;
            await Task.WhenAll(now);
        }
    }

    /// <summary>Closes what has been idle for long and replaces what is old or has grown too big.</summary>
    internal async Task TidyAsync()
    {
        if (Interlocked.Exchange(ref tidyingNow, 1) == 1)
            return;
        try
        {
            await TidyOnceAsync();
        }
        finally
        {
            Volatile.Write(ref tidyingNow, 0);
        }
    }

    private async Task TidyOnceAsync()
    {
        await fleet.RetireWornAsync();

        var now = time.GetUtcNow();
        List<HeldContext> closing;
        lock (sync)
        {
            warm.RemoveAll(h => h.Browser.Lost.IsCancellationRequested);
            closing = TakeWarm(h => h.Cleaned.IsCompleted && (now - h.LastUsed > options.WarmFor || h.Browser.Retiring));
        }

        foreach (var held in closing)
            await KeepStateAndCloseAsync(held);

        fleet.RetireIdle();
        await fleet.EndRetiredAsync();
    }

    internal void Return(HeldContext held) => Track(ReturnAsync(held));

    public async ValueTask DisposeAsync()
    {
        lock (sync)
        {
            if (disposed)
                return;
            disposed = true;
        }

        await tidying.DisposeAsync();
        await SettleAsync();
        lock (sync)
        {
            warm.Clear();
            keptStates.Clear();
        }

        await fleet.EndAllAsync();
    }

    private async Task<BrowserLease> ObtainAsync(BrowserLeaseRequest request)
    {
        while (TakeWarmFor(request) is { } held)
        {
            if (!await held.Cleaned)
            {
                await CloseAsync(held);
            }
            else if (held.Request.FitsContextOf(request) && !IsSpent(held))
            {
                return Lend(held, fresh: false);
            }
            else
            {
                await KeepStateAndCloseAsync(held);
            }
        }

        var state = await StateForAsync(request);
        await MakeRoomAsync();
        // A browser that died, or does not answer any more, is replaced once.
        return Lend(await TryOpenAsync(request, state) ?? await TryOpenAsync(request, state) ?? throw NoBrowserLasts(), fresh: true);
    }

    /// <summary>
    /// What a fresh context begins with: the cookies of a lease that runs beside it, or of the context it replaces, or what the caller has
    /// kept.
    /// </summary>
    private async Task<string?> StateForAsync(BrowserLeaseRequest request)
    {
        HeldContext? beside;
        lock (sync)
        {
            if (keptStates.Remove(request.Connection, out var kept))
                return kept;
            beside = leased.FirstOrDefault(h => h.Request.Connection == request.Connection && !h.Discarded && h.Loss == LeaseLoss.None);
        }

        return (beside is null ? null : await beside.StateAsync()) ?? request.StorageState;
    }

    /// <summary>Null when the browser proved to be dead; it is retired then.</summary>
    private async Task<HeldContext?> TryOpenAsync(BrowserLeaseRequest request, string? state)
    {
        var browser = await fleet.ForAsync(request.Images);
        lock (sync)
            browser.Contexts++;
        try
        {
            var userAgent = await finder.UserAgentAsync();
            return await HeldContext.OpenAsync(request, userAgent, state, browser, options, time.GetUtcNow()).WaitAsync(options.StartTimeout);
        }
        catch (Exception e)
        {
            lock (sync)
                browser.Contexts--;
            if (e is not (PlaywrightException or TimeoutException) || (e is PlaywrightException && await browser.AnswersAsync(options.LetGoTimeout)))
                throw;
            Log.BrowserGivenUp(logger, browser.ProcessId);
            fleet.Retire(browser);
            return null;
        }
    }

    private static BrowserUnavailableException NoBrowserLasts() => new("The browser starts, but ends or stops answering before a page is open.");

    private BrowserLease Lend(HeldContext held, bool fresh)
    {
        held.Uses++;
        held.Browser.Leases++;
        lock (sync)
            leased.Add(held);
        if (held.Browser.Leases >= options.LeasesPerBrowser)
            fleet.Retire(held.Browser);
        return new BrowserLease(this, held, fresh);
    }

    private async Task ReturnAsync(HeldContext held)
    {
        try
        {
            held.LastUsed = held.Browser.LastUsed = time.GetUtcNow();
            var fit = held.Loss == LeaseLoss.None && !held.Discarded;
            // Warm from this moment, so that the connection's next lease waits for the cleaning instead of opening another; and not on the caller's time.
            held.Cleaned = fit ? Task.Run(held.CleanAsync) : Task.FromResult(false);
            lock (sync)
            {
                leased.Remove(held);
                warm.Add(held);
            }

            if (await held.Cleaned && !held.Discarded)
                return;

            bool mine;
            lock (sync)
                mine = warm.Remove(held);
            if (mine)
                await CloseAsync(held);
        }
        finally
        {
            slots.Release();
            await fleet.EndRetiredAsync();
        }
    }

    private HeldContext? TakeWarmFor(BrowserLeaseRequest request)
    {
        lock (sync)
        {
            warm.RemoveAll(h => h.Browser.Lost.IsCancellationRequested);
            var held = warm.Where(h => h.Request.Connection == request.Connection)
                .OrderByDescending(h => h.Request.FitsContextOf(request)).ThenByDescending(h => h.LastUsed).FirstOrDefault();
            if (held is not null)
                warm.Remove(held);
            return held;
        }
    }

    private List<HeldContext> TakeWarm(Predicate<HeldContext> which)
    {
        var taken = warm.FindAll(which);
        warm.RemoveAll(which);
        return taken;
    }

    private async Task MakeRoomAsync()
    {
        while (true)
        {
            HeldContext? oldest;
            lock (sync)
            {
                if (leased.Count + warm.Count < options.MaxContexts)
                    return;
                oldest = warm.Where(h => h.Cleaned.IsCompleted).MinBy(h => h.LastUsed);
                if (oldest is null)
                    return;
                warm.Remove(oldest);
            }

            await KeepStateAndCloseAsync(oldest);
        }
    }

    private bool IsSpent(HeldContext held) =>
        held.Uses >= options.UsesPerContext
        || time.GetUtcNow() - held.Created > options.ContextLifetime
        || held.Browser.Retiring
        || held.Loss != LeaseLoss.None;

    private async Task KeepStateAndCloseAsync(HeldContext held)
    {
        if (await held.StateAsync() is { } state && !held.Discarded)
            lock (sync)
                keptStates[held.Request.Connection] = state;
        await CloseAsync(held);
    }

    private async Task CloseAsync(HeldContext held)
    {
        if (!await held.CloseAsync())
        {
            // Nothing gentler is left; the runs beside it in this browser are lost with it.
            fleet.Kill(held.Browser, held.Request.Connection);
        }

        lock (sync)
            held.Browser.Contexts--;
    }

    private void Track(Task task)
    {
        lock (sync)
            pending.Add(task);
        _ = task.ContinueWith(
            t =>
            {
                lock (sync)
                    pending.Remove(t);
                if (t.Exception is { } e)
                    Log.BrowserTidyingFailed(logger, e);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
