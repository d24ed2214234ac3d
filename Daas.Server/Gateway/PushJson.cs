using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Server.Gateway;

/// <summary>The answer to a push: its outcome, its run, and what the operation answers besides.</summary>
internal static class PushJson
{
    public static void Write(Utf8JsonWriter json, Operation operation, RunResult result, IReadOnlyList<Row> rows)
    {
        var fields = operation.Output?.Fields ?? [];
        json.WriteStartObject();
        json.WriteString("outcome", Name(result.Outcome));
        json.WriteString("run", result.Run);
        if (operation.Output?.Record is not null)
            RowJson.WriteRecord(json, fields, result.Record);
        if (operation.Output?.Rows is not null)
            RowJson.WriteRows(json, fields, rows);
        if (result.File is { } file)
        {
            json.WriteStartObject("file");
            json.WriteString("name", file.Name);
            json.WriteString("mediaType", file.MediaType);
            json.WriteBase64String("content", file.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static string Name(PushOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}
