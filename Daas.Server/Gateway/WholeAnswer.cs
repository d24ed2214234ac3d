using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Microsoft.Net.Http.Headers;

namespace Daas.Server.Gateway;

/// <summary>Answers given when the run has ended, so that whatever goes wrong is a problem with its status: JSON, CSV, xlsx, files, pushes.</summary>
internal static class WholeAnswer
{
    public static async Task WriteAsync(Call call)
    {
        var ct = call.Context.RequestAborted;
        var rows = new List<Row>();
        RunResult? result = null;
        await foreach (var told in call.Run(call.Request, call.Adapter, ct))
        {
            if (told is RunEvent.Rows page)
                rows.AddRange(page.Items);
            else if (told is RunEvent.Finished finished)
                result = finished.Result;
        }

        ct.ThrowIfCancellationRequested();
        if (result is null)
            throw new InvalidOperationException("The run ended without a result");
        call.Stamp(result.Run, result.Path);
        if (!result.Succeeded)
            await ProblemAnswer.WriteAsync(call.Context, Problem.Of(result));
        else if (call.Operation.Kind == OperationKind.Push)
            await JsonAsync(call, json => PushJson.Write(json, call.Operation, result, rows), ct);
        else if (result.File is { } file)
            await FileAsync(call, file, ct);
        else if (call.Format == AnswerFormat.Json)
            await JsonAsync(call, json => WriteJson(json, call.Operation, result, rows), ct);
        else
            await TableAsync(call, result, result.Record is { } record ? [record] : rows, ct);
    }

    private static void WriteJson(Utf8JsonWriter json, Operation operation, RunResult result, List<Row> rows)
    {
        var fields = FieldsOf(operation);
        json.WriteStartObject();
        if (operation.Output?.Record is not null)
        {
            RowJson.WriteRecord(json, fields, result.Record);
        }
        else
        {
            RowJson.WriteRows(json, fields, rows);
            json.WriteNumber("count", rows.Count);
            json.WriteBoolean("complete", result.Complete);
        }

        json.WriteEndObject();
    }

    private static async Task JsonAsync(Call call, Action<Utf8JsonWriter> write, CancellationToken ct)
    {
        call.Response.ContentType = AnswerFormats.Json;
        await using (var json = new Utf8JsonWriter(call.Response.BodyWriter, RowJson.Options))
            write(json);
        await call.Response.BodyWriter.FlushAsync(ct);
    }

    private static async Task TableAsync(Call call, RunResult result, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var csv = call.Format == AnswerFormat.Csv;
        call.Response.Headers[GatewayHeaders.Complete] = result.Complete ? "true" : "false";
        call.Response.ContentType = csv ? $"{AnswerFormats.Csv}; charset=utf-8; header=present" : AnswerFormats.Xlsx;
        Attach(call, call.Operation.Id + (csv ? ".csv" : ".xlsx"));
        if (csv)
            await CsvWriting.WriteAsync(call.Response.Body, FieldsOf(call.Operation), rows, ct);
        else
            await XlsxWriting.WriteAsync(call.Response.Body, FieldsOf(call.Operation), rows, ct);
    }

    private static async Task FileAsync(Call call, FileContent file, CancellationToken ct)
    {
        call.Response.ContentType = MediaTypeHeaderValue.TryParse(file.MediaType, out var type) ? type.ToString() : "application/octet-stream";
        call.Response.ContentLength = file.Bytes.Length;
        Attach(call, file.Name);
        await call.Response.Body.WriteAsync(file.Bytes, ct);
    }

    // Always saved, never shown: what an old system hands out must not run in the gateway's origin.
    private static void Attach(Call call, string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        call.Response.Headers.ContentDisposition = disposition.ToString();
    }

    private static IReadOnlyList<Field> FieldsOf(Operation operation) => operation.Output?.Fields ?? [];
}
