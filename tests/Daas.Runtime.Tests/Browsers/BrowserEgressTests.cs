using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Daas.Runtime.Browsers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

/// <summary>What a real browser's pages reach through the gate.</summary>
[Collection(BrowserTests.Name)]
public sealed class BrowserEgressTests(SharedBrowsers browsers) : IAsyncLifetime
{
    private readonly PageServer pages = new();
    private readonly PageServer foreign = new();
    private readonly List<EgressNotice> notices = [];
    private EgressGate gate = null!;
    private BrowserLease lease = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => OpenAsync([]);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await pages.DisposeAsync();
        await foreign.DisposeAsync();
    }

    [Fact]
    public async Task A_page_of_the_system_loads_with_its_frames_and_scripts()
    {
        pages.Page("/", "<iframe src='/frame'></iframe><script src='/script'></script>");
        pages.Page("/frame", "<p>inside</p>");
        pages.Page("/script", "document.title = 'ran'");

        await lease.Page.GotoAsync(pages.Url);

        Assert.Equal("ran", await lease.Page.TitleAsync());
        Assert.Equal("inside", await lease.Page.Frames[1].InnerTextAsync("p"));
        Assert.Empty(notices);
    }

    [Fact]
    public async Task A_page_reaches_no_foreign_host_by_frame_script_form_request_or_socket()
    {
        foreign.Page("/", "<p>foreign</p>", "Access-Control-Allow-Origin: *");
        pages.Page("/", $$"""
            <iframe src="{{foreign.Url}}"></iframe>
            <script src="{{foreign.Url}}s.js"></script>
            <link rel="preconnect" href="{{foreign.Url}}"><link rel="prefetch" href="{{foreign.Url}}p"><link rel="stylesheet" href="{{foreign.Url}}c.css">
            <script>
              window.said = Promise.all([
                fetch('{{foreign.Url}}').then(r => r.text()).catch(e => 'refused'),
                new Promise(done => { const s = new WebSocket('ws://{{foreign.Authority}}/'); s.onopen = () => done('open'); s.onerror = () => done('refused'); }),
                new Promise(done => { const x = new XMLHttpRequest(); x.open('POST', '{{foreign.Url}}'); x.onloadend = () => done(x.responseText || 'refused'); x.send('a=1'); }),
              ]);
              navigator.sendBeacon('{{foreign.Url}}beacon', 'x');
            </script>
            """);

        await lease.Page.GotoAsync(pages.Url);
        var said = await lease.Page.EvaluateAsync<string[]>("() => window.said");

        Assert.Equal(["refused", "refused", "refused"], said);
        Assert.Equal(0, foreign.Connections);
        Assert.Contains(notices, n => n.Kind == EgressNoticeKind.Refused && n.Address.Authority == foreign.Authority);
    }

    [Fact]
    public async Task A_redirect_to_a_foreign_host_is_refused_and_says_so()
    {
        pages.Raw("/", $"HTTP/1.1 302 Found\r\nLocation: {foreign.Url}\r\nContent-Length: 0\r\n\r\n");

        var response = await lease.Page.GotoAsync(pages.Url);

        Assert.Equal(403, response!.Status);
        Assert.Equal("refused", await response.HeaderValueAsync("Daas-Egress"));
        Assert.Equal(0, foreign.Connections);
    }

    [Fact]
    public async Task WebRTC_does_not_go_past_the_gate()
    {
        using var listener = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        pages.Page("/", "<p>x</p>");
        await lease.Page.GotoAsync(pages.Url);

        await lease.Page.EvaluateAsync("""
            async port => {
              const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + port }] });
              peer.createDataChannel('x');
              const gathered = new Promise(done => peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && done());
              await peer.setLocalDescription(await peer.createOffer());
              await gathered;
            }
            """, ((IPEndPoint)listener.Client.LocalEndPoint!).Port);

        Assert.Equal(0, listener.Available);
    }

    [Fact]
    public async Task What_may_be_kept_is_not_asked_for_twice()
    {
        pages.Page("/", "<script src='/kept.js'></script><p>x</p>");
        pages.Page("/kept.js", "window.kept = true", "Cache-Control: max-age=3600");

        await lease.Page.GotoAsync(pages.Url);
        await lease.Page.GotoAsync(pages.Url + "?again");

        Assert.True(await lease.Page.EvaluateAsync<bool>("() => window.kept"));
        Assert.Equal(2, pages.Count("/"));
        Assert.Equal(1, pages.Count("/kept.js"));
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_and_the_page_beside_it_is_not()
    {
        pages.Page("/", "<p>fine</p>");
        var filler = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<p>more</p>\n", 1000)));
        pages.Stream("/endless", async (stream, stopping) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(), stopping);
            while (true)
                await stream.WriteAsync(filler, stopping);
        });
        await CloseAsync();
        await OpenAsync([], new() { ResponseBytes = 1 << 20 });

        var limit = new TaskCompletionSource<EgressNotice>();
        gate.Noticed += notice => limit.TrySetResult(notice);

        // The browser itself goes on waiting for the rest; whoever drives it hears of the cut from the gate.
        var loading = lease.Page.GotoAsync(pages.Url + "endless");
        var notice = await limit.Task.WaitAsync(Stop);

        Assert.Equal((EgressNoticeKind.ResponseLimit, "/endless"), (notice.Kind, notice.Address.AbsolutePath));
        var beside = await lease.Context.NewPageAsync();
        await beside.GotoAsync(pages.Url);
        Assert.Equal("fine", await beside.InnerTextAsync("p"));
        await lease.Page.CloseAsync();
        await Assert.ThrowsAnyAsync<PlaywrightException>(() => loading);
    }

    [Fact]
    public async Task A_web_socket_of_the_system_works()
    {
        pages.Stream("/socket", async (stream, stopping) =>
        {
            var key = pages.Requests[^1].Split("\r\n").Single(l => l.StartsWith("Sec-WebSocket-Key:", StringComparison.Ordinal)).Split(' ')[1];
            var accept = Convert.ToBase64String(SHA1.HashData(System.Text.Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
                $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"), stopping);
            await stream.WriteAsync(new byte[] { 0x81, 2, (byte)'h', (byte)'i' }, stopping);
            await Task.Delay(Timeout.Infinite, stopping);
        });
        pages.Page("/", "<p>x</p>");
        await lease.Page.GotoAsync(pages.Url);

        var said = await lease.Page.EvaluateAsync<string>(
            "host => new Promise((done, fail) => { const s = new WebSocket('ws://' + host + '/socket'); s.onmessage = e => done(e.data); s.onerror = fail; })",
            pages.Authority);

        Assert.Equal("hi", said);
        Assert.Equal(1, gate.Figures.Tunnels);
    }

    [Fact]
    public async Task Https_goes_through_a_tunnel_one_answer_at_a_time()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var protocol = new TaskCompletionSource<string>();
        var serving = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(Stop);
                await using var tls = new SslStream(client.GetStream());
                try
                {
                    await tls.AuthenticateAsServerAsync(
                        new() { ServerCertificate = certificate, ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] }, Stop);
                    protocol.TrySetResult(tls.NegotiatedApplicationProtocol.ToString());
                    await tls.ReadAtLeastAsync(new byte[16], 16, cancellationToken: Stop);
                    await tls.WriteAsync(System.Text.Encoding.UTF8.GetBytes(PageServer.Head("text/html", 11, "Connection: close") + "<p>safe</p>"), Stop);
                }
                catch (Exception e) when (e is IOException or AuthenticationException)
                {
                    // A connection opened ahead and not used.
                }
            }
        }, Stop);
        var authority = listener.LocalEndpoint.ToString()!;
        await CloseAsync();
        await OpenAsync([authority]);

        await lease.Page.GotoAsync($"https://{authority}/");

        Assert.Equal("safe", await lease.Page.InnerTextAsync("p"));
        Assert.Equal("http/1.1", await protocol.Task);
        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
    }

    private async ValueTask OpenAsync(string[] hosts, EgressOptions? options = null)
    {
        gate = new("test", EgressRule.For(new Uri(pages.Url), hosts), options ?? new(), NullLogger.Instance);
        gate.Noticed += notice =>
        {
            lock (notices)
                notices.Add(notice);
        };
        lease = await browsers.Pool.LeaseAsync(
            new() { Connection = Guid.NewGuid().ToString(), ProxyServer = gate.ProxyServer, IgnoreCertificateErrors = true }, Stop);
    }

    private async Task CloseAsync()
    {
        lease.Discard();
        await lease.DisposeAsync();
        await gate.DisposeAsync();
    }
}
