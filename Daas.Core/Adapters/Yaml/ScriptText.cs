using System.Text;

namespace Daas.Core.Adapters.Yaml;

/// <summary>The bytes of a script file as text, or what is wrong with them.</summary>
internal static class ScriptText
{
    /// <summary>Bytes a file may have. A script is reviewed by people; a bigger one is something else.</summary>
    public const int MostBytes = 1_000_000;

    /// <returns>With line feeds only; null when it is not a text, and a problem was told.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, Action<int, int, string> problem)
    {
        if (bytes.Length > MostBytes)
        {
            problem(1, 1, $"the file has {bytes.Length:N0} bytes; a script has at most {MostBytes:N0}");
            return null;
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            problem(1, 1, "the file is UTF-16; save it as UTF-8");
            return null;
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
            problem(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), "not UTF-8; save the file as UTF-8");
            return null;
        }

        text = text.Replace("\r\n", "\n").Replace('\r', '\n');
        return Clean(text, problem) ? text : null;
    }

    private static bool Clean(string text, Action<int, int, string> problem)
    {
        var (line, column) = (1, 0);
        foreach (var c in text)
        {
            column++;
            if (c == '\n')
                (line, column) = (line + 1, 0);
            else if ((char.IsControl(c) && c != '\t') || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF')
            {
                problem(line, column, $"control character U+{(int)c:X4}; write it as an escape in double quotes or leave it out");
                return false;
            }
        }

        return true;
    }
}
