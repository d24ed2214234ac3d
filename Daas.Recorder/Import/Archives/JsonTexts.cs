using System.Text.Json;

namespace Daas.Recorder.Import.Archives;

/// <summary>The texts and numbers of a JSON answer.</summary>
internal static class JsonTexts
{
    private const int Most = 4000;

    public static IReadOnlyList<string> Of(string text)
    {
        var found = new List<string>();
        try
        {
            using var json = JsonDocument.Parse(text);
            Walk(json.RootElement, found);
        }
        catch (JsonException)
        {
            // Something else that a script asked for.
        }

        return found;
    }

    private static void Walk(JsonElement at, List<string> found)
    {
        if (found.Count >= Most)
            return;
        switch (at.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in at.EnumerateObject())
                    Walk(property.Value, found);
                break;
            case JsonValueKind.Array:
                foreach (var item in at.EnumerateArray())
                    Walk(item, found);
                break;
            case JsonValueKind.String when at.GetString() is { Length: > 0 and < 200 } text && !text.Contains('<', StringComparison.Ordinal):
                found.Add(text);
                break;
            case JsonValueKind.String when at.GetString() is { Length: > 0 and < 400 } markup:
                found.Add(System.Text.RegularExpressions.Regex.Replace(markup, "<[^>]*>", ""));
                break;
            case JsonValueKind.Number:
                found.Add(at.GetRawText());
                break;
        }
    }
}
