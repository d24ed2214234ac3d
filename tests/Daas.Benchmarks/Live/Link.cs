using System.Net;
using System.Net.Sockets;

namespace Daas.Benchmarks.Live;

/// <summary>
/// A link between a viewer and the server: counts what the server sends and, where it is slow, takes no more of it than passes, so that all else waits in the
/// buffers of the sender as on a real one.
/// </summary>
internal sealed class Link : IAsyncDisposable
{
    private const int Piece = 2048;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Uri _to;
    private readonly List<Task> _all = [];
    private readonly Lock _lock = new();
    private double _free;
    private long _came;

    public Link(Uri to)
    {
        _to = to;
        _listener.Start();
        _all.Add(AcceptAsync());
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>What passes from the server, in bytes a second; null: all.</summary>
    public double? Rate { get; set; }

    /// <summary>Bytes that came from the server.</summary>
    public long Came => Interlocked.Read(ref _came);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        Task[] all;
        lock (_lock)
            all = [.. _all];
        await Task.WhenAll(all);
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var viewer = await _listener.AcceptTcpClientAsync(_over.Token);
                lock (_lock)
                    _all.Add(JoinAsync(viewer));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // It is over.
        }
    }

    private async Task JoinAsync(TcpClient viewer)
    {
        using (viewer)
        using (var server = new TcpClient { ReceiveBufferSize = 4 * Piece, NoDelay = true })
        {
            viewer.NoDelay = true;
            viewer.SendBufferSize = 4 * Piece;
            try
            {
                await server.ConnectAsync(_to.Host, _to.Port, _over.Token);
                var up = PassAsync(viewer.GetStream(), server.GetStream(), fromServer: false);
                await Task.WhenAny(up, PassAsync(server.GetStream(), viewer.GetStream(), fromServer: true));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // One of the two is gone.
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, bool fromServer)
    {
        var piece = new byte[Piece];
        try
        {
            while (await from.ReadAsync(piece, _over.Token) is > 0 and var count)
            {
                if (fromServer)
                {
                    Interlocked.Add(ref _came, count);
                    await WaitAsync(count);
                }

                await to.WriteAsync(piece.AsMemory(0, count), _over.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One of the two is gone.
        }
    }

    private async Task WaitAsync(int count)
    {
        if (Rate is not { } rate)
            return;
        var now = (double)TimeProvider.System.GetTimestamp() / TimeProvider.System.TimestampFrequency;
        double until;
        lock (_lock)
            until = _free = Math.Max(_free, now) + (count / rate);
        if (until - now > 0.005)
            await Task.Delay(TimeSpan.FromSeconds(until - now), _over.Token);
    }
}
