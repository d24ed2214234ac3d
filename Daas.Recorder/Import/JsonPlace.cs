using System.Text.Json;

namespace Daas.Recorder.Import;

/// <summary>A value of a JSON file and where it is; what is missing or of another kind is told with that place.</summary>
/// <param name="Element">The value.</param>
/// <param name="Path">Such as <c>$.log.entries[3].request</c>.</param>
internal readonly record struct JsonPlace(JsonElement Element, string Path)
{
    /// <summary>Null when it is absent or null.</summary>
    /// <exception cref="ImportException">This is no object.</exception>
    public JsonPlace? Find(string name)
    {
        if (Element.ValueKind != JsonValueKind.Object)
            throw Wrong("an object");
        return Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new JsonPlace(value, $"{Path}.{name}") : null;
    }

    public JsonPlace Need(string name) => Find(name) ?? throw new ImportException($"{Path}.{name} is missing");

    /// <summary>The items of an array; none when it is absent.</summary>
    public IEnumerable<JsonPlace> Items(string name) => Find(name) is { } list ? list.Items() : [];

    public IReadOnlyList<JsonPlace> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
            throw Wrong("an array");
        var items = new List<JsonPlace>(Element.GetArrayLength());
        foreach (var item in Element.EnumerateArray())
            items.Add(new JsonPlace(item, $"{Path}[{items.Count}]"));
        return items;
    }

    public string? Text(string name) => Find(name)?.Text();

    public string NeedText(string name) => Need(name).Text();

    /// <summary>A text, or a number or truth value as it is written.</summary>
    public string Text()
    {
        try
        {
            return Element.ValueKind switch
            {
                JsonValueKind.String => Element.GetString() ?? "",
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Element.GetRawText(),
                _ => throw Wrong("a text"),
            };
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            throw new ImportException($"{Path} is a text that is not valid Unicode");
        }
    }

    public int? Number(string name) => Find(name) is not { } found ? null
        : found.Element.ValueKind == JsonValueKind.Number && found.Element.TryGetDouble(out var number) && number is > int.MinValue and < int.MaxValue
            ? (int)number : throw found.Wrong("a number");

    public ImportException Wrong(string wanted) => new($"{Path} is {Kind()}; {wanted} is expected there");

    private string Kind() => Element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
