using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Server.Gateway;

/// <summary>
/// Rows as an .xlsx workbook with one sheet. Numbers, dates and booleans are cells of their type, text is an inline string: no part of the
/// workbook can hold a formula, and text that would become one when edited is disarmed besides.
/// </summary>
internal static class XlsxWriting
{
    /// <summary>Excel's cells hold 15 digits; what has more (an identity number) stays exact as text.</summary>
    private const long MostExact = 999_999_999_999_999;

    private const int MostLetters = 32_767;
    private const string Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static async Task WriteAsync(Stream stream, IReadOnlyList<Field> fields, IEnumerable<Row> rows, CancellationToken ct)
    {
        // Zip and XML write synchronously, which an answer's stream refuses.
        using var workbook = new MemoryStream();
        using (var zip = new ZipArchive(workbook, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, xml) in XlsxParts.Fixed)
            {
                using var text = new StreamWriter(zip.CreateEntry(path, CompressionLevel.Fastest).Open());
                text.Write(xml);
            }

            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            using var sheet = XmlWriter.Create(part, new XmlWriterSettings { CheckCharacters = false });
            WriteSheet(sheet, fields, rows, ct);
        }

        workbook.Position = 0;
        await workbook.CopyToAsync(stream, ct);
    }

    private static void WriteSheet(XmlWriter sheet, IReadOnlyList<Field> fields, IEnumerable<Row> rows, CancellationToken ct)
    {
        sheet.WriteStartElement("worksheet", Sheet);
        if (fields.Count > 0)
        {
            sheet.WriteStartElement("cols", Sheet);
            sheet.WriteStartElement("col", Sheet);
            sheet.WriteAttributeString("min", "1");
            sheet.WriteAttributeString("max", fields.Count.ToString(CultureInfo.InvariantCulture));
            sheet.WriteAttributeString("width", "18");
            sheet.WriteAttributeString("customWidth", "1");
            sheet.WriteEndElement();
            sheet.WriteEndElement();
        }

        sheet.WriteStartElement("sheetData", Sheet);
        sheet.WriteStartElement("row", Sheet);
        foreach (var field in fields)
            WriteText(sheet, field.Name, XlsxParts.HeaderStyle);
        sheet.WriteEndElement();
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            sheet.WriteStartElement("row", Sheet);
            foreach (var value in row.Values)
                WriteCell(sheet, value);
            sheet.WriteEndElement();
        }

        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    private static void WriteCell(XmlWriter sheet, object? value)
    {
        switch (value)
        {
            case null:
                sheet.WriteStartElement("c", Sheet);
                sheet.WriteEndElement();
                break;
            case bool b:
                WriteValue(sheet, b ? "1" : "0", type: "b");
                break;
            case long n when Math.Abs((decimal)n) <= MostExact:
                WriteValue(sheet, n.ToString(CultureInfo.InvariantCulture));
                break;
            case decimal n when Math.Abs(n) <= MostExact && (decimal)(double)n == n:
                WriteValue(sheet, n.ToString(CultureInfo.InvariantCulture));
                break;
            case DateOnly { Year: >= 1900 } day:
                WriteValue(sheet, Serial(day.ToDateTime(TimeOnly.MinValue)), style: XlsxParts.DayStyle);
                break;
            case DateTime { Year: >= 1900 } time:
                WriteValue(sheet, Serial(time), style: XlsxParts.TimeStyle);
                break;
            default:
                WriteText(sheet, FormulaGuard.Disarm(RowJson.Text(value)));
                break;
        }
    }

    private static string Serial(DateTime time) => time.ToOADate().ToString("R", CultureInfo.InvariantCulture);

    private static void WriteValue(XmlWriter sheet, string value, string? type = null, int style = 0)
    {
        Begin(sheet, type, style);
        sheet.WriteElementString("v", Sheet, value);
        sheet.WriteEndElement();
    }

    private static void WriteText(XmlWriter sheet, string text, int style = 0)
    {
        Begin(sheet, "inlineStr", style);
        sheet.WriteStartElement("is", Sheet);
        sheet.WriteStartElement("t", Sheet);
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(Printable(text));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    private static void Begin(XmlWriter sheet, string? type, int style)
    {
        sheet.WriteStartElement("c", Sheet);
        if (style != 0)
            sheet.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        if (type is not null)
            sheet.WriteAttributeString("t", type);
    }

    // XML has no place for control characters and halves of a pair (which runes replace), and Excel none for what is longer; a cut is marked.
    private static string Printable(string text)
    {
        var clean = string.Concat(text.EnumerateRunes().Where(r => r.Value is >= ' ' and not (0xFFFE or 0xFFFF) or '\t' or '\n' or '\r'));
        if (clean.Length <= MostLetters)
            return clean;
        var end = MostLetters - 1;
        return clean[..(char.IsHighSurrogate(clean[end - 1]) ? end - 1 : end)] + "…";
    }
}
