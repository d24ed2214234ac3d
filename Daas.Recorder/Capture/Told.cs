using System.Text.Json;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>One message of a frame's script.</summary>
internal sealed record Told(string Kind, DateTimeOffset At, JsonElement Data)
{
    public static Told Read(string payload)
    {
        using var parsed = JsonDocument.Parse(payload);
        var data = parsed.RootElement.Clone();
        return new Told(data.GetProperty("kind").GetString()!, Time(data, "at"), data);
    }

    public string? Text(string name) => Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public bool Flag(string name) => Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public ShownPage? Page => Data.TryGetProperty("page", out var page) ? ShownPage.Of(page) : null;

    public DateTimeOffset Began => Data.TryGetProperty("began", out _) ? Time(Data, "began") : At;

    public ElementMark? Mark(int frame, Secrets secrets) => Data.TryGetProperty("mark", out var mark) && mark.ValueKind == JsonValueKind.Object
        ? new ElementMark
        {
            Id = mark.GetProperty("id").GetString()!,
            Frame = frame,
            Tag = mark.GetProperty("tag").GetString()!,
            Attributes = mark.GetProperty("attributes").EnumerateObject().ToDictionary(a => a.Name, a => secrets.Clean(a.Value.GetString() ?? "")),
            Text = secrets.Clean(mark.GetProperty("text").GetString() ?? ""),
            XPath = mark.GetProperty("xpath").GetString()!,
            Box = [.. mark.GetProperty("box").EnumerateArray().Select(n => n.GetDouble())],
        }
        : null;

    // The page's clock is cut to milliseconds, so that what follows in the same millisecond still comes after.
    private static DateTimeOffset Time(JsonElement data, string name) => DateTimeOffset.FromUnixTimeMilliseconds(data.GetProperty(name).GetInt64());
}
