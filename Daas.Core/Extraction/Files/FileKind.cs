using System.Text;

namespace Daas.Core.Extraction.Files;

internal enum FileKind
{
    /// <summary>Characters, so CSV if anything.</summary>
    Text,

    Html,
    Spreadsheet,

    /// <summary>Something that holds no rows: PDF, picture, archive, nothing at all.</summary>
    Other,
}

/// <summary>What a file is by its bytes, whatever it is called.</summary>
internal static class FileKinds
{
    public static FileKind Of(ReadOnlySpan<byte> bytes, out string words)
    {
        words = "";
        switch (bytes)
        {
            case []:
                words = "an empty file";
                return FileKind.Other;
            case [(byte)'P', (byte)'K', 3, 4, ..]:
                words = bytes.IndexOf("xl/"u8) >= 0 ? "a workbook" : "a zip archive";
                return bytes.IndexOf("xl/"u8) >= 0 ? FileKind.Spreadsheet : FileKind.Other;
            case [0xD0, 0xCF, 0x11, 0xE0, ..]:
            case [0x09, 0x00 or 0x02 or 0x04 or 0x08, _, 0x00, ..]:
                words = "a workbook";
                return FileKind.Spreadsheet;
            case [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..]:
                words = "a PDF";
                return FileKind.Other;
            case [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..]:
                words = "a picture";
                return FileKind.Other;
            case [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] or [0x1F, 0x8B, ..]:
                words = "an archive";
                return FileKind.Other;
            case [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]:
                break;
            default:
                if (bytes[..Math.Min(bytes.Length, 512)].Contains((byte)0))
                {
                    words = "a binary file of an unknown kind";
                    return FileKind.Other;
                }

                break;
        }

        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2048)]).Replace("\0", "").TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FF',
            '\u00FE', ' ', '\r', '\n', '\t');
        var isHtml = head.StartsWith('<')
            && (Has(head, "<html") || Has(head, "<!doctype html") || Has(head, "<table") || Has(head, "<meta") || Has(head, "<body")
            || Has(head, "<script") || Has(head, "<div") || Has(head, "<tr") || Has(head, "<head") || Has(head, "<style"));
        words = isHtml ? "an HTML page" : head.StartsWith('<') ? "XML" : "text";
        return isHtml ? FileKind.Html : head.StartsWith('<') ? FileKind.Other : FileKind.Text;
    }

    private static bool Has(string head, string tag) => head.Contains(tag, StringComparison.OrdinalIgnoreCase);
}
