namespace Daas.Runtime.Browsers;

/// <summary>The bounds of a <see cref="BrowserPool"/>. A context costs about 80 MB.</summary>
public sealed record BrowserPoolOptions
{
    /// <summary>Contexts leased at the same time, over all connections; further leases wait.</summary>
    public int MaxLeased { get; init; } = 8;

    /// <summary>Contexts kept in all, leased and warm; beyond it the one unused for longest is closed (its cookies are kept).</summary>
    public int MaxContexts { get; init; } = 16;

    /// <summary>Pages (tabs and popups) of one context; a page beyond it is closed as it opens.</summary>
    public int MaxPages { get; init; } = 12;

    /// <summary>Pages closed that way before the lease is given up as lost to a popup storm.</summary>
    public int MaxRefusedPages { get; init; } = 24;

    /// <summary>Leases of one context before it is replaced by a fresh one with the same cookies.</summary>
    public int UsesPerContext { get; init; } = 500;

    /// <summary>Age at which a context is replaced.</summary>
    public TimeSpan ContextLifetime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How long an unused context stays warm.</summary>
    public TimeSpan WarmFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Leases of one browser process before it is replaced.</summary>
    public int LeasesPerBrowser { get; init; } = 5000;

    /// <summary>Age at which a browser process is replaced.</summary>
    public TimeSpan BrowserLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a browser without contexts is kept running.</summary>
    public TimeSpan IdleBrowserFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Resident bytes of a browser's processes together (shared pages counted in each) at which it is replaced.</summary>
    public long MaxBrowserBytes { get; init; } = 6L << 30;

    /// <summary>How long a page may take to let go before its context is closed, and a context before its browser is killed.</summary>
    public TimeSpan LetGoTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long starting a browser, or opening a context in it, may take.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How often idle contexts and browsers are looked after.</summary>
    public TimeSpan TidyEvery { get; init; } = TimeSpan.FromMinutes(1);
}
