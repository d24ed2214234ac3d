using Daas.Runtime.Sessions;
using Microsoft.Playwright;

namespace Daas.Runtime.Browsers;

/// <summary>A browser context with its page, leased or warm, and what the pool knows of it.</summary>
internal sealed class HeldContext
{
    private readonly BrowserPoolOptions options;
    private readonly CancellationTokenSource lost;
    private int loss;
    private int refusedPages;

    private HeldContext(
        BrowserLeaseRequest request, RunningBrowser browser, IBrowserContext context, IPage page, BrowserPoolOptions options, DateTimeOffset now)
    {
        this.options = options;
        Request = request;
        Browser = browser;
        Context = context;
        Page = page;
        Created = LastUsed = now;
        lost = CancellationTokenSource.CreateLinkedTokenSource(browser.Lost);
        Lost = lost.Token;
        page.Crash += OnCrash;
        context.Page += OnPage;
    }

    public BrowserLeaseRequest Request { get; }

    public RunningBrowser Browser { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; }

    public DateTimeOffset Created { get; }

    /// <summary>What it has of its session, for the hand-over to plain requests.</summary>
    public StateCopy Copy { get; } = new();

    public DateTimeOffset LastUsed { get; set; }

    public int Uses { get; set; }

    public bool Discarded { get; set; }

    /// <summary>Set when a lease ended: true once the page has let go of the last run and is at <c>about:blank</c>.</summary>
    public Task<bool> Cleaned { get; set; } = Task.FromResult(true);

    public CancellationToken Lost { get; }

    public LeaseLoss Loss => Browser.Lost.IsCancellationRequested ? LeaseLoss.BrowserDied : (LeaseLoss)Volatile.Read(ref loss);

    public int RefusedPages => Volatile.Read(ref refusedPages);

    public static async Task<HeldContext> OpenAsync(
        BrowserLeaseRequest request, string userAgent, string? storageState, RunningBrowser browser, BrowserPoolOptions options, DateTimeOffset now)
    {
        // Cookies apart: a single one that the browser does not take would cost the whole state.
        var cookies = Sessions.StorageState.Cookies(storageState);
        var context = await browser.Browser.NewContextAsync(new()
        {
            Proxy = new() { Server = request.ProxyServer },
            Locale = request.Locale,
            // Its own, said aloud so that plain requests of the same session can say the same.
            UserAgent = userAgent,
            TimezoneId = request.TimeZone,
            AcceptDownloads = request.AcceptDownloads,
            IgnoreHTTPSErrors = request.IgnoreCertificateErrors,
            StorageState = cookies.Count == 0 ? storageState : Sessions.StorageState.With(storageState, []),
            // A service worker answers behind the page's back and outlives it; no old system needs one.
            ServiceWorkers = ServiceWorkerPolicy.Block,
        });
        if (cookies.Count > 0)
            await HeldCookies.AddAsync(context, cookies);
        return new HeldContext(request, browser, context, await context.NewPageAsync(), options, now);
    }

    /// <summary>Closes what the run left open and leaves its page; false when the page does not let go.</summary>
    public async Task<bool> CleanAsync()
    {
        try
        {
            foreach (var page in Context.Pages.ToArray())
                if (page != Page)
                    await page.CloseAsync().WaitAsync(options.LetGoTimeout);

            Interlocked.Exchange(ref refusedPages, 0);
            if (Page.IsClosed)
            {
                Page = await Context.NewPageAsync().WaitAsync(options.LetGoTimeout);
                Page.Crash += OnCrash;
                return true;
            }

            // Leaving the page stops its timers: between two runs the old system is not polled.
            await Page.GotoAsync("about:blank", new() { Timeout = (float)options.LetGoTimeout.TotalMilliseconds })
                .WaitAsync(options.LetGoTimeout + TimeSpan.FromSeconds(1));
            return true;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Cookies and local storage as JSON; null when the browser does not answer.</summary>
    public async Task<string?> StateAsync()
    {
        try
        {
            return await Context.StorageStateAsync().WaitAsync(options.LetGoTimeout);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Closes the context; false when the browser did not manage to.</summary>
    public async Task<bool> CloseAsync()
    {
        Context.Page -= OnPage;
        try
        {
            await Context.CloseAsync().WaitAsync(options.LetGoTimeout);
            return true;
        }
        catch (PlaywrightException)
        {
            // Closed already, or its browser is gone.
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lost.Dispose();
        }
    }

    private void OnCrash(object? sender, IPage page) => Lose(LeaseLoss.PageCrashed);

    private void OnPage(object? sender, IPage page)
    {
        if (Context.Pages.Count <= options.MaxPages)
            return;
        _ = CloseQuietlyAsync(page);
        if (Interlocked.Increment(ref refusedPages) > options.MaxRefusedPages)
            Lose(LeaseLoss.PopupStorm);
    }

    private void Lose(LeaseLoss why)
    {
        if (Interlocked.CompareExchange(ref loss, (int)why, (int)LeaseLoss.None) != (int)LeaseLoss.None)
            return;
        try
        {
            lost.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The context was closed in the same moment: nobody holds it.
        }
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
