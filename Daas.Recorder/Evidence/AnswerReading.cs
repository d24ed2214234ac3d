using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Recorder.Evidence;

/// <summary>What an operation reads from one page.</summary>
/// <param name="Rows">Its rows, or the one record.</param>
/// <param name="Empty">The page shows the sign that there is nothing.</param>
/// <param name="Next">The page leads to a next one.</param>
internal sealed record AnswerReading(IReadOnlyList<Row> Rows, bool Empty, bool Next)
{
    private const int MostRows = 500;

    /// <param name="output">Of the operation; not a file.</param>
    /// <param name="page">The page.</param>
    /// <param name="values">What references stand for.</param>
    public static Fallible<AnswerReading> Of(Output output, PageView page, TemplateValues values)
    {
        if (output.Record is not null)
        {
            return Extractor.Record(output, page) switch
            {
                { Failed: false, Value: var row } => new AnswerReading([row!], false, false),
                { Error: { Class: ErrorClass.RecordNotFound } } => new AnswerReading([], true, false),
                { Error: var error } => error!,
            };
        }

        var read = Extractor.Rows(output, page, MostRows);
        if (read.Failed)
            return read.Error;
        values.Set("page", ((read.Value.Page ?? 1) + 1).ToString(CultureInfo.InvariantCulture));
        var next = output.Next is { } link && !Locating.Find(link, page, values, told: false).Failed;
        return new AnswerReading(read.Value.Rows, read.Value.EmptyShown, next);
    }

    /// <summary>A row as the REST surface gives it.</summary>
    public static JsonObject Json(IReadOnlyList<Field> fields, Row row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, RowJson.Options))
            RowJson.Write(json, fields, row);
        return JsonNode.Parse(Encoding.UTF8.GetString(bytes.ToArray()))!.AsObject();
    }

    /// <summary>True when there are pages from which the operation reads.</summary>
    public static bool IsOnPages(Operation operation) => operation.Output is { File: false, Rows: not RowSource.File };
}
