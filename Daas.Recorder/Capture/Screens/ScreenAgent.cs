using System.Globalization;

namespace Daas.Recorder.Capture.Screens;

/// <summary>The script in every frame that tells what a screencast does not show, in a world of its own.</summary>
internal static class ScreenAgent
{
    public const string World = "daas-screen";

    /// <summary>The function by which it tells.</summary>
    public const string Binding = "daasShows";

    public static string Source { get; } = $"(() => {{\n'use strict';\nif (globalThis.daasScreen) return;\n{Read()}\n}})();";

    public static string Choose(int? option) => $"globalThis.daasScreen?.choose({option?.ToString(CultureInfo.InvariantCulture) ?? "null"})";

    private static string Read()
    {
        using var stream = typeof(ScreenAgent).Assembly.GetManifestResourceStream("capture/screen.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
