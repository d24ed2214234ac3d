using System.Net.Sockets;
using System.Text;

namespace Daas.Runtime.Browsers;

/// <summary>
/// One connection from a browser through the gate. Requests on it come one after the other, each only after the answer to the one before: so the bytes
/// of an answer can be pumped back as they come, without being understood, and counted from the request on.
/// </summary>
internal sealed class EgressVisit(EgressGate gate, Socket client)
{
    private readonly EgressReader reader = new(client, gate.Options.HeadBytes);
    private Socket? host;
    private string? hostAuthority;
    private Uri? address;
    private Task pump = Task.CompletedTask;
    private long answerBytes;
    private Action end = () => { };

    public async Task RunAsync(CancellationToken gateCloses)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gateCloses);
        end = ending.Cancel;
        try
        {
            client.NoDelay = true;
            await ServeAsync(ending.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException or InvalidDataException)
        {
            // One of the two went away, the gate closes, or a body is other than it says: the connection ends.
        }
        finally
        {
            await LeaveHostAsync();
            client.Dispose();
        }
    }

    private async Task ServeAsync(CancellationToken closing)
    {
        try
        {
            while (await reader.ReadHeadAsync(closing) is { } bytes)
            {
                if (RequestHead.Parse(bytes.Span) is not { } head)
                {
                    await AnswerAsync("400 Bad Request", "bad-request", "This is a proxy for one connection's pages; the request is not one for a proxy.",
                        closing);
                    return;
                }

                address = head.Target;
                if (!gate.Rule.Allows(head.Target.IdnHost, head.Target.Port))
                {
                    var detail = $"{head.Target.Authority} is not among the hosts that the adapter names.";
                    gate.Notice(EgressNoticeKind.Refused, head.Target, detail);
                    await AnswerAsync("403 Forbidden", "refused", detail, closing);
                    return;
                }

                if (!await ReachAsync(head, closing))
                    return;
                Interlocked.Exchange(ref answerBytes, 0);
                if (head.IsConnect)
                {
                    gate.CountTunnel();
                    await TunnelAsync(closing);
                    return;
                }

                gate.CountRequest();
                await SendAsync(host!, head.Forward, closing);
                await RelayBodyAsync(head.BodyLength, closing);
            }
        }
        catch (EgressReader.TooLongException)
        {
            await AnswerAsync("431 Request Header Fields Too Large", "bad-request", "The request's head is too long.", closing);
        }
    }

    /// <summary>Sees to it that <see cref="host"/> is connected to the request's host; answers for it when it cannot be.</summary>
    private async Task<bool> ReachAsync(RequestHead head, CancellationToken closing)
    {
        var authority = head.Target.Authority;
        if (host is not null && !head.IsConnect && hostAuthority == authority)
            return true;

        await LeaveHostAsync();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(closing);
            patience.CancelAfter(gate.Options.ConnectTimeout);
            await socket.ConnectAsync(head.Target.IdnHost.Trim('[', ']'), head.Target.Port, patience.Token);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !closing.IsCancellationRequested))
        {
            socket.Dispose();
            var detail = $"{authority} cannot be reached: {(e is SocketException s ? s.SocketErrorCode.ToString() : "no answer in time")}.";
            gate.Notice(EgressNoticeKind.Unreachable, head.Target, detail);
            await AnswerAsync("502 Bad Gateway", "unreachable", detail, closing);
            return false;
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        host = socket;
        hostAuthority = authority;
        if (!head.IsConnect)
            pump = PumpAnswersAsync(socket, closing);
        return true;
    }

    private async Task TunnelAsync(CancellationToken closing)
    {
        await SendAsync(client, "HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray(), closing);
        pump = PumpAnswersAsync(host!, closing);
        // With one answer at a time in the tunnel, whatever the browser sends begins a new one.
        while (await reader.ReadSomeAsync(long.MaxValue, closing) is { IsEmpty: false } bytes)
        {
            Interlocked.Exchange(ref answerBytes, 0);
            await SendAsync(host!, bytes, closing);
        }
    }

    /// <summary>Host to browser, until either ends; then the browser's connection ends too, which is how it learns of it.</summary>
    private async Task PumpAnswersAsync(Socket from, CancellationToken closing)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, closing)) > 0)
            {
                gate.CountBytes(count);
                if (Interlocked.Add(ref answerBytes, count) > gate.ResponseCap)
                {
                    gate.Notice(EgressNoticeKind.ResponseLimit, address!, $"An answer of {address!.Authority} was cut at {gate.ResponseCap >> 10} KB.");
                    // A reset, not an orderly end: half a page must not pass for a whole one.
                    client.LingerState = new LingerOption(true, 0);
                    break;
                }

                await SendAsync(client, buffer.AsMemory(0, count), closing);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either went away, or the visit moved on to another host.
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
            if (host == from)
                end();
        }
    }

    private async Task RelayBodyAsync(long length, CancellationToken closing)
    {
        if (length >= 0)
        {
            await RelayBytesAsync(length, closing);
            return;
        }

        while (true)
        {
            var line = await reader.ReadLineAsync(closing);
            await SendAsync(host!, Encoding.Latin1.GetBytes(line + "\r\n"), closing);
            var size = long.TryParse(line.Split(';')[0].Trim(), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var parsed) && parsed >= 0
                ? parsed
                : throw new InvalidDataException("A chunk without a size.");
            if (size == 0)
                break;
            await RelayBytesAsync(size + 2, closing);
        }

        string trailer;
        do
        {
            trailer = await reader.ReadLineAsync(closing);
            await SendAsync(host!, Encoding.Latin1.GetBytes(trailer + "\r\n"), closing);
        }
        while (trailer.Length > 0);
    }

    private async Task RelayBytesAsync(long length, CancellationToken closing)
    {
        while (length > 0)
        {
            var bytes = await reader.ReadSomeAsync(length, closing);
            if (bytes.IsEmpty)
                throw new InvalidDataException("The body is shorter than it says.");
            await SendAsync(host!, bytes, closing);
            length -= bytes.Length;
        }
    }

    /// <summary>The gate's own answer, after which the connection ends.</summary>
    private async Task AnswerAsync(string status, string why, string text, CancellationToken closing)
    {
        await LeaveHostAsync();
        var body = Encoding.UTF8.GetBytes(text + "\n");
        var head = $"HTTP/1.1 {status}\r\nDaas-Egress: {why}\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await SendAsync(client, (byte[])[.. Encoding.ASCII.GetBytes(head), .. body], closing);
        client.Shutdown(SocketShutdown.Send);
        // Closing with a request's body unread would reset the connection and lose the answer.
        for (var drained = 0; drained < 1 << 20;)
        {
            var rest = await reader.ReadSomeAsync(long.MaxValue, closing);
            if (rest.IsEmpty)
                return;
            drained += rest.Length;
        }
    }

    private async Task LeaveHostAsync()
    {
        var left = host;
        host = null;
        left?.Dispose();
        await pump;
        pump = Task.CompletedTask;
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken closing)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await to.SendAsync(bytes, closing)..];
    }
}
