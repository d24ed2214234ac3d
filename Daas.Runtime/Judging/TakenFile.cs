using System.Text;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Runtime.Judging;

/// <summary>A file as the old system gave it, or the page that came in its place.</summary>
internal static class TakenFile
{
    /// <param name="name">Its name.</param>
    /// <param name="mediaType">As the answer says; null when that is not known.</param>
    /// <param name="bytes">The content.</param>
    public static Fallible<FileContent> Of(string name, string? mediaType, byte[] bytes)
    {
        if (IsPage(bytes) && mediaType is "text/html" or null && Path.GetExtension(name).ToLowerInvariant() is ".html" or ".htm" or ".jsp" or ".aspx" or ".do")
            return PageInstead(new FrameView(new Uri("about:blank"), "", Encoding.UTF8.GetString(bytes)).Text);
        return new FileContent(name, MediaType(mediaType, name), bytes);
    }

    /// <param name="words">Of the page.</param>
    public static RunError PageInstead(string words) => new(ErrorClass.Drift, "a page came in place of the file") { Reason = Folded(words) };

    public static string MediaType(string? told, string name) => told is { Length: > 0 } and not "application/octet-stream"
        ? told
        : Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".csv" => "text/csv",
            ".txt" => "text/plain",
            ".pdf" => "application/pdf",
            ".xls" => "application/vnd.ms-excel",
            ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".doc" => "application/msword",
            ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".zip" => "application/zip",
            _ => "application/octet-stream",
        };

    private static bool IsPage(byte[] bytes)
    {
        var start = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 500)).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static string Folded(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 300 ? text : text[..300] + "…";
    }
}
