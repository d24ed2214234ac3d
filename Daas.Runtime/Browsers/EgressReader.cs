using System.Net.Sockets;
using System.Text;

namespace Daas.Runtime.Browsers;

/// <summary>Reads a browser's connection: heads and lines of bounded length, and bytes as they come.</summary>
/// <param name="socket">The connection.</param>
/// <param name="limit">Bytes of the longest head.</param>
internal sealed class EgressReader(Socket socket, int limit)
{
    private byte[] buffer = new byte[16 << 10];
    private int start;
    private int end;

    /// <summary>A request's head with its empty line, valid until the next read; null at the end of the connection.</summary>
    /// <exception cref="TooLongException">It is too long.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadHeadAsync(CancellationToken closing)
    {
        var length = await FindAsync("\r\n\r\n"u8.ToArray(), closing);
        return length < 0 ? null : Take(length);
    }

    /// <summary>A line without its end.</summary>
    /// <exception cref="TooLongException">It is too long.</exception>
    /// <exception cref="InvalidDataException">The connection ends in it.</exception>
    public async Task<string> ReadLineAsync(CancellationToken closing)
    {
        var length = await FindAsync("\r\n"u8.ToArray(), closing);
        return length < 0 ? throw new InvalidDataException("The body ends in a line.") : Encoding.Latin1.GetString(Take(length).Span[..^2]);
    }

    /// <summary>At least one byte and at most <paramref name="most"/>, valid until the next read; none at the end of the connection.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadSomeAsync(long most, CancellationToken closing)
    {
        if (start == end)
        {
            start = 0;
            end = await socket.ReceiveAsync(buffer, closing);
        }

        return Take((int)Math.Min(most, end - start));
    }

    private async Task<int> FindAsync(byte[] mark, CancellationToken closing)
    {
        var looked = 0;
        while (true)
        {
            var at = buffer.AsSpan(start + looked, end - start - looked).IndexOf(mark);
            if (at >= 0)
                return looked + at + mark.Length;
            looked = Math.Max(0, end - start - mark.Length + 1);

            if (end - start >= limit)
                throw new TooLongException();
            MakeRoom();
            var count = await socket.ReceiveAsync(buffer.AsMemory(end), closing);
            if (count == 0)
                return -1;
            end += count;
        }
    }

    private void MakeRoom()
    {
        if (end < buffer.Length)
            return;
        var target = start > 0 ? buffer : new byte[buffer.Length * 2];
        Buffer.BlockCopy(buffer, start, target, 0, end - start);
        (buffer, start, end) = (target, 0, end - start);
    }

    private Memory<byte> Take(int length)
    {
        var taken = buffer.AsMemory(start, length);
        start += length;
        return taken;
    }

    internal sealed class TooLongException : Exception;
}
