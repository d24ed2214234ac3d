using System.Text.Json;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Server.Gateway;

/// <summary>
/// Rows as NDJSON while the run goes on: each page leaves before the next is fetched. The last line is <c>{"$end":{…}}</c>, or
/// <c>{"$error":{problem}}</c> when the run broke midway; an answer without either was cut off.
/// </summary>
internal static class StreamedAnswer
{
    public static async Task WriteAsync(Call call)
    {
        var ct = call.Context.RequestAborted;
        RunPath? path = null;
        await foreach (var told in call.Run(call.Request, call.Adapter, ct))
        {
            switch (told)
            {
                case RunEvent.Attempt attempt:
                    path = attempt.Path;
                    break;
                case RunEvent.Rows page:
                    Begin(call, path);
                    await WriteRowsAsync(call, page.Items, ct);
                    break;
                case RunEvent.Finished { Result: var result }:
                    await EndAsync(call, result, ct);
                    break;
                case RunEvent.SigningIn or RunEvent.Stepping or RunEvent.Stepped or RunEvent.Retrying:
                    break;
            }
        }
    }

    private static void Begin(Call call, RunPath? path)
    {
        if (call.Response.HasStarted)
            return;
        call.Stamp(call.Request.Run, path);
        call.Response.ContentType = AnswerFormats.Ndjson;
    }

    private static async Task EndAsync(Call call, RunResult result, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!result.Succeeded && !call.Response.HasStarted)
        {
            call.Stamp(result.Run, result.Path);
            await ProblemAnswer.WriteAsync(call.Context, Problem.Of(result));
            return;
        }

        Begin(call, result.Path);
        if (result is { Succeeded: true, Record: { } record })
            await WriteRowsAsync(call, [record], ct);
        await WriteLineAsync(call, json =>
        {
            json.WriteStartObject();
            if (result.Succeeded)
            {
                json.WriteStartObject("$end");
                json.WriteNumber("count", result.Record is null ? result.RowCount : 1);
                json.WriteNumber("pages", result.Pages);
                json.WriteBoolean("complete", result.Complete);
                // The header left with the first row; a browser may have stepped in since.
                json.WriteString("path", result.Path.Word());
                json.WriteEndObject();
            }
            else
            {
                json.WritePropertyName("$error");
                Problem.Of(result).Write(json);
            }

            json.WriteEndObject();
        });
        await call.Response.BodyWriter.FlushAsync(ct);
    }

    private static async Task WriteRowsAsync(Call call, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var fields = call.Operation.Output?.Fields ?? (IReadOnlyList<Field>)[];
        foreach (var row in rows)
            await WriteLineAsync(call, json => RowJson.Write(json, fields, row));
        await call.Response.BodyWriter.FlushAsync(ct);
    }

    private static async ValueTask WriteLineAsync(Call call, Action<Utf8JsonWriter> write)
    {
        await using (var json = new Utf8JsonWriter(call.Response.BodyWriter, RowJson.Options))
            write(json);
        call.Response.BodyWriter.GetSpan(1)[0] = (byte)'\n';
        call.Response.BodyWriter.Advance(1);
    }
}
