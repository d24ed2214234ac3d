using System.Net.Sockets;
using System.Text;

namespace Daas.Runtime.Tests.Browsers;

/// <summary>A client that says exactly what it is told and hears exactly what it is answered.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient tcp = new() { NoDelay = true };
    private readonly CancellationToken stop;

    private RawClient(CancellationToken stop) => this.stop = stop;

    public static async Task<RawClient> ConnectAsync(string address, CancellationToken stop)
    {
        var uri = new Uri(address);
        var client = new RawClient(stop);
        await client.tcp.ConnectAsync(uri.Host, uri.Port, stop);
        return client;
    }

    public Task SendAsync(string text) => tcp.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), stop).AsTask();

    /// <summary>Reads until what was read ends with <paramref name="ending"/>, or contains it and the connection ends.</summary>
    public async Task<string> ReadAsync(string ending)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(ending))
        {
            var count = await tcp.GetStream().ReadAsync(buffer, stop);
            if (count == 0)
                throw new EndOfStreamException($"Ended before '{ending}': {text}");
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    public async Task<string> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        await tcp.GetStream().CopyToAsync(all, stop);
        return Encoding.Latin1.GetString(all.ToArray());
    }

    public void Dispose() => tcp.Dispose();
}
