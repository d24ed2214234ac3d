using System.Text.Json;
using Daas.Core.PageScripts;

namespace Daas.Recorder.Capture;

/// <summary>The script that is put into every frame, in a world of its own: the page sees neither it nor its names.</summary>
internal static class PageAgent
{
    public const string World = "daas-recorder";

    /// <summary>The function by which it tells.</summary>
    public const string Binding = "daasTells";

    public static string Source { get; } =
        $"(() => {{\n'use strict';\nif (globalThis.daasRecorder) return;\n{PageScript.Words}\n{PageScript.View}\n{Read("bar")}\n{Read("again")}\n{Read("record")}\n}})();";

    public static string Call(string function, object? argument = null) =>
        $"globalThis.daasRecorder?.{function}({(argument is null ? "" : JsonSerializer.Serialize(argument))})";

    private static string Read(string name)
    {
        using var stream = typeof(PageAgent).Assembly.GetManifestResourceStream($"capture/{name}.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
