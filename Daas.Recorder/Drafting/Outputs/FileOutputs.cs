using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Files;
using Daas.Core.Runs;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>The rows of a file that was taken: CSV, a workbook, or the HTML table that old systems call .xls.</summary>
internal static partial class FileOutputs
{
    private const int Deepest = 40;
    private const int MostRows = 2000;
    private const int LongestHeader = 40;

    /// <summary>Null when the file holds no table that can be read by its headers.</summary>
    public static OutputProposal? Of(RecordedFile recorded)
    {
        var file = new FileContent(recorded.Name, recorded.MediaType, recorded.Bytes);
        var kind = FileKinds.Of(file.Bytes, out _);
        var headers = kind switch
        {
            FileKind.Html => OfPage(file),
            FileKind.Spreadsheet => Header(Workbook.Lines(file.Bytes, Deepest)),
            FileKind.Text => OfText(file),
            _ => null,
        };
        if (headers is not { Count: > 1 })
            return null;
        var names = new FieldNames("column");
        var format = kind switch { FileKind.Html => "html", FileKind.Text => "csv", _ => file.Bytes is [(byte)'P', ..] ? "xlsx" : "xls" };
        var output = new Output
        {
            Rows = new RowSource.File(format, headers),
            Fields = [.. headers.Select(h => new Field { Name = names.Next(h), Title = h, Column = h })],
        };
        if (Read(output, file) is not { Count: > 0 } plain)
            return null;
        List<string> reasons = [$"'{recorded.Name}' is a table with the headers {string.Join(", ", headers)}"];
        if (plain.Any(r => r.Values.OfType<string>().FirstOrDefault(v => v.Length > 0) is { } first && Sum().IsMatch(first)))
        {
            reasons.Add("lines that begin with a word for a sum are no rows");
            output = output with { Rows = new RowSource.File(format, headers, Skip: $"/{Sum()}/") };
            plain = Read(output, file) ?? [];
        }

        output = output with { Fields = ValueTypes.Settle(output, plain, typed => Read(typed, file) is not null, reasons) };
        output = output with { Key = RowKeys.Of(output.Fields, plain, reasons) };
        return Read(output, file) is { Count: > 0 } rows ? new OutputProposal(output, rows, rows.Count, 0, reasons) : null;
    }

    private static IReadOnlyList<Row>? Read(Output output, FileContent file) =>
        Extractor.FileRows(output, file, MostRows) is { Failed: false } rows ? rows.Value : null;

    private static IReadOnlyList<string>? OfPage(FileContent file)
    {
        var at = new Uri("file:///");
        var page = new PageView { Url = at, Frames = [new FrameView(at, "", Charsets.Text(file.Bytes, null, file.MediaType))] };
        return (TableOutputs.In(page).MaxBy(g => g.Score)?.Output.Rows as RowSource.Table)?.Headers;
    }

    private static IReadOnlyList<string>? OfText(FileContent file)
    {
        var text = Charsets.Text(file.Bytes, null, file.MediaType);
        return ((char[])[',', ';', '\t', '|']).Select(d => Header([.. Delimited.Lines(text, d).Take(Deepest)])).MaxBy(h => h?.Count ?? 0);
    }

    /// <summary>The first line as wide as the rest that has only words.</summary>
    private static IReadOnlyList<string>? Header(IReadOnlyList<IReadOnlyList<string>> lines)
    {
        var widths = lines.Select(l => l.Count(c => !string.IsNullOrWhiteSpace(c))).ToList();
        var usual = widths.Count == 0 ? 0 : widths.Max();
        for (var i = 0; i + 1 < lines.Count && usual > 1; i++)
        {
            var words = lines[i].Where(c => !string.IsNullOrWhiteSpace(c)).Select(TextFold.Fold).ToList();
            if (words.Count * 10 < usual * 8 || widths[i + 1] < 2)
                continue;
            return words.TrueForAll(w => w.Length <= LongestHeader && !Value().IsMatch(w)) && words.Distinct().Count() == words.Count ? words : null;
        }

        return null;
    }

    [GeneratedRegex(@"^(合 ?计|总 ?计|小 ?计|[Tt]otal|TOTAL|Sum)([:： ]|$)")]
    private static partial Regex Sum();

    [GeneratedRegex(@"^[-+¥$€]?[\d.,/:年月日 -]+%?$")]
    private static partial Regex Value();
}
