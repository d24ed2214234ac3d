namespace Daas.Runtime.Browsers;

/// <summary>
/// What a run needs of a browser. Contexts are kept warm per <see cref="Connection"/>; one that differs in anything else is rebuilt with
/// its cookies.
/// </summary>
public sealed record BrowserLeaseRequest
{
    /// <summary>
    /// Name of the connection (or of one of its sessions) whose signed-in state the context holds. Leases of one name at the same time have contexts of
    /// their own; each begins with the cookies of the one beside it.
    /// </summary>
    public required string Connection { get; init; }

    /// <summary>The connection's egress gate, e.g. <c>http://127.0.0.1:41234</c>; everything the pages load goes through it.</summary>
    public required string ProxyServer { get; init; }

    /// <summary>Whether images and remote fonts are loaded.</summary>
    public bool Images { get; init; }

    /// <summary>
    /// Playwright storage state (JSON) to start a fresh context with where the pool holds none for the connection. Not part of what must
    /// match.
    /// </summary>
    public string? StorageState { get; init; }

    /// <summary>Language of the pages.</summary>
    public string Locale { get; init; } = "zh-CN";

    /// <summary>IANA time zone of the pages; null is the machine's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether downloads are accepted.</summary>
    public bool AcceptDownloads { get; init; } = true;

    /// <summary>Whether certificates that do not check are accepted, as self-signed ones in intranets.</summary>
    public bool IgnoreCertificateErrors { get; init; }

    /// <summary>Whether a context made for <paramref name="other"/> serves this request as it is.</summary>
    internal bool FitsContextOf(BrowserLeaseRequest other) => this with { StorageState = null } == other with { StorageState = null };
}
