using System.Buffers;
using System.Text;

namespace Daas.Core.Extraction;

/// <summary>Decodes GB18030 as its encoding does, but the characters of one and two bytes, which are all in most pages, out of a table.</summary>
internal static class Gb18030Text
{
    private const int FirstLead = 0x81;
    private const int Trails = 0x100;

    private static readonly char[] Pairs = ReadPairs();

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var room = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            var count = Read(bytes, room);
            return count < 0 ? Charsets.Gb18030.GetString(bytes) : new string(room, 0, count);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(room);
        }
    }

    /// <returns>The number of characters; -1 when there are others.</returns>
    private static int Read(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        var (at, count) = (0, 0);
        while (at < bytes.Length)
        {
            if (bytes[at] < 0x80)
            {
                Ascii.ToUtf16(bytes[at..], text[count..], out var plain);
                (at, count) = (at + plain, count + plain);
                continue;
            }

            if (bytes[at] < FirstLead || at + 1 >= bytes.Length || Pairs[((bytes[at] - FirstLead) * Trails) + bytes[at + 1]] is not (not '\0' and var c))
                return -1;
            text[count++] = c;
            at += 2;
        }

        return count;
    }

    private static char[] ReadPairs()
    {
        var pairs = new char[(0x100 - FirstLead) * Trails];
        Span<char> text = stackalloc char[4];
        for (var i = 0; i < pairs.Length; i++)
        {
            Span<byte> pair = [(byte)(FirstLead + (i / Trails)), (byte)(i % Trails)];
            if (Charsets.Gb18030.GetChars(pair, text) == 1 && text[0] != '\uFFFD' && pair[1] >= 0x40)
                pairs[i] = text[0];
        }

        return pairs;
    }
}
