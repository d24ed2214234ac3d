using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Tables;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>The data tables of a page, each named by its headers. Layout tables, calendars and forms are none.</summary>
internal sealed partial class TableOutputs
{
    private const int LongestHeader = 40;
    private const int DeepestHeader = 6;
    private const int Enough = 50;

    private readonly VisibleText _text = new();

    public static List<OutputGuess> In(PageView page)
    {
        var finder = new TableOutputs();
        var found = new List<OutputGuess>();
        foreach (var frame in page.Frames)
        {
            foreach (var table in TableList.Of(frame, null).Tables)
            {
                if (finder.Guess(page, table) is { } guess && !found.Any(f => f.Output.Equals(guess.Output)))
                    found.Add(guess);
            }
        }

        return found;
    }

    private OutputGuess? Guess(PageView page, IElement table)
    {
        if (Spread(table) is { } spread && Read(page, table, spread.Headers, spread.Rows) is { } records)
            return records;
        return Headers(table) is { } headers ? Read(page, table, headers, 1) : null;
    }

    private static OutputGuess? Read(PageView page, IElement table, List<string> headers, int rowsPerRecord)
    {
        if (headers.Count(h => !ActionTitle().IsMatch(h)) < 2 || headers.All(h => WeekDay().IsMatch(h)))
            return null;
        var names = new FieldNames("column");
        var fields = headers.Where(h => !ActionTitle().IsMatch(h)).Select(h => new Field { Name = names.Next(Last(h)), Title = Last(h), Column = h }).ToList();
        foreach (var within in (string?[])[null, CssPath.Short(table), CssPath.Of(table)])
        {
            var output = new Output { Rows = new RowSource.Table([.. fields.Select(f => f.Column!)], rowsPerRecord, within), Fields = fields };
            if (Extractor.Rows(output, page, Enough) is not { Failed: false, Value.Rows: { Count: > 0 } rows })
                continue;
            var filled = rows.Sum(r => r.Values.Count(v => v is string { Length: > 0 })) / (double)(rows.Count * fields.Count);
            var words = rows.Average(r => r.Values.Sum(v => Math.Min(40, (v as string)?.Length ?? 0)));
            var days = rows.SelectMany(r => r.Values).OfType<string>().Count(v => DayNumber().IsMatch(v)) / (double)(rows.Count * fields.Count);
            if (days > 0.7 && fields.Count == 7)
                return null;
            var score = Math.Log2(1 + rows.Count) * Math.Min(12, fields.Count) * filled * Math.Min(1, words / 20);
            if (rowsPerRecord > 1 && filled < 0.5)
                return null;
            List<string> reasons = [$"the table with the headers {string.Join(", ", fields.Select(f => f.Column))} has {rows.Count} rows on the recorded page"];
            if (rowsPerRecord > 1)
                reasons.Add($"{rowsPerRecord} lines of headers stand over {rowsPerRecord} lines of each record");
            if (within is not null)
                reasons.Add($"other tables have the same headers, so it is looked for within {within}");
            return Links(new OutputGuess(output, score, reasons), page, rows.Count);
        }

        return null;
    }

    /// <summary>Adds the address behind the first column whose every cell is a link.</summary>
    private static OutputGuess Links(OutputGuess guess, PageView page, int rows)
    {
        foreach (var field in guess.Output.Fields)
        {
            var link = new Field
            {
                Name = guess.Output.Fields.Any(f => f.Name == "link")
                    ? $"{field.Name}Link" : "link",
                Title = field.Title,
                Column = field.Column,
                Css = "a",
                Attribute = "href",
                Type = FieldType.Link,
            };
            var output = guess.Output with { Fields = [.. guess.Output.Fields, link] };
            if (OutputGuess.Read(output, page, Enough) is { } read && read.Count == rows
                && read.All(r => r.Values[^1] is string to && to.StartsWith("http", StringComparison.Ordinal) && !to.EndsWith('#'))
                && read.Select(r => r.Values[^1]).Distinct().Count() > rows / 2)
            {
                guess.Reasons.Add($"every cell of '{field.Title}' is a link; where it leads is a field of its own");
                return guess with { Output = output };
            }
        }

        return guess;
    }

    /// <summary>Headers in several lines, none of which groups others, over records of as many lines; null when the table has no such.</summary>
    private (List<string> Headers, int Rows)? Spread(IElement table)
    {
        var grid = new GridWalk(false);
        var lines = new List<IElement?[]>();
        var below = 0;
        foreach (var line in TableLine.Of(table))
        {
            grid.Read(line);
            if (below == 0 && (line.IsHead || grid.IsAllHeads) && !grid.IsSingle)
                lines.Add([.. grid.Cells]);
            else if (lines.Count is < 2 or > DeepestHeader)
                return null;
            else if (grid.Own > 0)
                below++;
        }

        if (lines.Count < 2 || below == 0 || below % lines.Count != 0)
            return null;
        var cells = lines.SelectMany(l => l).ToList();
        // A cell that reaches over columns or lines groups what is below it.
        if (cells.OfType<IElement>().Distinct().Count() != cells.Count || lines.Exists(l => Math.Abs(l.Length - lines[0].Length) > 1))
            return null;
        var titles = cells.Select(c => Words(c!)).ToList();
        return titles.TrueForAll(t => t is not null) && titles.Where(t => t!.Length > 0).ToList() is { Count: > 2 } own && own.Distinct().Count() == own.Count
            ? ([.. own.Select(t => t!)], lines.Count) : null;
    }

    private static string Last(string header) => header.Contains('/', StringComparison.Ordinal) && header.Split('/') is [.., { Length: > 0 } last]
        ? last : header;

    /// <summary>The titles of the columns; null when no line looks like a header.</summary>
    private List<string>? Headers(IElement table)
    {
        var grid = new GridWalk(false);
        var lines = new List<(IElement?[] Cells, bool IsHead)>();
        foreach (var line in TableLine.Of(table).Take(DeepestHeader + 1))
        {
            grid.Read(line);
            lines.Add(([.. grid.Cells], (line.IsHead || grid.IsAllHeads) && !grid.IsSingle));
            if (grid.Cells.Any(c => c?.QuerySelector("table") is not null))
                return null;
        }

        var last = lines.FindLastIndex(l => l.IsHead);
        // Head cells in a later block belong to another part of the table: the first run of head lines counts.
        if (last >= 0)
        {
            var first = lines.FindIndex(l => l.IsHead);
            last = first;
            while (last + 1 < lines.Count && lines[last + 1].IsHead)
                last++;
        }
        else
        {
            last = lines.FindIndex(l => l.Cells.Distinct().Count(c => c is not null) > 1);
            if (last < 0 || last + 1 >= lines.Count || !LooksLikeTitles(lines[last].Cells))
                return null;
        }

        return Titles(lines[last].Cells, last > 0 ? lines[last - 1].Cells : null, lines[last].IsHead);
    }

    private List<string>? Titles(IElement?[] cells, IElement?[]? above, bool isHead)
    {
        var titles = cells.Select(c => c is null ? "" : Words(c)).ToList();
        if (titles.Any(t => t is null))
            return null;
        var own = cells.Select((c, i) => (Cell: c, Title: titles[i]!)).Where(t => t.Title.Length > 0).ToList();
        var found = new List<string>();
        foreach (var group in own.GroupBy(t => t.Title))
        {
            var many = group.Select(g => g.Cell).Distinct().ToList();
            if (many.Count == 1)
            {
                found.Add(group.Key);
                continue;
            }

            foreach (var cell in many)
            {
                var column = Array.IndexOf(cells, cell);
                if (above is not null && column < above.Length && above[column] is { } top && Words(top) is { Length: > 0 } words && words != group.Key)
                    found.Add($"{words}/{group.Key}");
            }
        }

        found = [.. own.Select(o => o.Title).Distinct().SelectMany(t => found.Where(f => f == t || f.EndsWith($"/{t}", StringComparison.Ordinal))).Distinct()];
        return found.Count >= 2 && (isHead || found.Count * 10 >= cells.Distinct().Count() * 6) ? found : null;
    }

    private bool LooksLikeTitles(IElement?[] cells)
    {
        var words = cells.Where(c => c is not null).Distinct().Select(c => Words(c!)).ToList();
        return words.Count >= 2 && words.All(w => w is not null && w.Length <= 20 && !NoTitle().IsMatch(w)) && words.Count(w => w!.Length > 0) >= 2
            && words.Where(w => w!.Length > 0).Distinct().Count() == words.Count(w => w!.Length > 0);
    }

    /// <summary>Null when the cell is too long to be a title or holds a field to fill.</summary>
    private string? Words(IElement cell)
    {
        if (cell.QuerySelectorAll("input, select, textarea").Any(e => e is not IHtmlInputElement { Type: "checkbox" or "radio" or "hidden" or "button" or "submit" or "image" }))
            return null;
        return _text.Short(cell, LongestHeader) is { } words ? PageTexts.Fold(words) : null;
    }

    [GeneratedRegex(@"^(操作|行动|动作|选择|全选|管理|功能|编辑|删除|查看|修改|actions?|select( all)?|edit|delete|options?|)$", RegexOptions.IgnoreCase)]
    private static partial Regex ActionTitle();

    [GeneratedRegex(@"^((星期|周)?[日一二三四五六]|su(n|nday)?|mo(n|nday)?|tu(e|esday)?|we(d|nesday)?|th(u|ursday)?|fr(i|iday)?|sa(t|turday)?|[smtwf]|w[kk]?)\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex WeekDay();

    [GeneratedRegex(@"^\d{1,2}$")]
    private static partial Regex DayNumber();

    /// <summary>Values and labels: numbers, days, a closing colon.</summary>
    [GeneratedRegex(@"^\d[\d.,:/ -]*$|[:：]$|^\d{4}[-/年]|@|://|\d{5,}|[A-Za-z][-_]?\d{3,}")]
    private static partial Regex NoTitle();
}
