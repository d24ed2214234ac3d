using System.Text;
using Daas.Core.Extraction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>Bodies of requests and answers as text.</summary>
internal static class TextBodies
{
    private static readonly Encoding Strict = new UTF8Encoding(false, true);

    /// <summary>In the charset that is told, else in UTF-8 where it is that, else in GB 18030.</summary>
    public static string Of(byte[] bytes, string? contentType)
    {
        if (contentType?.Contains("charset", StringComparison.OrdinalIgnoreCase) == true)
            return Charsets.Text(bytes, null, contentType);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Charsets.Decode(Charsets.Gb18030, bytes);
        }
    }

    /// <summary>True for an answer that is text: markup, JSON, XML, CSV, plain.</summary>
    public static bool IsText(RecordedExchange exchange)
    {
        var type = exchange.Header("content-type")?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        return IsText(type, exchange.Body);
    }

    public static bool IsText(string mediaType, byte[] body)
    {
        if (mediaType.StartsWith("image/", StringComparison.Ordinal) || mediaType.StartsWith("font/", StringComparison.Ordinal)
            || mediaType.StartsWith("video/", StringComparison.Ordinal))
            return false;
        // Whatever it is called: what old systems call a spreadsheet is often a page.
        return body.AsSpan(0, Math.Min(body.Length, 4000)).IndexOfAnyInRange((byte)0, (byte)8) < 0
            && body.AsSpan(0, Math.Min(body.Length, 4)) is not [(byte)'%', (byte)'P', (byte)'D', (byte)'F'];
    }
}
