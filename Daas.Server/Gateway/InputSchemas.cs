using System.Globalization;
using Daas.Core.Adapters;
using NJsonSchema;
using NSwag;

namespace Daas.Server.Gateway;

/// <summary>Inputs as OpenAPI: query parameters of a pull, the body of a push, the headers of both.</summary>
internal static class InputSchemas
{
    public static IEnumerable<OpenApiParameter> Headers(bool push)
    {
        if (push)
        {
            var key = Header(
                GatewayHeaders.IdempotencyKey,
                "A new value for each write, the same for each try of it: the write then happens at most once",
                new JsonSchema { Type = JsonObjectType.String, MinLength = 1, MaxLength = GatewayHeaders.MostKeyLength });
            key.IsRequired = true;
            yield return key;
        }
        else
        {
            yield return Header(GatewayHeaders.MaxRows, "At most so many rows; a cut answer says so", Cap());
            yield return Header(GatewayHeaders.MaxPages, "At most so many of the system's pages; a cut answer says so", Cap());
        }

        yield return Header(GatewayHeaders.Connection, "The connection to use, where the system has several; else the key's default",
            new JsonSchema { Type = JsonObjectType.String });

        static JsonSchema Cap() => new() { Type = JsonObjectType.Integer, Format = JsonFormatStrings.Integer, Minimum = 1 };
    }

    public static OpenApiParameter Query(Parameter input) => new()
    {
        Name = input.Name,
        Kind = OpenApiParameterKind.Query,
        IsRequired = input.Required && input.Default is null,
        Description = Words(input),
        Schema = Schema(input),
        Example = Literal(input, input.Example),
    };

    /// <summary>JSON, or multipart where a file is asked for.</summary>
    public static OpenApiRequestBody Body(OpenApiDocument document, string name, Operation operation)
    {
        var hasFile = operation.Input.Any(i => i.Type == ParameterType.File);
        var hasRequired = operation.Input.Any(i => i.Required && i.Default is null);
        var schema = new JsonSchema { Type = JsonObjectType.Object, AllowAdditionalProperties = false, Description = operation.Title };
        foreach (var input in operation.Input)
            schema.Properties[input.Name] = Property(input);
        var body = new OpenApiRequestBody { IsRequired = hasRequired };
        if (hasFile)
        {
            body.Content["multipart/form-data"] = new OpenApiMediaType { Schema = schema };
            return body;
        }

        document.Definitions[name] = schema;
        body.Content[AnswerFormats.Json] = new OpenApiMediaType { Schema = new JsonSchema { Reference = schema }, Example = Example(operation) };
        return body;
    }

    private static OpenApiParameter Header(string name, string description, JsonSchema schema) =>
        new() { Name = name, Kind = OpenApiParameterKind.Header, Description = description, Schema = schema };

    private static JsonSchemaProperty Property(Parameter input)
    {
        var property = new JsonSchemaProperty { Title = input.Title, Description = input.Description, IsRequired = input.Required && input.Default is null };
        Shape(property, input);
        return property;
    }

    private static JsonSchema Schema(Parameter input)
    {
        var schema = new JsonSchema();
        Shape(schema, input);
        return schema;
    }

    private static void Shape(JsonSchema schema, Parameter input)
    {
        (schema.Type, schema.Format) = input.Type switch
        {
            ParameterType.String => (JsonObjectType.String, null),
            ParameterType.Integer => (JsonObjectType.Integer, JsonFormatStrings.Long),
            ParameterType.Number => (JsonObjectType.Number, JsonFormatStrings.Decimal),
            ParameterType.Boolean => (JsonObjectType.Boolean, null),
            ParameterType.Date => (JsonObjectType.String, JsonFormatStrings.Date),
            // A local time has no zone, which date-time demands.
            ParameterType.DateTime => (JsonObjectType.String, "date-time-local"),
            ParameterType.File => (JsonObjectType.String, "binary"),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input.Type, null),
        };
        schema.Pattern = input.Pattern is null ? null : $"^(?:{input.Pattern})$";
        schema.MaxLength = input.MaxLength;
        schema.Minimum = input.Minimum;
        schema.Maximum = input.Maximum;
        schema.Default = Literal(input, input.Default);
        schema.Example = Literal(input, input.Example);
        foreach (var value in input.OneOf)
            schema.Enumeration.Add(Literal(input, value));
    }

    private static string? Words(Parameter input) => (input.Title, input.Description) switch
    {
        (null, var description) => description,
        (var title, null) => title,
        var (title, description) => $"{title}: {description}",
    };

    private static object? Literal(Parameter input, string? text) => text is null ? null : input.Type switch
    {
        ParameterType.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        ParameterType.Number when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        ParameterType.Boolean => text == "true",
        _ => text,
    };

    private static Dictionary<string, object?>? Example(Operation operation)
    {
        var given = operation.Input.Where(i => i.Example is not null).ToDictionary(i => i.Name, i => Literal(i, i.Example));
        return given.Count == 0 ? null : given;
    }
}
