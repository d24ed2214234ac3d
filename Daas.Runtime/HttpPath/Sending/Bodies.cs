using System.Buffers;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Runtime.Judging;

namespace Daas.Runtime.HttpPath.Sending;

/// <summary>Reads an answer's body into a document: once, into a borrowed buffer, and from there into its text.</summary>
internal static class Bodies
{
    private const int First = 64 << 10;

    /// <summary>Taken at once where an answer says that it is so long; more only as it comes.</summary>
    private const int MostFirst = 4 << 20;

    /// <param name="into">Whose body it is.</param>
    /// <param name="content">The body.</param>
    /// <param name="charset">Assumed where the answer does not say.</param>
    /// <param name="keep">True: its bytes are kept.</param>
    /// <param name="most">Bytes at which it is cut.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<RunError?> ReadAsync(HttpDocument into, HttpContent content, string? charset, bool keep, long most, CancellationToken ct)
    {
        keep |= !IsText(into.MediaType);
        await using var stream = await content.ReadAsStreamAsync(ct);
        var buffer = ArrayPool<byte>.Shared.Rent(content.Headers.ContentLength is >= 0 and < int.MaxValue and var told ? (int)Math.Min(told + 1, MostFirst) : First);
        try
        {
            var length = 0;
            int count;
            while ((count = await stream.ReadAsync(buffer.AsMemory(length), ct)) > 0)
            {
                length += count;
                if (length > most)
                    return Unreachable.Cut(into.Url.AbsoluteUri, $"{most >> 10} KB");
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, Array.MaxLength));
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            Take(into, buffer.AsSpan(0, length), charset, keep);
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Answers that are pages, scripts or data; what says nothing is looked at.</summary>
    private static bool IsText(string mediaType) =>
        mediaType is "" or "application/xhtml+xml" or "application/json" or "application/xml" or "application/javascript" or "application/x-javascript"
        || mediaType.StartsWith("text/", StringComparison.Ordinal)
        || mediaType.EndsWith("+json", StringComparison.Ordinal) || mediaType.EndsWith("+xml", StringComparison.Ordinal);

    private static void Take(HttpDocument into, ReadOnlySpan<byte> bytes, string? charset, bool keep)
    {
        if (keep)
            into.Bytes = bytes.ToArray();
        if (!IsText(into.MediaType))
            return;
        into.Charset = Charsets.Tell(bytes, null, into.ContentType, charset);
        var text = Charsets.Decode(into.Charset, bytes);
        into.Text = text is ['\uFEFF', ..] ? text[1..] : text;
    }
}
