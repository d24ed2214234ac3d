using System.Globalization;
using System.Text;

namespace Daas.Server.Commands;

/// <summary>Rows as an aligned table on a terminal, where a Chinese character is as wide as two Latin ones.</summary>
internal static class TextTable
{
    /// <param name="output">Where it goes.</param>
    /// <param name="headers">One for each column.</param>
    /// <param name="rows">As many cells as there are headers.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = headers.Select((h, i) => Math.Max(Width(h), rows.Select(r => Width(OneLine(r[i]))).DefaultIfEmpty().Max())).ToArray();
        Line(output, headers, widths);
        output.WriteLine(string.Join("  ", widths.Select(w => new string('-', w))));
        foreach (var row in rows)
            Line(output, [.. row.Select(OneLine)], widths);
    }

    /// <summary>Columns a text takes on a terminal.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Width(rune);
        return width;
    }

    private static int Width(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control)
            return 0;
        return rune.Value switch
        {
            < 0x1100 => 1,
            <= 0x115F or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x33FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) => 2,
            (>= 0xA000 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) => 2,
            (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
            _ => 1,
        };
    }

    // A text from an old system never moves the cursor or changes colours.
    private static string OneLine(string text) =>
        text.Any(char.IsControl) ? new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]) : text;

    private static void Line(TextWriter output, IReadOnlyList<string> cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                line.Append("  ");
            line.Append(cells[i]).Append(' ', widths[i] - Width(cells[i]));
        }

        output.WriteLine(line.ToString().TrimEnd());
    }
}
