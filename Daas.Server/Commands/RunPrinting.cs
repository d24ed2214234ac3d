using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Server.Gateway;

namespace Daas.Server.Commands;

/// <summary>The answer of a run on stdout.</summary>
internal static class RunPrinting
{
    public static async Task WriteAsync(Shell shell, Operation operation, RunResult result, IReadOnlyList<Row> rows, RunAnswer wished, CancellationToken ct)
    {
        if (result.File is { } file && operation.Kind == OperationKind.Pull)
            await SaveAsync(shell, file, wished.Out, ct);
        else if (wished.Format == "json")
            Json(shell.Out, operation, result, rows);
        else if (wished.Format == "csv")
            await CsvAsync(shell.Out, operation, result, rows, ct);
        else
            Plain(shell, operation, result, rows, wished.Quiet);
    }

    private static void Plain(Shell shell, Operation operation, RunResult result, IReadOnlyList<Row> rows, bool quiet)
    {
        var fields = operation.Output?.Fields ?? [];
        if (operation.Output?.Rows is not null)
        {
            var cut = TextTable.Write(shell.Out, [.. fields.Select(f => f.Name)], [.. rows.Select(r => r.Values.Select(RowJson.Text).ToList())], shell.Columns);
            if (cut && !quiet)
                shell.Error.WriteLine("Long cells are cut (…); --json or --csv has them whole.");
        }
        else if (result.Record is { } record)
            Details(shell.Out, [.. fields.Select((f, i) => (f.Title ?? f.Label ?? f.Name, RowJson.Text(record.Values[i])))]);
    }

    private static void Details(TextWriter output, IReadOnlyList<(string Label, string Value)> details)
    {
        var width = details.Select(d => TextTable.Width(d.Label)).DefaultIfEmpty().Max();
        foreach (var (label, value) in details)
        {
            var lines = value.ReplaceLineEndings("\n").Split('\n').Select(l => new string([.. l.Where(c => !char.IsControl(c))])).ToList();
            output.WriteLine($"{label}:{new string(' ', width - TextTable.Width(label) + 1)}{lines[0]}");
            foreach (var line in lines.Skip(1))
                output.WriteLine(new string(' ', width + 2) + line);
        }
    }

    private static void Json(TextWriter output, Operation operation, RunResult result, IReadOnlyList<Row> rows)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var fields = operation.Output?.Fields ?? [];
            if (operation.Kind == OperationKind.Push)
            {
                PushJson.Write(json, operation, result, rows);
            }
            else if (operation.Output?.Rows is not null)
            {
                json.WriteStartArray();
                foreach (var row in rows)
                    RowJson.Write(json, fields, row);
                json.WriteEndArray();
            }
            else if (result.Record is { } record)
            {
                RowJson.Write(json, fields, record);
            }
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static async Task CsvAsync(TextWriter output, Operation operation, RunResult result, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await CsvWriting.WriteAsync(bytes, operation.Output?.Fields ?? [], result.Record is { } record ? [record] : rows, ct);
        await output.WriteAsync(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static async Task SaveAsync(Shell shell, FileContent file, string? to, CancellationToken ct)
    {
        if (to == "-")
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(file.Bytes, ct);
            return;
        }

        // The name comes from the old system: only its last part counts, and never the name of another folder.
        var name = Path.GetFileName(file.Name.Replace('\\', '/')) is { Length: > 0 } own and not ("." or "..") ? own : "answer";
        var path = Path.GetFullPath(to ?? ".", shell.Folder);
        if (Directory.Exists(path))
            path = Path.Combine(path, name);
        if (to is null && File.Exists(path))
            throw new CommandException(ExitCodes.Failed, $"{path} exists already; name another with --out");
        await File.WriteAllBytesAsync(path, file.Bytes, ct);
        shell.Out.WriteLine(path);
    }
}
