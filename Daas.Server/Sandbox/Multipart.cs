using System.Text;
using System.Text.RegularExpressions;

namespace Daas.Server.Sandbox;

/// <summary>
/// Reads multipart forms as browsers send them: names and file names are raw bytes in the charset of the page, which the framework's reader
/// takes for UTF-8.
/// </summary>
internal static partial class Multipart
{
    internal static (Fields Form, IReadOnlyList<UploadedFile> Files) Parse(byte[] body, string contentType, Encoding charset)
    {
        List<KeyValuePair<string, string>> fields = [];
        List<UploadedFile> files = [];
        var boundary = Encoding.Latin1.GetBytes("--" + Boundary().Match(contentType).Groups[1].Value);
        var at = body.AsSpan().IndexOf(boundary);
        while (at >= 0)
        {
            var start = at + boundary.Length + 2;
            if (start > body.Length) break;
            var length = body.AsSpan(start).IndexOf(boundary);
            if (length < 0) break;
            ReadPart(body.AsSpan(start, Math.Max(0, length - 2)), charset, fields, files);
            at = start + length;
        }

        return (new Fields(fields), files);
    }

    private static void ReadPart(ReadOnlySpan<byte> part, Encoding charset, List<KeyValuePair<string, string>> fields, List<UploadedFile> files)
    {
        var end = part.IndexOf("\r\n\r\n"u8);
        if (end < 0) return;
        var head = charset.GetString(part[..end]);
        var content = part[(end + 4)..];
        var name = Name().Match(head).Groups[1].Value;
        if (FileName().Match(head) is { Success: true } file)
            files.Add(new UploadedFile(name, file.Groups[1].Value, PartType().Match(head).Groups[1].Value, content.ToArray()));
        else fields.Add(new(name, charset.GetString(content)));
    }

    [GeneratedRegex("boundary=\"?([^\";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex("[; ]name=\"?([^\";\r\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex("filename=\"?([^\";\r\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();

    [GeneratedRegex("Content-Type: *([^;\r\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex PartType();
}
