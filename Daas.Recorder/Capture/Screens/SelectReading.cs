using System.Text.Json;

namespace Daas.Recorder.Capture.Screens;

/// <summary>A list as the script in its frame tells it.</summary>
internal static class SelectReading
{
    private const int MostOptions = 5000;

    /// <param name="told">What the script told.</param>
    /// <param name="pressed">Where the mouse was pressed on the page: that is how a frame that cannot see out of itself knows where it is.</param>
    public static ScreenEvent.Select Of(JsonElement told, (double X, double Y) pressed)
    {
        var options = told.GetProperty("options").EnumerateArray().Take(MostOptions).Select(o => new SelectOption(
            o.GetProperty("text").GetString() ?? "", o.GetProperty("group").GetString(), o.GetProperty("disabled").GetBoolean())).ToList();
        var box = Numbers(told.GetProperty("box"));
        var point = told.GetProperty("point") is { ValueKind: JsonValueKind.Array } at ? Numbers(at) : null;
        var origin = point is null ? Numbers(told.GetProperty("origin")) : [pressed.X - point[0], pressed.Y - point[1]];
        return new ScreenEvent.Select(options, told.GetProperty("chosen").GetInt32(), [box[0] + origin[0], box[1] + origin[1], box[2], box[3]]);
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetDouble())];
}
