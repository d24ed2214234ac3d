using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Daas.Runtime.Tests.Browsers;

/// <summary>
/// A small web server on a free loopback port that says exactly what it is told, byte for byte, and remembers what it was asked. It also
/// understands requests as a proxy gets them, so that it can stand in for a gate.
/// </summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Func<NetworkStream, CancellationToken, Task>> answers = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly Task accepting;
    private int connections;

    public PageServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public string Authority => $"127.0.0.1:{Port}";

    public string Url => $"http://{Authority}/";

    public string Proxy => $"http://{Authority}";

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Request heads in the order they came, each with its body after an empty line.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    public int Count(string path) => requests.Count(r => PathOf(r.Split(' ')[1]) == path);

    public void Page(string path, string html, params string[] headers) =>
        Raw(path, Head("text/html; charset=utf-8", Encoding.UTF8.GetByteCount(html), headers) + html);

    public void Raw(string path, string answer) =>
        answers[path] = (stream, stopping) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer), stopping).AsTask();

    public void Stream(string path, Func<NetworkStream, CancellationToken, Task> answer) => answers[path] = answer;

    public static string Head(string type, long length, params string[] headers) =>
        string.Concat(new[] { "HTTP/1.1 200 OK", $"Content-Type: {type}", $"Content-Length: {length}" }.Concat(headers).Select(l => l + "\r\n")) + "\r\n";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        try
        {
            var stream = client.GetStream();
            while (await ReadRequestAsync(stream, stop.Token) is { } request)
            {
                requests.Enqueue(request);
                var path = PathOf(request.Split(' ')[1]);
                if (answers.TryGetValue(path, out var answer))
                    await answer(stream, stop.Token);
                else
                    await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away.
        }
    }

    private static async Task<string?> ReadRequestAsync(NetworkStream stream, CancellationToken stopping)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (bytes.Count < 4 || bytes[^1] != '\n' || bytes[^3] != '\n')
        {
            if (await stream.ReadAsync(one, stopping) == 0)
                return null;
            bytes.Add(one[0]);
        }

        var head = Encoding.Latin1.GetString([.. bytes]);
        var length = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (length is null)
            return head;
        var body = new byte[int.Parse(length.Split(':')[1])];
        await stream.ReadExactlyAsync(body, stopping);
        return head + Encoding.UTF8.GetString(body);
    }

    private static string PathOf(string target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme == "http" ? uri.AbsolutePath : target.Split('?')[0];
}
