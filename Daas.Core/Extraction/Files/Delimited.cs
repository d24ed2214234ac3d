using System.Text;
using Daas.Core.Extraction.Tables;
using Daas.Core.Runs;

namespace Daas.Core.Extraction.Files;

/// <summary>CSV as systems write it: any delimiter, quoted line breaks, lines before the header, <c>="0012"</c> for text.</summary>
internal static class Delimited
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public static Fallible<IReadOnlyList<Row>> Read(OutputPlan plan, RowSource.File source, string text, int maxRows)
    {
        if (source.Delimiter is { } given && Delimiter(given) is null)
            throw new FormatException($"'{given}' is not one character; write a delimiter such as ; or \\t");
        char[] candidates = source.Delimiter is { } declared ? [Delimiter(declared)!.Value] : Delimiters;
        HeaderMatch? best = null;
        foreach (var delimiter in candidates)
        {
            var table = new FlatTable(plan, 1, source.Skip);
            foreach (var line in Lines(text, delimiter))
            {
                if (table.IsHopeless || table.Rows.Count >= maxRows)
                    break;
                if (table.Take(line) is { } error)
                    return error;
            }

            if (table.Header is not null)
                return Fallible<IReadOnlyList<Row>>.Of(table.Rows);
            if (best is null || table.Best?.Found > best.Found)
                best = table.Best;
        }

        return MissingHeader.Error(plan.Names, best, [], "no line of the file");
    }

    internal static IEnumerable<List<string>> Lines(string text, char delimiter)
    {
        var line = new List<string>();
        var cell = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (c == '"' && IsStart(cell))
            {
                cell.Clear();
                i = Quoted(text, i + 1, cell);
            }
            else if (c == delimiter)
            {
                line.Add(cell.ToString());
                cell.Clear();
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
                if (i >= text.Length && line.Count == 0 && cell.Length == 0)
                    yield break;
                line.Add(cell.ToString());
                cell.Clear();
                yield return line;
                line = [];
            }
            else
            {
                cell.Append(c);
            }
        }
    }

    /// <summary>A quote opens a quoted cell only at its beginning, blanks and Excel's equals sign aside.</summary>
    private static bool IsStart(StringBuilder cell)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] is not (' ' or '\t' or '\uFEFF') && !(cell[i] == '=' && i == cell.Length - 1))
                return false;
        }

        return true;
    }

    /// <summary>Reads up to the closing quote; returns its index. Without one, to the end of the text.</summary>
    private static int Quoted(string text, int from, StringBuilder cell)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] != '"')
                cell.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else
                return i;
        }

        return text.Length - 1;
    }

    private static char? Delimiter(string given) => given switch
    {
        "\\t" or "tab" => '\t',
        { Length: 1 } => given[0],
        _ => null,
    };
}
