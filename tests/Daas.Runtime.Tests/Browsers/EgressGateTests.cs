using System.Net;
using System.Net.Sockets;
using System.Text;
using Daas.Runtime.Browsers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

/// <summary>The gate on the wire, spoken to byte by byte.</summary>
public sealed class EgressGateTests : IAsyncDisposable
{
    private readonly PageServer pages = new();
    private readonly PageServer foreign = new();
    private readonly List<EgressNotice> notices = [];
    private EgressGate? gate;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (gate is not null)
            await gate.DisposeAsync();
        await pages.DisposeAsync();
        await foreign.DisposeAsync();
    }

    [Fact]
    public async Task A_request_reaches_the_host_as_it_would_without_the_gate()
    {
        pages.Page("/a%2Fb", "ok");
        using var client = await ConnectAsync();

        await client.SendAsync(
            $"GET HTTP://{pages.Authority}/a%2Fb?q=%u5F20&x=\u00e9 HTTP/1.1\r\nHost: elsewhere\r\nProxy-Connection: keep-alive\r\nX-One:  two \r\nProxy-Authorization: Basic eA==\r\n\r\n");
        await client.ReadAsync("ok");

        Assert.Equal(
            $"GET /a%2Fb?q=%u5F20&x=\u00e9 HTTP/1.1\r\nHost: {pages.Authority}\r\nConnection: keep-alive\r\nX-One:  two \r\n\r\n", pages.Requests.Single());
    }

    [Fact]
    public async Task An_answer_comes_back_byte_for_byte()
    {
        const string odd = "HTTP/1.0 200 \u0002\r\nX-Odd;\n\nno length, gone with the connection";
        pages.Stream("/", async (stream, stopping) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(odd), stopping);
            stream.Socket.Shutdown(SocketShutdown.Both);
        });
        using var client = await ConnectAsync();

        await client.SendAsync($"GET {pages.Url} HTTP/1.1\r\n\r\n");

        Assert.Equal(odd, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Requests_of_one_connection_share_one_to_the_host()
    {
        pages.Page("/", "first");
        pages.Page("/two", "second");
        using var client = await ConnectAsync();

        await client.SendAsync($"GET {pages.Url} HTTP/1.1\r\n\r\n");
        await client.ReadAsync("first");
        await client.SendAsync($"GET {pages.Url}two HTTP/1.1\r\n\r\n");
        await client.ReadAsync("second");

        Assert.Equal(1, pages.Connections);
        Assert.Equal(2, gate!.Figures.Requests);
    }

    [Fact]
    public async Task Another_host_on_the_same_connection_gets_its_own()
    {
        pages.Page("/", "first");
        foreign.Page("/", "second");
        using var client = await ConnectAsync(also: foreign.Authority);

        await client.SendAsync($"GET {pages.Url} HTTP/1.1\r\n\r\n");
        await client.ReadAsync("first");
        await client.SendAsync($"GET {foreign.Url} HTTP/1.1\r\n\r\n");
        await client.ReadAsync("second");
        await client.SendAsync($"GET {pages.Url} HTTP/1.1\r\n\r\n");
        await client.ReadAsync("first");

        Assert.Equal((2, 1), (pages.Connections, foreign.Connections));
    }

    [Fact]
    public async Task A_body_of_known_length_goes_on_whole_and_the_next_request_is_found_behind_it()
    {
        pages.Page("/", "done");
        var body = new string('x', 300_000);
        using var client = await ConnectAsync();

        await client.SendAsync($"POST {pages.Url} HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        await client.ReadAsync("done");
        await client.SendAsync($"GET {pages.Url} HTTP/1.1\r\n\r\n");
        await client.ReadAsync("done");

        Assert.EndsWith("\r\n\r\n" + body, pages.Requests[0]);
        Assert.Equal(2, pages.Requests.Count);
    }

    [Fact]
    public async Task A_body_in_chunks_goes_on_as_it_is()
    {
        const string chunks = "5;ext=1\r\nhello\r\n3\r\n\r\n!\r\n0\r\nTrailer: x\r\n\r\n";
        var got = new MemoryStream();
        pages.Stream("/", async (stream, stopping) =>
        {
            var buffer = new byte[1024];
            while (got.Length < chunks.Length)
                got.Write(buffer, 0, await stream.ReadAsync(buffer, stopping));
            await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), stopping);
        });
        using var client = await ConnectAsync();

        await client.SendAsync($"POST {pages.Url} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");
        await client.ReadAsync("204 No Content\r\n\r\n");
        await client.SendAsync($"GET {pages.Url}missing HTTP/1.1\r\n\r\n");
        await client.ReadAsync("404");

        Assert.Equal(chunks, Encoding.ASCII.GetString(got.ToArray()));
    }

    [Theory]
    [InlineData("GET http://{0}/ HTTP/1.1\r\n\r\n")]
    [InlineData("POST http://{0}/ HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("CONNECT {0} HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://named@{0}/ HTTP/1.1\r\nHost: named\r\n\r\n")]
    public async Task A_host_that_is_not_named_is_refused_and_never_contacted(string request)
    {
        using var client = await ConnectAsync();

        await client.SendAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, foreign.Authority));
        var answer = await client.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 403 ", answer);
        Assert.Contains("Daas-Egress: refused", answer);
        Assert.Equal(0, foreign.Connections);
        Assert.Equal(1, gate!.Figures.Refused);
        Assert.Equal((EgressNoticeKind.Refused, foreign.Authority), (notices.Single().Kind, notices.Single().Address.Authority));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [InlineData("GET https://{0}/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET ftp://{0}/ HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT http://{0}/ HTTP/1.1\r\n\r\n")]
    [InlineData("POST http://{0}/ HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("POST http://{0}/ HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n")]
    [InlineData("POST http://{0}/ HTTP/1.1\r\nContent-Length: -3\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task What_is_no_clear_request_to_a_proxy_is_answered_400(string request)
    {
        using var client = await ConnectAsync();

        await client.SendAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, pages.Authority));

        Assert.StartsWith("HTTP/1.1 400 ", await client.ReadToEndAsync());
        Assert.Equal(0, pages.Connections);
    }

    [Fact]
    public async Task A_head_without_end_is_answered_431()
    {
        using var client = await ConnectAsync(options: new() { HeadBytes = 32 << 10 });

        await client.SendAsync($"GET {pages.Url} HTTP/1.1\r\nX: {new string('x', 40 << 10)}");

        Assert.StartsWith("HTTP/1.1 431 ", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_host_that_does_not_listen_is_reported_as_unreachable()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var authority = free.LocalEndpoint.ToString()!;
        free.Stop();
        using var client = await ConnectAsync(also: authority);

        await client.SendAsync($"GET http://{authority}/ HTTP/1.1\r\n\r\n");

        Assert.Contains("502 Bad Gateway\r\nDaas-Egress: unreachable", await client.ReadToEndAsync());
        Assert.Equal(EgressNoticeKind.Unreachable, notices.Single().Kind);
    }

    [Fact]
    public async Task A_tunnel_carries_bytes_both_ways()
    {
        foreign.Page("/", "through");
        using var client = await ConnectAsync(also: foreign.Authority);

        await client.SendAsync($"CONNECT {foreign.Authority} HTTP/1.1\r\n\r\n");
        await client.ReadAsync("Established\r\n\r\n");
        await client.SendAsync("GET / HTTP/1.1\r\n\r\n");
        await client.ReadAsync("through");

        Assert.Equal(1, gate!.Figures.Tunnels);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_over_the_cap_is_cut_and_reported_and_many_small_ones_are_not(bool tunnel)
    {
        pages.Page("/small", new string('s', 3000) + "end");
        pages.Stream("/endless", async (stream, stopping) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), stopping);
            while (true)
                await stream.WriteAsync(new byte[4096], stopping);
        });
        using var client = await ConnectAsync(options: new() { ResponseBytes = 8000 });
        var prefix = pages.Url;
        if (tunnel)
        {
            await client.SendAsync($"CONNECT {pages.Authority} HTTP/1.1\r\n\r\n");
            await client.ReadAsync("Established\r\n\r\n");
            prefix = "/";
        }

        for (var i = 0; i < 5; i++)
        {
            await client.SendAsync($"GET {prefix}small HTTP/1.1\r\n\r\n");
            await client.ReadAsync("end");
        }

        await client.SendAsync($"GET {prefix}endless HTTP/1.1\r\n\r\n");

        // Reset, not closed in order: nobody may take the part for the whole.
        await Assert.ThrowsAsync<IOException>(client.ReadToEndAsync);
        Assert.Equal(EgressNoticeKind.ResponseLimit, notices.Single().Kind);
    }

    [Fact]
    public async Task A_download_that_is_expected_has_a_cap_of_its_own()
    {
        pages.Page("/", new string('d', 20_000) + "end");
        using var client = await ConnectAsync(options: new() { ResponseBytes = 8000, DownloadBytes = 30_000 });

        using (gate!.ExpectDownload())
        {
            await client.SendAsync($"GET {pages.Url} HTTP/1.1\r\n\r\n");
            await client.ReadAsync("end");
        }

        await client.SendAsync($"GET {pages.Url} HTTP/1.1\r\n\r\n");
        await Assert.ThrowsAsync<IOException>(client.ReadToEndAsync);
    }

    [Fact]
    public async Task A_closed_gate_lets_nothing_through_and_ends_what_was_open()
    {
        pages.Page("/", "ok");
        using var client = await ConnectAsync();
        await client.SendAsync($"GET {pages.Url} HTTP/1.1\r\n\r\n");
        await client.ReadAsync("ok");

        await gate!.DisposeAsync();

        Assert.Equal("", await client.ReadToEndAsync());
        await Assert.ThrowsAsync<SocketException>(() => RawClient.ConnectAsync(gate.ProxyServer, Stop));
    }

    private Task<RawClient> ConnectAsync(string? also = null, EgressOptions? options = null)
    {
        gate = new("test", EgressRule.For(new Uri(pages.Url), also is null ? [] : [also]), options ?? new(), NullLogger.Instance);
        gate.Noticed += notices.Add;
        return RawClient.ConnectAsync(gate.ProxyServer, Stop);
    }
}
