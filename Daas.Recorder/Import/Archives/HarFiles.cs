using System.Text;
using System.Text.RegularExpressions;
using Daas.Core.Extraction;

namespace Daas.Recorder.Import.Archives;

/// <summary>Tells files that were taken from pages that were shown.</summary>
internal static partial class HarFiles
{
    public static bool Is(HarEntry entry) => entry.Exchange.Status is >= 200 and < 300
        && (entry.Exchange.Header("content-disposition") is { } shown ? shown.Contains("attachment", StringComparison.OrdinalIgnoreCase)
            : entry.Exchange.Type == "document" && Kinds().IsMatch(entry.MediaType));

    public static string NameOf(HarEntry entry)
    {
        var told = entry.Exchange.Header("content-disposition") is { } header
            ? Extended().Match(header) is { Success: true } extended ? HarForms.Decoded(extended.Groups[1].Value)
                : Plain().Match(header) is { Success: true } plain ? HarForms.Decoded(plain.Groups[1].Value) : null
            : null;
        // Bytes of another charset, which came as if they were Latin-1.
        if (told is not null && told.Any(c => c > 0x7F) && told.All(c => c <= 0xFF))
            told = Charsets.Text(Encoding.Latin1.GetBytes(told));
        return Path.GetFileName(told is { Length: > 0 } ? told : entry.Url.Segments.LastOrDefault()?.Trim('/') ?? "file");
    }

    [GeneratedRegex("excel|spreadsheet|pdf|msword|officedocument|csv|zip|octet-stream|download|x-msdownload", RegexOptions.IgnoreCase)]
    private static partial Regex Kinds();

    [GeneratedRegex(@"filename\*\s*=\s*[\w-]*'[^']*'([^;]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Extended();

    [GeneratedRegex(@"filename\s*=\s*""?([^"";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();
}
