using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daas.Core.Adapters;

namespace Daas.Server.Studio.Publishing;

/// <summary>
/// A call of an operation as one line for a POSIX shell. The values come from an old system: whatever they hold, pasting the line runs curl and nothing else.
/// </summary>
internal static class CurlLine
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="operation">What is called.</param>
    /// <param name="address">Where.</param>
    /// <param name="examples">Values by input; where one is missing the script's own example, or for a required input something of its type.</param>
    public static string Of(Operation operation, string address, IReadOnlyDictionary<string, string> examples)
    {
        var line = new StringBuilder("curl -s");
        var given = operation.Input.Select(i => (Input: i, Value: Value(i, examples)!)).Where(g => g.Value is not null).ToList();
        if (operation.Kind == OperationKind.Pull)
        {
            line.Append(given.Count > 0 ? "G " : " ").Append(Quoted(address)).Append(" -H \"Authorization: Bearer $DAAS_KEY\"");
            foreach (var (input, value) in given)
            {
                line.Append(IsPlain(value)
                    ? $" --data-urlencode {Quoted($"{input.Name}={value}")}"
                    : $" --data {Quoted($"{Uri.EscapeDataString(input.Name)}={Uri.EscapeDataString(Whole(value))}")}");
            }

            return line.ToString();
        }

        line.Append(' ').Append(Quoted(address)).Append(" -H \"Authorization: Bearer $DAAS_KEY\" -H ")
            .Append(Quoted($"Idempotency-Key: {Guid.NewGuid():n}"));
        if (given.Exists(g => g.Input.Type == ParameterType.File))
        {
            foreach (var (input, value) in given)
            {
                line.Append(input.Type == ParameterType.File
                    ? $" -F {Quoted($"{input.Name}={value}")}"
                    : $" --form-string {Quoted($"{input.Name}={Shown(value)}")}");
            }

            return line.ToString();
        }

        return line.Append(" -H 'Content-Type: application/json' -d ").Append(Quoted(Json(given))).ToString();
    }

    /// <summary>One word of a POSIX shell. Only for texts without control characters: a terminal acts on those before the shell sees them.</summary>
    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string? Value(Parameter input, IReadOnlyDictionary<string, string> examples)
    {
        if (input.Type == ParameterType.File)
            return input.Required ? "@FILE" : null;
        if ((examples.GetValueOrDefault(input.Name) ?? input.Example) is { } example)
            return example;
        return !input.Required || input.Default is not null ? null : input switch
        {
            { OneOf: [var first, ..] } => first,
            { Type: ParameterType.Integer or ParameterType.Number } => (input.Minimum ?? 1).ToString(CultureInfo.InvariantCulture),
            { Type: ParameterType.Boolean } => "true",
            { Type: ParameterType.Date } => "2026-01-31",
            { Type: ParameterType.DateTime } => "2026-01-31T09:00:00",
            _ => "…",
        };
    }

    private static string Json(IEnumerable<(Parameter Input, string Value)> given)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            foreach (var (input, value) in given)
            {
                json.WritePropertyName(input.Name);
                if (input.Type == ParameterType.Boolean && value is "true" or "false")
                    json.WriteBooleanValue(value == "true");
                else if (input.Type is ParameterType.Integer or ParameterType.Number
                    && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                    json.WriteNumberValue(number);
                else
                    json.WriteStringValue(Whole(value));
            }

            json.WriteEndObject();
        }

        // Also what only turns the reading around (right-to-left marks) is written as an escape.
        var text = new StringBuilder();
        foreach (var c in Encoding.UTF8.GetString(bytes.ToArray()))
            _ = IsPlain(c) ? text.Append(c) : text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        return text.ToString();
    }

    private static bool IsPlain(string text) => text.All(IsPlain);

    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    // A form has no escapes.
    private static string Shown(string text) => string.Concat(text.Select(c => IsPlain(c) ? c : ' '));

    // Half a character cannot be sent at all.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
