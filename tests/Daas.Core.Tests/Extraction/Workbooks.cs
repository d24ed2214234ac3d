using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Daas.Core.Tests.Extraction;

/// <summary>Writes the smallest workbooks that are true to their format.</summary>
internal static class Workbooks
{
    /// <param name="lines">Cells: string, double, DateTime or null.</param>
    public static byte[] Xlsx(object?[][] lines)
    {
        var sheet = new StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (var r = 0; r < lines.Length; r++)
        {
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < lines[r].Length; c++)
            {
                var at = $"{(char)('A' + c)}{r + 1}";
                sheet.Append(lines[r][c] switch
                {
                    null => "",
                    DateTime time => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\" s=\"1\"><v>{time.ToOADate()}</v></c>"),
                    double number => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\"><v>{number:R}</v></c>"),
                    var text => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text.ToString())}</t></is></c>",
                });
            }

            sheet.Append("</row>");
        }

        sheet.Append("</sheetData></worksheet>");
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>");
            Add(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"名册\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>");
            Add(zip, "xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            Add(zip, "xl/worksheets/sheet1.xml", sheet.ToString());
        }

        return stream.ToArray();
    }

    /// <summary>BIFF 5-era workbooks had no container: a bare BIFF4 worksheet stream with GBK labels is a true .xls.</summary>
    public static byte[] Xls(string[][] lines)
    {
        using var stream = new MemoryStream();
        Record(stream, 0x0409, [0x00, 0x00, 0x10, 0x00, 0x00, 0x00]);
        Record(stream, 0x0042, [0xA8, 0x03]);
        Record(stream, 0x0200, [0, 0, (byte)lines.Length, 0, 0, 0, (byte)lines[0].Length, 0, 0, 0]);
        for (var r = 0; r < lines.Length; r++)
        {
            for (var c = 0; c < lines[r].Length; c++)
            {
                var text = Daas.Core.Extraction.Charsets.Gb18030.GetBytes(lines[r][c]);
                Record(stream, 0x0204, [(byte)r, 0, (byte)c, 0, 0, 0, (byte)text.Length, 0, .. text]);
            }
        }

        Record(stream, 0x000A, []);
        return stream.ToArray();
    }

    private static void Record(MemoryStream stream, ushort id, byte[] data)
    {
        stream.Write([(byte)id, (byte)(id >> 8), (byte)data.Length, (byte)(data.Length >> 8), .. data]);
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
