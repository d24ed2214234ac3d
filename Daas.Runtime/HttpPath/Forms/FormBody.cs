using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daas.Runtime.HttpPath.Forms;

/// <summary>Writes fields as the body or query that a browser makes of them.</summary>
internal static class FormBody
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";
    public const string Multipart = "multipart/form-data";
    public const string Plain = "text/plain";

    private static readonly SearchValues<byte> Unescaped = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-._"u8);

    public static (byte[] Body, string ContentType) Write(IReadOnlyList<FormEntry> entries, string encoding, WebCharset charset)
    {
        switch (encoding)
        {
            case Multipart:
                var boundary = $"----WebKitFormBoundary{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 16)}";
                return (Parts(entries, boundary, charset), $"{Multipart}; boundary={boundary}");
            case Plain:
                return (charset.Bytes(string.Concat(entries.Select(e => $"{Lines(e.Name)}={Lines(e.Value)}\r\n"))), Plain);
            default:
                return (Encoding.ASCII.GetBytes(Pairs(entries, charset)), UrlEncoded);
        }
    }

    /// <summary><c>a=1&amp;b=2</c>.</summary>
    public static string Pairs(IReadOnlyList<FormEntry> entries, WebCharset charset)
    {
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            if (text.Length > 0)
                text.Append('&');
            Escape(Lines(entry.Name), charset, text);
            text.Append('=');
            Escape(Lines(entry.Value), charset, text);
        }

        return text.ToString();
    }

    private static void Escape(string text, WebCharset charset, StringBuilder to)
    {
        foreach (var octet in charset.Bytes(text))
        {
            if (Unescaped.Contains(octet))
                to.Append((char)octet);
            else if (octet == ' ')
                to.Append('+');
            else
                to.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
        }
    }

    private static byte[] Parts(IReadOnlyList<FormEntry> entries, string boundary, WebCharset charset)
    {
        var body = new MemoryStream();
        foreach (var entry in entries)
        {
            Add($"--{boundary}\r\nContent-Disposition: form-data; name=\"{Quoted(Lines(entry.Name))}\"");
            if (entry.File is { } file)
            {
                Add($"; filename=\"{Quoted(file.Name)}\"\r\nContent-Type: {(IsType(file.MediaType) ? file.MediaType : "application/octet-stream")}\r\n\r\n");
                body.Write(file.Bytes);
                Add("\r\n");
            }
            else
            {
                Add($"\r\n\r\n{Lines(entry.Value)}\r\n");
            }
        }

        Add($"--{boundary}--\r\n");
        return body.ToArray();

        void Add(string text) => body.Write(charset.Bytes(text));
    }

    private static bool IsType(string mediaType) => mediaType.Length > 0 && mediaType.All(c => c is >= ' ' and <= '~');

    private static string Quoted(string name) => name.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22");

    /// <summary>Line breaks are sent as CR LF, however they were written.</summary>
    private static string Lines(string text) =>
        text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text : text.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\n", "\r\n");
}
