using System.Text;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Server.Gateway;

/// <summary>Rows as CSV by RFC 4180, UTF-8 with a byte order mark (else spreadsheets take Chinese for another charset), no live formula.</summary>
internal static class CsvWriting
{
    public static async Task WriteAsync(Stream stream, IReadOnlyList<Field> fields, IEnumerable<Row> rows, CancellationToken ct)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 << 10, leaveOpen: true);
        var line = new StringBuilder();
        await text.WriteAsync(Line(line, fields.Select(f => f.Name)), ct);
        foreach (var row in rows)
            await text.WriteAsync(Line(line, row.Values.Select(Cell)), ct);
    }

    private static string Cell(object? value) => value is string text ? FormulaGuard.Disarm(text) : RowJson.Text(value);

    private static ReadOnlyMemory<char> Line(StringBuilder line, IEnumerable<string> cells)
    {
        line.Clear();
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                line.Append(',');
            first = false;
            Append(line, cell);
        }

        return line.Append("\r\n").ToString().AsMemory();
    }

    private static void Append(StringBuilder line, string cell)
    {
        if (cell.AsSpan().IndexOfAny("\",\r\n") < 0)
            line.Append(cell);
        else
            line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
