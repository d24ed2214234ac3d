using System.Globalization;
using System.Text;
using Daas.Core.Extraction;

namespace Daas.Runtime.HttpPath;

/// <summary>A charset as a browser writes it in forms and addresses: what it has no bytes for becomes <c>&amp;#NNNN;</c>.</summary>
internal sealed class WebCharset
{
    private const int Gb18030 = 54936;

    private readonly Encoding _encoding;
    private readonly bool _twoBytes;

    /// <param name="encoding">GBK and GB2312 are read as GB18030, but not written as it.</param>
    /// <param name="declared">The name that the page declares; null when it does not.</param>
    public WebCharset(Encoding encoding, string? declared = null)
    {
        // Pages in two-byte units, which cannot be, are answered in UTF-8.
        _encoding = encoding is UnicodeEncoding or UTF32Encoding or UTF8Encoding ? new UTF8Encoding(false)
            : encoding.CodePage == Gb18030 ? encoding
            : Encoding.GetEncoding(encoding.CodePage, new EncoderExceptionFallback(), DecoderFallback.ReplacementFallback);
        _twoBytes = encoding.CodePage == Gb18030 && !"gb18030".Equals(declared?.Trim(), StringComparison.OrdinalIgnoreCase);
        Name = _twoBytes ? "GBK" : _encoding.CodePage switch
        {
            Gb18030 => "gb18030",
            65001 => "UTF-8",
            950 => "Big5",
            932 => "Shift_JIS",
            1252 => "windows-1252",
            _ => _encoding.WebName,
        };
    }

    /// <summary>As a browser puts it into a field <c>_charset_</c>.</summary>
    public string Name { get; }

    /// <summary>The charset of an <c>accept-charset</c>: the first that is known; null when none is.</summary>
    public static WebCharset? Accepted(string? list) =>
        list?.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(name => Charsets.Find(name) is { } found ? new WebCharset(found, name) : null).FirstOrDefault(found => found is not null);

    public byte[] Bytes(string text)
    {
        if (Ascii.IsValid(text))
            return Encoding.ASCII.GetBytes(text);
        if (_encoding is UTF8Encoding)
            return _encoding.GetBytes(text);
        var bytes = new List<byte>(text.Length * 2);
        foreach (var rune in text.EnumerateRunes())
            Add(rune, bytes);
        return [.. bytes];
    }

    private void Add(Rune rune, List<byte> bytes)
    {
        if (rune.IsAscii)
        {
            bytes.Add((byte)rune.Value);
            return;
        }

        // Windows, and with it every browser, has a euro sign in GBK.
        if (_twoBytes && rune.Value == '€')
        {
            bytes.Add(0x80);
            return;
        }

        Span<char> units = stackalloc char[2];
        Span<byte> written = stackalloc byte[8];
        int count;
        try
        {
            count = _encoding.GetBytes(units[..rune.EncodeToUtf16(units)], written);
        }
        catch (EncoderFallbackException)
        {
            count = 0;
        }

        if (count == 0 || (_twoBytes && count > 2))
            bytes.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"&#{rune.Value};")));
        else
            bytes.AddRange(written[..count]);
    }
}
