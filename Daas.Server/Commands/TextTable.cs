using System.Globalization;
using System.Text;

namespace Daas.Server.Commands;

/// <summary>Rows as an aligned table on a terminal, where a Chinese character is as wide as two Latin ones.</summary>
internal static class TextTable
{
    private const int Gap = 2;
    private const int Narrowest = 8;

    /// <param name="output">Where it goes.</param>
    /// <param name="headers">One for each column.</param>
    /// <param name="rows">As many cells as there are headers.</param>
    /// <param name="columns">Columns of the terminal, into which long cells are cut; null: no cell is cut.</param>
    /// <returns>True when something was cut.</returns>
    public static bool Write(TextWriter output, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows, int? columns = null)
    {
        var needed = headers.Select((h, i) => Math.Max(Width(h), rows.Select(r => Width(OneLine(r[i]))).DefaultIfEmpty().Max())).ToArray();
        var most = columns is { } room ? Most(needed, room) : int.MaxValue;
        var widths = needed.Select(w => Math.Min(w, most)).ToArray();
        Line(output, headers, widths);
        output.WriteLine(string.Join(new string(' ', Gap), widths.Select(w => new string('-', w))));
        foreach (var row in rows)
            Line(output, [.. row.Select(OneLine)], widths);
        return needed.Any(w => w > most);
    }

    /// <summary>The text in so many columns of a terminal, its end left out where it is longer.</summary>
    public static string Cut(string text, int columns)
    {
        if (Width(text) <= columns)
            return text;
        var cut = new StringBuilder();
        var left = columns - 1;
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Width(rune);
            if (left < 0)
                break;
            cut.Append(rune.ToString());
        }

        return cut.Append('…').ToString();
    }

    /// <summary>Columns a text takes on a terminal.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Width(rune);
        return width;
    }

    // The width at which the widest columns are cut, so that the short ones stay whole.
    private static int Most(int[] needed, int room)
    {
        room -= Gap * (needed.Length - 1);
        if (needed.Sum(w => (long)w) <= room)
            return int.MaxValue;
        var most = Math.Max(Narrowest, Math.Min(room, needed.DefaultIfEmpty().Max()));
        while (most > Narrowest && needed.Sum(w => Math.Min(w, most)) > room)
            most--;
        return most;
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
            var cell = Cut(cells[i], widths[i]);
            line.Append(cell).Append(' ', widths[i] - Width(cell) + Gap);
        }

        output.WriteLine(line.ToString().TrimEnd());
    }
}
