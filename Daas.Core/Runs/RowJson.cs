using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daas.Core.Extraction;

namespace Daas.Core.Runs;

/// <summary>
/// Rows as JSON: an object with every output field in order, null where there is no value; dates <c>yyyy-MM-dd</c>, local times
/// <c>yyyy-MM-ddTHH:mm:ss</c>, times with a zone as RFC 3339, numbers as numbers.
/// </summary>
public static class RowJson
{
    /// <summary>Chinese is written as itself; the answers are never part of an HTML page.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Field> fields, Row row)
    {
        if (row.Values.Count != fields.Count)
            throw new ArgumentException($"A row of {row.Values.Count} values for {fields.Count} fields", nameof(row));
        json.WriteStartObject();
        for (var i = 0; i < fields.Count; i++)
        {
            json.WritePropertyName(fields[i].Name);
            WriteValue(json, row.Values[i]);
        }

        json.WriteEndObject();
    }

    /// <summary>The property <c>record</c>: the row, or null when there is none.</summary>
    public static void WriteRecord(Utf8JsonWriter json, IReadOnlyList<Field> fields, Row? record)
    {
        json.WritePropertyName("record");
        if (record is null)
            json.WriteNullValue();
        else
            Write(json, fields, record);
    }

    /// <summary>The property <c>rows</c>.</summary>
    public static void WriteRows(Utf8JsonWriter json, IReadOnlyList<Field> fields, IEnumerable<Row> rows)
    {
        json.WriteStartArray("rows");
        foreach (var row in rows)
            Write(json, fields, row);
        json.WriteEndArray();
    }

    /// <summary>A value as plain text: what <see cref="Write"/> writes, without quotes; empty for null.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string s => s,
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime t => t.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset t => t.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        long n => n.ToString(CultureInfo.InvariantCulture),
        decimal n => n.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A row cannot hold a {value.GetType().Name}", nameof(value)),
    };

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool b:
                json.WriteBooleanValue(b);
                break;
            case long n:
                json.WriteNumberValue(n);
                break;
            case decimal n:
                json.WriteNumberValue(n);
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }
}
