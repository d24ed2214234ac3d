using System.Text.RegularExpressions;
using Daas.Core.Adapters.Grammar;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Core.Words;

namespace Daas.Core.Adapters.Checks;

/// <summary>What must hold in an output: one source, fields that can be found in it, paging that fits.</summary>
internal static class OutputChecks
{
    private static readonly string[] PagingGroups = ["page", "pages", "total"];

    public static void Check(Output output, Operation operation, Reading reading, References names)
    {
        var sources = (output.Rows is null ? 0 : 1) + (output.Record is null ? 0 : 1) + (output.File ? 1 : 0);
        if (sources != 1)
        {
            reading.Error(output, sources == 0 ? "an output needs rows, record or file: true" : "an output has exactly one of rows, record and file");
            return;
        }

        var downloads = StepChecks.All(operation.Steps).Any(s => s is Step.Download);
        if (downloads != (output.File || output.Rows is RowSource.File))
            reading.Error(output, downloads ? "a file is downloaded, but the output is neither file: true nor rows from a file" : "the output is a file, but no step downloads one");
        if (output.File && output.Fields.Count > 0)
            reading.Error(output, "a file has no fields; use rows: { file: … } to read it", "fields");
        if (!output.File && output.Fields.Count == 0)
            reading.Error(output, "rows and records need 'fields'");
        foreach (var field in output.Fields)
            CheckField(field, output, reading);
        foreach (var name in output.Key.Where(k => output.Fields.All(f => f.Name != k)))
            reading.Error(output, $"there is no field '{name}'", "key", Nearest.Find(name, output.Fields.Select(f => f.Name)));
        CheckSource(output, reading, names);
        CheckPaging(output, reading, names);
    }

    private static void CheckSource(Output output, Reading reading, References names)
    {
        names.CheckSign(output.Empty);
        switch (output.Rows)
        {
            case RowSource.Table table:
                names.CheckMatch(table.Skip);
                break;
            case RowSource.Each each:
                names.CheckMatch(each.Skip);
                break;
            case RowSource.Json json:
                names.CheckMatch(json.From);
                break;
            case RowSource.File file:
                names.CheckMatch(file.Skip);
                if (file.Delimiter is { } delimiter && delimiter.Length != 1 && delimiter != "\\t")
                    reading.Error(file, "a delimiter is one character", "delimiter");
                break;
        }

        names.CheckMatch(output.Record?.From);
        if (output.Record is { Json: not null, Within: not null })
            reading.Error(output.Record, "'within' narrows a page; a JSON answer has none", "within");
        if (output.Record is { From: not null, Json: null })
            reading.Error(output.Record, "'from' says which JSON answer; it goes with 'json'", "from");
        if (output.Rows is null && output.Empty is not null)
            reading.Error(output, "'empty' belongs to rows; for a record say notFound", "empty");
        if (output is { Rows: RowSource.Table or RowSource.Each, Empty: null })
            reading.Advise(output, "without 'empty' an answer with no rows is an error: say what the page shows when there is nothing", "rows");
    }

    private static void CheckPaging(Output output, Reading reading, References names)
    {
        names.CheckLocator(output.Next, page: true);
        names.Check(output.Paging.Open, page: true);
        if (output.Rows is null or RowSource.File)
        {
            if (output.Next is not null)
                reading.Error(output, "only rows of a page have a next page", "next");
            if (output.Paging != new Paging())
                reading.Error(output, "only rows of a page have paging", "paging");
        }

        if (output.Next is not null && output.Paging.Open is not null)
            reading.Error(output.Paging, "'open' takes the place of 'next'; say one of them", "open");
        if (output.Paging.Open is { } open && !open.References.Any(r => r is "page" or "offset"))
            reading.Error(open, "the address of a page needs ${page} or ${offset} in it");
        if (output.Paging.Shown is { } shown && !new Regex(shown, RegexOptions.None, TimeSpan.FromSeconds(1)).GetGroupNames().Any(PagingGroups.Contains))
            reading.Error(output.Paging, "the pattern needs at least one of the groups (?<page>…), (?<pages>…), (?<total>…)", "shown");
    }

    private static void CheckField(Field field, Output output, Reading reading)
    {
        var (source, allowed) = output switch
        {
            { Rows: RowSource.Table } => ("a table", new[] { "column", "css" }),
            { Rows: RowSource.File } => ("a file", ["column"]),
            { Rows: RowSource.Each } => ("a block", ["label", "css"]),
            { Rows: RowSource.Json } or { Record.Json: not null } => ("a JSON answer", ["json", "css"]),
            _ => ("a record on a page", ["label", "css"]),
        };
        var said = new (string Key, string? Value)[] { ("column", field.Column), ("label", field.Label), ("json", field.Json), ("css", field.Css) }
            .Where(k => k.Value is not null).Select(k => k.Key).ToList();
        foreach (var key in said.Where(k => !allowed.Contains(k)))
            reading.Error(field, $"field '{field.Name}': '{key}' has no meaning in {source}", key, allowed[0]);
        if (said.Count == 0 && !(output.Rows is RowSource.Each))
            reading.Error(field, $"field '{field.Name}' does not say where it is; in {source} that is '{allowed[0]}'");
        else if (said.Contains("css") && allowed[0] == "json" && field.Json is null)
            reading.Error(field, $"field '{field.Name}': in a JSON answer 'css' looks inside the value at 'json'", "css");
        if (field.Attribute is not null && output.Rows is RowSource.File { Format: not "html" and not "auto" and not "xls" })
            reading.Error(field, $"field '{field.Name}': a cell of a file has no attributes", "attribute");

        if (field.Format is { } format)
        {
            if (field.Type is not (FieldType.Date or FieldType.DateTime))
                reading.Error(field, $"field '{field.Name}': 'format' belongs to a date", "format");
            else if (!Formats.IsDate(format))
                reading.Error(field, $"field '{field.Name}': '{format}' is not a format of a date such as yyyy年M月d日", "format");
        }

        if (field.Type == FieldType.Boolean && field.Values.Values.FirstOrDefault(v => v is not ("true" or "false")) is { } wrong)
            reading.Error(field, $"field '{field.Name}': the value of a boolean is true or false, not '{wrong}'", "values");
        if (field is { Required: true, Optional: true })
            reading.Error(field, $"field '{field.Name}' cannot be both required and optional", "optional");
    }
}
