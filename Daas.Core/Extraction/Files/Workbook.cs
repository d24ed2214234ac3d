using System.IO.Compression;
using Daas.Core.Extraction.Tables;
using Daas.Core.Extraction.Values;
using Daas.Core.Runs;
using ExcelDataReader;

namespace Daas.Core.Extraction.Files;

/// <summary>Workbooks, .xlsx and .xls. Values come with the types they have in the sheet.</summary>
internal static class Workbook
{
    /// <summary>Bytes; a workbook that unpacks to more is refused.</summary>
    private const long Largest = 512L * 1024 * 1024;

    public static Fallible<IReadOnlyList<Row>> Read(OutputPlan plan, RowSource.File source, FileContent file, int maxRows)
    {
        try
        {
            if (IsTooLarge(file.Bytes))
                return new RunError(ErrorClass.ResponseLimit, $"the workbook '{file.Name}' unpacks to more than {Largest / 1024 / 1024} MB");
            using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file.Bytes, false),
                new ExcelReaderConfiguration { FallbackEncoding = Charsets.Gb18030 });
            return Sheets(plan, source, reader, maxRows);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or FormatException))
        {
            // The reader throws all sorts of exceptions for damaged files.
            return Errors.Contract($"the workbook '{file.Name}' cannot be read: {e.Message}");
        }
    }

    /// <summary>The first lines of the first shown sheet that has any, as text; none when it cannot be read.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Lines(byte[] bytes, int most)
    {
        var lines = new List<IReadOnlyList<string>>();
        try
        {
            if (IsTooLarge(bytes))
                return [];
            using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes, false),
                new ExcelReaderConfiguration { FallbackEncoding = Charsets.Gb18030 });
            do
            {
                while (reader.VisibleState == "visible" && lines.Count < most && reader.Read())
                    lines.Add([.. Cells(reader).Select(c => c is null ? "" : c as string ?? SpreadsheetValue.Text(c))]);
            }
            while (lines.Count < 2 && reader.NextResult());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [];
        }

        return lines;
    }

    private static Fallible<IReadOnlyList<Row>> Sheets(OutputPlan plan, RowSource.File source, IExcelDataReader reader, int maxRows)
    {
        HeaderMatch? best = null;
        var names = new List<string>();
        do
        {
            names.Add(reader.Name);
            if (source.Sheet is not null ? reader.Name != source.Sheet : reader.VisibleState != "visible")
                continue;
            var table = new FlatTable(plan, 4, source.Skip);
            var merged = reader.MergeCells ?? [];
            var above = new object?[merged.Length];
            for (var line = 0; table.Rows.Count < maxRows && !table.IsHopeless && reader.Read(); line++)
            {
                var at = line;
                var cells = Cells(reader);
                FillDown(cells, merged, above, at);
                if (table.Take(cells, column => Origin(merged, at, column)) is { } error)
                    return error;
            }

            if (table.Header is not null)
                return Fallible<IReadOnlyList<Row>>.Of(table.Rows);
            if (best is null || table.Best?.Found > best.Found)
                best = table.Best;
        }
        while (reader.NextResult());
        return source.Sheet is { } sheet && !names.Contains(sheet)
            ? Errors.Drift($"the workbook has no sheet '{sheet}'; seen: {string.Join(", ", names)}")
            : MissingHeader.Error(plan.Names, best, [], "no sheet of the file");
    }

    /// <summary>A cell merged over several rows applies to each of them.</summary>
    private static void FillDown(object?[] cells, CellRange[] merged, object?[] above, int line)
    {
        for (var i = 0; i < merged.Length; i++)
        {
            var range = merged[i];
            if (range.FromRow == range.ToRow || line < range.FromRow || line > range.ToRow || range.FromColumn >= cells.Length)
                continue;
            if (line == range.FromRow)
                above[i] = cells[range.FromColumn];
            else
                cells[range.FromColumn] = above[i];
        }
    }

    private static object?[] Cells(IExcelDataReader reader)
    {
        var cells = new object?[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Shaped(reader.GetValue(i), reader, i);
        }

        return cells;
    }

    /// <summary>Numbers that the sheet shows with leading zeros are codes: <c>00042</c>.</summary>
    private static object? Shaped(object? value, IExcelDataReader reader, int column)
    {
        if (value is not double number || reader.GetNumberFormatString(column) is not ['0', '0', ..] format || format.Any(c => c != '0'))
            return value is string { Length: 0 } ? null : value;
        return number == Math.Truncate(number) && number is >= 0 and < 1e15
            ? ((long)number).ToString(format, System.Globalization.CultureInfo.InvariantCulture)
            : value;
    }

    private static int Origin(CellRange[] merged, int line, int column)
    {
        foreach (var range in merged)
        {
            if (line >= range.FromRow && line <= range.ToRow && column > range.FromColumn && column <= range.ToColumn)
                return range.FromColumn;
        }

        return column;
    }

    private static bool IsTooLarge(byte[] bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', ..])
            return false;
        using var archive = new ZipArchive(new MemoryStream(bytes, false));
        return archive.Entries.Sum(e => e.Length) > Largest;
    }
}
