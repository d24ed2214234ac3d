using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Browsers;

/// <summary>
/// The door between a connection's pages and the network: a forward proxy on a free loopback port that reaches only the hosts that the adapter
/// names. It relays bytes as they are. What it answers itself (403, 502) carries the header <c>Daas-Egress</c>, so that nobody takes it for
/// the old system's word.
/// </summary>
internal sealed class EgressGate : IAsyncDisposable
{
    private readonly string connection;
    private readonly ILogger logger;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentDictionary<EgressVisit, Task> visits = new();
    private readonly ConcurrentDictionary<string, bool> refusedHosts = new();
    private readonly Task accepting;

    private int downloadsExpected;
    private long requests;
    private long tunnels;
    private long refused;
    private long bytesReceived;

    /// <summary>Opens the gate; it is closed by disposing.</summary>
    /// <param name="connection">Name of the connection, for the log.</param>
    /// <param name="rule">What may be reached.</param>
    /// <param name="options">Its bounds.</param>
    /// <param name="logger">Refused hosts are logged once each.</param>
    public EgressGate(string connection, EgressRule rule, EgressOptions options, ILogger logger)
    {
        this.connection = connection;
        this.logger = logger;
        Rule = rule;
        Options = options;
        listener.Start();
        ProxyServer = $"http://{listener.LocalEndpoint}";
        accepting = AcceptAsync();
    }

    /// <summary>Raised for everything not let through. Handlers are called on the relaying task and must be quick.</summary>
    public event Action<EgressNotice>? Noticed;

    /// <summary>Address for <see cref="BrowserLeaseRequest.ProxyServer"/>.</summary>
    public string ProxyServer { get; }

    public EgressRule Rule { get; }

    public EgressOptions Options { get; }

    public EgressFigures Figures => new(
        Interlocked.Read(ref requests), Interlocked.Read(ref tunnels), Interlocked.Read(ref refused), Interlocked.Read(ref bytesReceived), visits.Count);

    /// <summary>Bytes of one response that may pass at this moment.</summary>
    internal long ResponseCap => Volatile.Read(ref downloadsExpected) > 0 ? Options.DownloadBytes : Options.ResponseBytes;

    /// <summary>Lets responses be as large as downloads until disposed.</summary>
    public IDisposable ExpectDownload()
    {
        Interlocked.Increment(ref downloadsExpected);
        return new Expectation(this);
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(visits.Values);
        closing.Dispose();
    }

    internal void CountRequest() => Interlocked.Increment(ref requests);

    internal void CountTunnel() => Interlocked.Increment(ref tunnels);

    internal void CountBytes(int count) => Interlocked.Add(ref bytesReceived, count);

    internal void Notice(EgressNoticeKind kind, Uri address, string detail)
    {
        if (kind == EgressNoticeKind.Refused)
        {
            Interlocked.Increment(ref refused);
            // A hostile page can name hosts without end; the log and this list cannot grow with it.
            if (refusedHosts.Count < 1000 && refusedHosts.TryAdd(address.Authority, true))
                Log.EgressRefused(logger, connection, address.Authority);
        }

        Noticed?.Invoke(new(kind, address, detail));
    }

    private async Task AcceptAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync(closing.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client was gone before it was accepted, or the process is short of handles for a moment.
                await Task.Delay(10, CancellationToken.None);
                continue;
            }

            if (visits.Count >= Options.MaxConnections)
            {
                client.Dispose();
                continue;
            }

            var visit = new EgressVisit(this, client);
            var running = Task.Run(() => visit.RunAsync(closing.Token));
            visits[visit] = running;
            _ = running.ContinueWith(_ => visits.TryRemove(visit, out var _), TaskScheduler.Default);
        }
    }

    private sealed class Expectation(EgressGate gate) : IDisposable
    {
        private int ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
                Interlocked.Decrement(ref gate.downloadsExpected);
        }
    }
}
