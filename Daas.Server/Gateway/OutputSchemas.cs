using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using NJsonSchema;
using NSwag;

namespace Daas.Server.Gateway;

/// <summary>Answers as OpenAPI: the good one in every form it can have, and a problem for each status that can come.</summary>
internal static class OutputSchemas
{
    public static void AddResponses(OpenApiDocument document, OpenApiOperation described, Adapter adapter, Operation operation, JsonSchema problem)
    {
        described.Responses["200"] = operation.Kind == OperationKind.Push
            ? Push(document, adapter, operation)
            : Pull(document, adapter, operation);
        foreach (var (status, words) in ProblemSchema.Statuses(operation))
        {
            var response = new OpenApiResponse { Description = words };
            response.Content[Problem.MediaType] = new OpenApiMediaType { Schema = new JsonSchema { Reference = problem } };
            if (status is 429 or 503)
                response.Headers["Retry-After"] = Header("Seconds after which to try again", JsonObjectType.Integer);
            described.Responses[$"{status}"] = response;
        }
    }

    private static OpenApiResponse Pull(OpenApiDocument document, Adapter adapter, Operation operation)
    {
        var response = new OpenApiResponse { Description = operation.Title };
        Stamp(response);
        if (operation.Output is { File: true })
        {
            response.Description += ": the file, as an attachment of its own media type";
            response.Content["application/octet-stream"] = new OpenApiMediaType { Schema = Binary() };
            return response;
        }

        var row = Define(document, OpenApiNames.Schema(adapter, operation, operation.Output?.Record is null ? "Row" : "Record"), Row(operation));
        var envelope = new JsonSchema { Type = JsonObjectType.Object, AllowAdditionalProperties = false };
        if (operation.Output?.Record is not null)
        {
            envelope.Properties["record"] = Referring(row);
        }
        else
        {
            envelope.Properties["rows"] = new JsonSchemaProperty { Type = JsonObjectType.Array, Item = new JsonSchema { Reference = row }, IsRequired = true };
            envelope.Properties["count"] = Plain(JsonObjectType.Integer, "Number of rows", JsonFormatStrings.Integer);
            envelope.Properties["complete"] = Plain(JsonObjectType.Boolean, "False when a limit on rows or pages cut the answer short");
        }

        var whole = Define(document, OpenApiNames.Schema(adapter, operation, "Answer"), envelope);
        response.Description += $". {AnswerFormats.Ndjson}: one row a line while they come; the last line is {{\"$end\":{{count,pages,complete,path}}}}, or {{\"$error\":problem}} when "
            + $"it broke midway. {AnswerFormats.Csv} and xlsx: one line a row, named by field, text never a formula; {GatewayHeaders.Complete} says whether all rows are there.";
        response.Headers[GatewayHeaders.Complete] = Header("CSV and xlsx: false when a limit on rows or pages cut the answer short", JsonObjectType.Boolean);
        response.Content[AnswerFormats.Json] = new OpenApiMediaType { Schema = new JsonSchema { Reference = whole } };
        response.Content[AnswerFormats.Ndjson] = new OpenApiMediaType { Schema = new JsonSchema { Reference = row } };
        response.Content[AnswerFormats.Csv] = new OpenApiMediaType { Schema = new JsonSchema { Type = JsonObjectType.String } };
        response.Content[AnswerFormats.Xlsx] = new OpenApiMediaType { Schema = Binary() };
        return response;
    }

    private static OpenApiResponse Push(OpenApiDocument document, Adapter adapter, Operation operation)
    {
        var envelope = new JsonSchema { Type = JsonObjectType.Object, AllowAdditionalProperties = false };
        envelope.Properties["outcome"] = Plain(JsonObjectType.String, "applied: the system has saved, as it has shown or as reading back has found");
        envelope.Properties["run"] = Plain(JsonObjectType.String, "The run that did it; the same again for the same Idempotency-Key");
        if (operation.Output?.Record is not null)
            envelope.Properties["record"] = Referring(Define(document, OpenApiNames.Schema(adapter, operation, "Record"), Row(operation)));
        if (operation.Output?.Rows is not null)
        {
            var row = Define(document, OpenApiNames.Schema(adapter, operation, "Row"), Row(operation));
            envelope.Properties["rows"] = new JsonSchemaProperty { Type = JsonObjectType.Array, Item = new JsonSchema { Reference = row }, IsRequired = true };
        }

        if (operation.Output is { File: true })
        {
            var file = new JsonSchemaProperty { Type = JsonObjectType.Object, AllowAdditionalProperties = false };
            file.Properties["name"] = Plain(JsonObjectType.String, "File name");
            file.Properties["mediaType"] = Plain(JsonObjectType.String, "Media type");
            file.Properties["content"] = Plain(JsonObjectType.String, "The bytes", JsonFormatStrings.Byte);
            envelope.Properties["file"] = file;
        }

        var response = new OpenApiResponse { Description = operation.Title };
        Stamp(response);
        response.Content[AnswerFormats.Json] = new OpenApiMediaType
        {
            Schema = new JsonSchema { Reference = Define(document, OpenApiNames.Schema(adapter, operation, "Answer"), envelope) },
        };
        return response;
    }

    private static JsonSchema Row(Operation operation)
    {
        var row = new JsonSchema { Type = JsonObjectType.Object, AllowAdditionalProperties = false };
        foreach (var field in operation.Output?.Fields ?? [])
        {
            var (type, format) = field.Type switch
            {
                FieldType.Text => (JsonObjectType.String, null),
                FieldType.Integer => (JsonObjectType.Integer, JsonFormatStrings.Long),
                FieldType.Number or FieldType.Money => (JsonObjectType.Number, JsonFormatStrings.Decimal),
                FieldType.Date => (JsonObjectType.String, JsonFormatStrings.Date),
                FieldType.DateTime => (JsonObjectType.String, "date-time-local"),
                FieldType.Boolean => (JsonObjectType.Boolean, null),
                FieldType.Link => (JsonObjectType.String, JsonFormatStrings.Uri),
                _ => throw new ArgumentOutOfRangeException(nameof(operation), field.Type, null),
            };
            row.Properties[field.Name] = new JsonSchemaProperty
            {
                Type = type,
                Format = format,
                Title = field.Title ?? field.Column ?? field.Label,
                Description = field.Description,
                IsRequired = true,
                IsNullableRaw = field.Required ? null : true,
            };
        }

        return row;
    }

    private static JsonSchema Define(OpenApiDocument document, string name, JsonSchema schema) => document.Definitions[name] = schema;

    private static JsonSchemaProperty Referring(JsonSchema schema) => new() { Reference = schema, IsRequired = true };

    private static JsonSchemaProperty Plain(JsonObjectType type, string description, string? format = null) =>
        new() { Type = type, Description = description, Format = format, IsRequired = true };

    private static JsonSchema Binary() => new() { Type = JsonObjectType.String, Format = "binary" };

    private static void Stamp(OpenApiResponse response)
    {
        response.Headers[GatewayHeaders.Run] = Header("The run that made this answer", JsonObjectType.String);
        response.Headers[GatewayHeaders.Path] = Header("The way it took: browser or http", JsonObjectType.String);
        response.Headers[GatewayHeaders.AdapterVersion] = Header("The version of the adapter that made it", JsonObjectType.String);
    }

    private static OpenApiHeader Header(string description, JsonObjectType type) =>
        new() { Description = description, Schema = new JsonSchema { Type = type } };
}
