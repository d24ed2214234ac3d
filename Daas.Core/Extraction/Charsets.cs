using System.Buffers;
using System.Text;

namespace Daas.Core.Extraction;

/// <summary>Gives bytes their text, when the charset is declared, declared wrongly, or not at all. GBK and GB2312 are read as their superset GB18030.</summary>
public static class Charsets
{
    private const int Prescan = 4096;

    /// <summary>So many multi-byte characters that are all valid UTF-8 are no accident of another coding.</summary>
    private const int Certain = 8;

    private static readonly SearchValues<string> Meta = SearchValues.Create(["<meta"], StringComparison.OrdinalIgnoreCase);

    static Charsets()
    {
        // Not as an initializer, which would run before the provider is there.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Gb18030 = Encoding.GetEncoding("GB18030");
    }

    public static Encoding Gb18030 { get; }

    /// <summary>The encoding of that name as the web understands it (<c>gb2312, gbk, x-gbk, utf8, latin1</c> …); null when unknown.</summary>
    public static Encoding? Find(string? name)
    {
        var key = name?.Trim().Trim('"', '\'').ToLowerInvariant();
        switch (key)
        {
            case null or "":
                return null;
            case "gb2312" or "gbk" or "x-gbk" or "gb_2312-80" or "gb_2312" or "cp936" or "ms936" or "936" or "chinese" or "gb18030" or "euc-cn":
                return Gb18030;
            case "utf8" or "utf-8" or "unicode-1-1-utf-8":
                return Encoding.UTF8;
            case "latin1" or "iso8859-1" or "iso-8859-1" or "ascii" or "us-ascii" or "cp1252":
                return Encoding.GetEncoding(1252);
            case "big5-hkscs" or "x-x-big5":
                return Encoding.GetEncoding("big5");
        }

        try
        {
            return Encoding.GetEncoding(key);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The text of <paramref name="bytes"/> in the charset that <see cref="Tell"/> finds, without a byte order mark.</summary>
    public static string Text(ReadOnlySpan<byte> bytes, string? charset = null, string? contentType = null)
    {
        var text = Decode(Tell(bytes, charset, contentType), bytes);
        return text is ['\uFEFF', ..] ? text[1..] : text;
    }

    /// <summary>The text of <paramref name="bytes"/>, a byte order mark included.</summary>
    public static string Decode(Encoding charset, ReadOnlySpan<byte> bytes) => ReferenceEquals(charset, Gb18030) ? Gb18030Text.Of(bytes) : charset.GetString(bytes);

    /// <summary>
    /// The charset: byte order mark; then <paramref name="charset"/>, which the adapter states; then what HTTP and META declare, unless the bytes
    /// say otherwise; then UTF-8 where the bytes are that; else GB18030.
    /// </summary>
    /// <param name="bytes">The whole content.</param>
    /// <param name="charset">Stated by the adapter; null when it leaves that open.</param>
    /// <param name="contentType">The HTTP header, such as <c>text/html; charset=gb2312</c>; null when there is none.</param>
    /// <param name="assumed">Stands in for a declaration where there is none; null when nothing is assumed.</param>
    public static Encoding Tell(ReadOnlySpan<byte> bytes, string? charset = null, string? contentType = null, string? assumed = null)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return Encoding.UTF8;
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode;
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode;
        }

        if (Find(charset) is { } stated)
            return stated;
        var header = Find(Parameter(contentType));
        var meta = Find(Declared(bytes));
        var declared = (header is null || IsLatin(header) ? meta ?? header : header) ?? Find(assumed);

        // A page cannot be in two-byte units when its declaration is read byte by byte.
        if (declared is UnicodeEncoding)
            declared = Encoding.UTF8;
        var (isUtf8, many) = Utf8(bytes);
        if (declared is null || IsLatin(declared))
            return isUtf8 ? Encoding.UTF8 : declared is null || (IsGb18030(bytes) && IsMostlyHan(bytes)) ? Gb18030 : declared;
        if (declared is UTF8Encoding)
            return isUtf8 || !IsGb18030(bytes) ? Encoding.UTF8 : Gb18030;
        return isUtf8 && many >= Certain ? Encoding.UTF8 : declared;
    }

    private static bool IsLatin(Encoding encoding) => encoding.CodePage is 1252 or 28591 or 20127;

    private static string? Parameter(string? contentType)
    {
        var at = contentType?.IndexOf("charset", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : Value(contentType!.AsSpan(at + 7));
    }

    /// <summary>What META, or an XML declaration, says near the beginning.</summary>
    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        Span<char> room = stackalloc char[Prescan];
        ReadOnlySpan<char> head = room[..Encoding.Latin1.GetChars(bytes[..Math.Min(bytes.Length, Prescan)], room)];
        if (head.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
            && head.IndexOf("encoding", StringComparison.OrdinalIgnoreCase) is > 0 and var xml && xml < head.IndexOf('>'))
            return Value(head[(xml + 8)..]);
        for (var at = head.IndexOfAny(Meta); at >= 0; at = head.IndexOfAny(Meta))
        {
            head = head[at..];
            var end = head.IndexOf('>');
            var tag = end < 0 ? head : head[..end];
            if (tag.IndexOf("charset", StringComparison.OrdinalIgnoreCase) is > 0 and var charset && Value(tag[(charset + 7)..]) is { } value)
                return value;
            head = head["<meta".Length..];
        }

        return null;
    }

    /// <summary>The word after an equals sign, quoted or not.</summary>
    private static string? Value(ReadOnlySpan<char> text)
    {
        var rest = text.TrimStart();
        if (rest is not ['=', ..])
            return null;
        rest = rest[1..].TrimStart().TrimStart("\"'").TrimStart();
        var end = rest.IndexOfAny("\"';> ?\t\r\n/");
        var word = end < 0 ? rest : rest[..end];
        return word.IsEmpty ? null : word.ToString();
    }

    private static (bool IsUtf8, int Many) Utf8(ReadOnlySpan<byte> bytes)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return (false, 0);
        var many = 0;
        foreach (var b in bytes)
        {
            if (b >= 0xC0 && ++many >= Certain)
                break;
        }

        return (true, many);
    }

    /// <summary>Pairs of high bytes, as the common Chinese characters are; accented letters stand between low ones.</summary>
    private static bool IsMostlyHan(ReadOnlySpan<byte> bytes)
    {
        var (pairs, lone) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x81)
                continue;
            if (i + 1 < bytes.Length && bytes[i + 1] >= 0xA1)
                pairs++;
            else
                lone++;
            i++;
        }

        return pairs > lone * 4;
    }

    private static bool IsGb18030(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
