using System.Net;
using System.Net.Security;
using System.Text;
using Daas.Runtime.Browsers;

namespace Daas.Runtime.HttpPath.Sending;

/// <summary>
/// The pooled connections to the hosts of one connection's adapter; nothing else is to be asked through it (<see cref="Rule"/>). Bytes of headers are kept
/// as Latin-1.
/// </summary>
internal sealed class HostWire(Uri system, IReadOnlyList<string> hosts, EgressOptions options) : IDisposable
{
    /// <summary>Below what old servers keep an idle connection open for.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly HttpMessageInvoker pooled = new(Handler(options));

    public EgressRule Rule { get; } = EgressRule.For(system, hosts);

    public EgressOptions Options => options;

    /// <summary>Whether it is for just these hosts.</summary>
    public bool IsFor(Uri url, IReadOnlyList<string> others) =>
        url.Authority == system.Authority && (ReferenceEquals(hosts, others) || hosts.SequenceEqual(others));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => pooled.SendAsync(request, ct);

    /// <summary>
    /// Sends on a connection of its own, exactly once: no connection that may have died idle, and none tried again when it breaks, so that nothing is
    /// submitted twice.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="connected">Called when there is a connection; before that it is certain that nothing was sent.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The answer; disposing of its second part closes the connection.</returns>
    public async Task<(HttpResponseMessage Response, IDisposable Connection)> SendOnceAsync(HttpRequestMessage request, Action connected, CancellationToken ct)
    {
        var handler = Handler(options);
        var tries = 0;
        handler.ConnectCallback = async (context, stop) =>
        {
            if (Interlocked.Increment(ref tries) > 1)
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection broke after the request was sent; it is not sent again");
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, stop);
                connected();
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        var once = new HttpMessageInvoker(handler);
        try
        {
            return (await once.SendAsync(request, ct), once);
        }
        catch
        {
            once.Dispose();
            throw;
        }
    }

    public void Dispose() => pooled.Dispose();

    private static SocketsHttpHandler Handler(EgressOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = Lifetime,
        PooledConnectionIdleTimeout = Idle,
        MaxResponseHeadersLength = options.HeadBytes >> 10,
        ActivityHeadersPropagator = null,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        SslOptions = new SslClientAuthenticationOptions(),
    };
}
