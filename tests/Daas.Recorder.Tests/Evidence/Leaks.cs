using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Daas.Core.Extraction;

namespace Daas.Recorder.Tests.Evidence;

/// <summary>Looks for texts in files in every coding in which they could have come there; knows nothing of how they are taken out.</summary>
internal static class Leaks
{
    public static IEnumerable<string> In(string folder, IEnumerable<string> texts) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        let content = File.ReadAllText(file)
        from text in texts
        from form in Forms(text)
        where content.Contains(form, StringComparison.OrdinalIgnoreCase)
        select $"{Path.GetFileName(file)}: {text} as {form}";

    public static IEnumerable<string> Forms(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var gbk = Charsets.Gb18030.GetBytes(text);
        yield return text;
        yield return Uri.EscapeDataString(text);
        yield return WebUtility.UrlEncode(text);
        yield return string.Concat(gbk.Select(b => $"%{b:X2}"));
        yield return string.Concat(text.Select(c => $"&#{(int)c};"));
        yield return string.Concat(text.Select(c => $"&#x{(int)c:x};"));
        yield return string.Concat(text.Select(c => $"\\u{(int)c:x4}"));
        yield return string.Concat(text.Select(c => $"%u{(int)c:X4}"));
        // At each of the three places at which it can stand in a longer text, without what its neighbours have a share in.
        foreach (var bytes in new[] { utf8, gbk, Encoding.Unicode.GetBytes(text) })
        {
            for (var shift = 0; shift < 3; shift++)
            {
                var coded = Convert.ToBase64String([.. new byte[shift], .. bytes]);
                if (Regex.Replace(coded, "=+$", "")[(shift == 0 ? 0 : shift + 1)..^((shift + bytes.Length) % 3 == 0 ? 0 : 1)] is { Length: > 7 } inner)
                    yield return inner;
            }
        }
    }
}
