using System.Globalization;
using System.Text;

namespace Daas.Runtime.HttpPath;

/// <summary>Reads addresses in markup as a browser does.</summary>
internal static class Addresses
{
    /// <summary>
    /// Absolute; null when it is none that is fetched (<c>javascript:</c>, <c>mailto:</c> …). What is not ASCII goes in the page's charset in the query,
    /// in UTF-8 in the path.
    /// </summary>
    public static Uri? Resolve(string written, Uri at, WebCharset charset)
    {
        var text = Clean(written);
        var fragment = text.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? text[hash..] : "";
        text = text[..^fragment.Length];
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        if (mark >= 0)
            text = string.Concat(text.AsSpan(0, mark).ToString().Replace('\\', '/'), Escaped(text.AsSpan(mark), charset));
        else
            text = text.Replace('\\', '/');
        return Uri.TryCreate(at, text + fragment, out var found) && found.Scheme is "http" or "https" ? found : null;
    }

    /// <summary>Without what a browser leaves out: blanks at the ends, line breaks and tabs anywhere.</summary>
    public static string Clean(string written)
    {
        var text = written.AsSpan().Trim(" \t\r\n\f\0");
        return text.IndexOfAny("\t\r\n") < 0 ? text.ToString() : text.ToString().Replace("\t", "").Replace("\r", "").Replace("\n", "");
    }

    private static string Escaped(ReadOnlySpan<char> query, WebCharset charset)
    {
        var escaped = new StringBuilder(query.Length);
        foreach (var rune in query.EnumerateRunes())
        {
            var octets = charset.Bytes(rune.ToString());
            // A character reference, for want of bytes, is data and no separator.
            var isReference = !rune.IsAscii && octets[0] == '&';
            foreach (var octet in octets)
            {
                if (octet is <= (byte)' ' or >= 0x7F or (byte)'"' or (byte)'<' or (byte)'>' or (byte)'\'' || (isReference && !char.IsAsciiDigit((char)octet)))
                    escaped.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
                else
                    escaped.Append((char)octet);
            }
        }

        return escaped.ToString();
    }
}
