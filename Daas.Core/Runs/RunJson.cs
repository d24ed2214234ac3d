using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daas.Core.Runs;

/// <summary>Run results as JSON and back without loss: the values of a row keep their types. For stores, not for the REST surface.</summary>
public static class RunJson
{
    private static readonly JsonSerializerOptions s_options = new() { Converters = { new RowConverter(), new JsonStringEnumConverter() } };

    public static string Write(RunResult result) => JsonSerializer.Serialize(result, s_options);

    /// <summary>Null for null, and for a text that is none.</summary>
    public static RunResult? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<RunResult>(json, s_options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value is null, a string, a boolean, a whole number, or one member named by its type.</summary>
    private sealed class RowConverter : JsonConverter<Row>
    {
        public override Row Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new JsonException("A row is an array.");
            return new Row([.. document.RootElement.EnumerateArray().Select(Value)]);
        }

        public override void Write(Utf8JsonWriter writer, Row value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value.Values)
                Write(writer, item);
            writer.WriteEndArray();
        }

        private static void Write(Utf8JsonWriter writer, object? value)
        {
            switch (value)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    break;
                case long number:
                    writer.WriteNumberValue(number);
                    break;
                case decimal number:
                    Tagged(writer, "decimal", number.ToString(CultureInfo.InvariantCulture));
                    break;
                case DateOnly day:
                    Tagged(writer, "date", day.ToString("O", CultureInfo.InvariantCulture));
                    break;
                case DateTime moment:
                    Tagged(writer, "dateTime", moment.ToString("O", CultureInfo.InvariantCulture));
                    break;
                case DateTimeOffset moment:
                    Tagged(writer, "moment", moment.ToString("O", CultureInfo.InvariantCulture));
                    break;
                default:
                    throw new JsonException($"A row does not hold a {value.GetType().Name}.");
            }
        }

        private static void Tagged(Utf8JsonWriter writer, string type, string text)
        {
            writer.WriteStartObject();
            writer.WriteString(type, text);
            writer.WriteEndObject();
        }

        private static object? Value(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Null:
                    return null;
                case JsonValueKind.String:
                    return element.GetString();
                case JsonValueKind.True or JsonValueKind.False:
                    return element.GetBoolean();
                case JsonValueKind.Number:
                    return element.GetInt64();
                case JsonValueKind.Object when element.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.String } member:
                    return Tagged(member.Name, member.Value.GetString()!);
                default:
                    throw new JsonException("A row holds no such value.");
            }
        }

        private static object Tagged(string type, string text) => type switch
        {
            "decimal" => decimal.Parse(text, CultureInfo.InvariantCulture),
            "date" => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture),
            "dateTime" => DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            "moment" => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture),
            _ => throw new JsonException($"A row holds no {type}."),
        };
    }
}
