using Daas.Runtime.Sessions;
using Microsoft.Playwright;

namespace Daas.Runtime.Browsers;

/// <summary>
/// A signed-in corner of a browser, for one run. The context and its page are used again by the next run of the connection: event handlers
/// that a run attaches it must detach, and init scripts stay. Disposing gives it back at once and cleans up behind the caller's back.
/// </summary>
public sealed class BrowserLease : IAsyncDisposable
{
    private readonly BrowserPool pool;
    private readonly HeldContext held;
    private int returned;

    internal BrowserLease(BrowserPool pool, HeldContext held, bool fresh)
    {
        this.pool = pool;
        this.held = held;
        IsFresh = fresh;
    }

    public IBrowserContext Context => held.Context;

    internal StateCopy Copy => held.Copy;

    /// <summary>A page at <c>about:blank</c>.</summary>
    public IPage Page => held.Page;

    /// <summary>True when the context was made for this lease: its cookies are those of a storage state, or none.</summary>
    public bool IsFresh { get; }

    /// <summary>Cancelled when the browser or the page died under the lease, or a popup storm was stopped.</summary>
    public CancellationToken Lost => held.Lost;

    public LeaseLoss Loss => held.Loss;

    /// <summary>Windows that were closed as they opened because the context had too many.</summary>
    public int RefusedPages => held.RefusedPages;

    /// <summary>Process id of the browser.</summary>
    public int BrowserProcessId => held.Browser.ProcessId;

    /// <summary>The context is not to be used again, its cookies neither: the session in it is worthless.</summary>
    public void Discard() => held.Discarded = true;

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref returned, 1) == 0)
            pool.Return(held);
        return ValueTask.CompletedTask;
    }
}
