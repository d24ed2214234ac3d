namespace Daas.Runtime.Browsers;

/// <summary>The bounds of an <see cref="EgressGate"/>.</summary>
internal sealed record EgressOptions
{
    /// <summary>Bytes of one response, head included, at which it is cut.</summary>
    public long ResponseBytes { get; init; } = 64L << 20;

    /// <summary>The same while a download is expected.</summary>
    public long DownloadBytes { get; init; } = 200L << 20;

    /// <summary>How long connecting to a host may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Bytes of a request's head; Chromium's cookies stay far below.</summary>
    public int HeadBytes { get; init; } = 256 << 10;

    /// <summary>Connections from browsers at one time.</summary>
    public int MaxConnections { get; init; } = 512;
}
