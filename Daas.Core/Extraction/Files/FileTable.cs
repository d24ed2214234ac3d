using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Tables;
using Daas.Core.Runs;

namespace Daas.Core.Extraction.Files;

/// <summary>
/// Rows of a downloaded file. A file is a whole: with its headers and no rows it is empty without any further sign. A page saved as a file
/// without the headers is drift, with the words it shows.
/// </summary>
internal static class FileTable
{
    public static Fallible<IReadOnlyList<Row>> Read(OutputPlan plan, RowSource.File source, FileContent file, int maxRows)
    {
        var kind = FileKinds.Of(file.Bytes, out var words);
        var fits = source.Format switch
        {
            "auto" => kind != FileKind.Other,
            "csv" => kind == FileKind.Text,
            "xlsx" => kind == FileKind.Spreadsheet,
            "xls" => kind is FileKind.Spreadsheet or FileKind.Html,
            "html" => kind == FileKind.Html,
            _ => throw new FormatException($"'{source.Format}' is not a file format; write csv, xlsx, xls, html or auto"),
        };
        if (!fits)
            return Errors.Drift($"the file '{file.Name}' is {words}, not {(source.Format == "auto" ? "a table" : source.Format)}{Says(kind, source, file)}");
        return kind switch
        {
            FileKind.Spreadsheet => Workbook.Read(plan, source, file, maxRows),
            FileKind.Html => Page(plan, source, file, maxRows),
            _ => Delimited.Read(plan, source, Charsets.Text(file.Bytes, source.Charset, file.MediaType), maxRows),
        };
    }

    private static Fallible<IReadOnlyList<Row>> Page(OutputPlan plan, RowSource.File source, FileContent file, int maxRows)
    {
        var page = View(source, file);
        var output = plan.Output with { Rows = new RowSource.Table(source.Headers, Skip: source.Skip), Empty = null, Paging = new Paging() };
        var rows = new TableRows(OutputPlan.Of(output), (RowSource.Table)output.Rows, page, isFile: true).Read(maxRows);
        if (!rows.Failed)
            return Fallible<IReadOnlyList<Row>>.Of(rows.Value.Rows);
        return rows.Error.Class == ErrorClass.Drift && rows.Error.Details.ContainsKey("missing")
            ? rows.Error with { Message = $"the file '{file.Name}' is an HTML page{Says(FileKind.Html, source, file)}: {rows.Error.Message}" }
            : rows.Error;
    }

    private static PageView View(RowSource.File source, FileContent file)
    {
        var at = new Uri("file:///");
        return new PageView { Url = at, Frames = [new FrameView(at, "", Charsets.Text(file.Bytes, source.Charset, file.MediaType))] };
    }

    /// <summary>The first words of a page that was saved as a file: most often they say what went wrong.</summary>
    private static string Says(FileKind kind, RowSource.File source, FileContent file)
    {
        if (kind != FileKind.Html)
            return "";
        var words = TextFold.Fold(View(source, file).Frames[0].Text);
        return words.Length == 0 ? "" : $" that says '{(words.Length <= 120 ? words : words[..120] + "…")}'";
    }
}
