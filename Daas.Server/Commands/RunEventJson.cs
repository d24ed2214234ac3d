using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daas.Core.Runs;

namespace Daas.Server.Commands;

/// <summary>Run events as lines of JSON between a running gateway and the verb that asked it; both are this program. Values keep their types.</summary>
internal static class RunEventJson
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Converters = { new ValueConverter(), new JsonStringEnumConverter() } };

    public static string Write(RunEvent told) => told switch
    {
        RunEvent.Attempt e => Line("attempt", e),
        RunEvent.SigningIn e => Line("signingIn", e),
        RunEvent.Stepping e => Line("stepping", e),
        RunEvent.Stepped e => Line("stepped", e),
        RunEvent.Rows e => Line("rows", e),
        RunEvent.Retrying e => Line("retrying", e),
        RunEvent.Finished e => Line("finished", e),
        _ => throw new ArgumentOutOfRangeException(nameof(told), told, null),
    };

    public static RunEvent Read(string line)
    {
        var (kind, told) = line.Split(' ', 2) is [var first, var second] ? (first, second) : throw new FormatException("not a run event");
        return kind switch
        {
            "attempt" => Told<RunEvent.Attempt>(told),
            "signingIn" => Told<RunEvent.SigningIn>(told),
            "stepping" => Told<RunEvent.Stepping>(told),
            "stepped" => Told<RunEvent.Stepped>(told),
            "rows" => Told<RunEvent.Rows>(told),
            "retrying" => Told<RunEvent.Retrying>(told),
            "finished" => Told<RunEvent.Finished>(told),
            _ => throw new FormatException($"'{kind}' is not a run event"),
        };
    }

    private static string Line<T>(string kind, T told) => $"{kind} {JsonSerializer.Serialize(told, Options)}";

    private static T Told<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    /// <summary>One value of a row: <c>["date", "2026-01-05"]</c>, so that a text that looks like a date stays a text.</summary>
    private sealed class ValueConverter : JsonConverter<object?>
    {
        public override bool HandleNull => true;

        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null)
                return null;
            var pair = JsonSerializer.Deserialize<string[]>(ref reader, options)!;
            return pair[0] switch
            {
                "text" => pair[1],
                "integer" => long.Parse(pair[1], CultureInfo.InvariantCulture),
                "number" => decimal.Parse(pair[1], CultureInfo.InvariantCulture),
                "boolean" => pair[1] == "true",
                "date" => DateOnly.ParseExact(pair[1], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                "dateTime" => DateTime.ParseExact(pair[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                "moment" => DateTimeOffset.ParseExact(pair[1], "O", CultureInfo.InvariantCulture),
                var other => throw new JsonException($"'{other}' is not a kind of value"),
            };
        }

        public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
        {
            if (value is null)
            {
                writer.WriteNullValue();
                return;
            }

            var (kind, text) = value switch
            {
                string s => ("text", s),
                DateTime t => ("dateTime", t.ToString("O", CultureInfo.InvariantCulture)),
                DateTimeOffset t => ("moment", t.ToString("O", CultureInfo.InvariantCulture)),
                long => ("integer", RowJson.Text(value)),
                decimal => ("number", RowJson.Text(value)),
                bool => ("boolean", RowJson.Text(value)),
                DateOnly => ("date", RowJson.Text(value)),
                _ => throw new JsonException($"A row cannot hold a {value.GetType().Name}"),
            };
            JsonSerializer.Serialize(writer, (string[])[kind, text], options);
        }
    }
}
