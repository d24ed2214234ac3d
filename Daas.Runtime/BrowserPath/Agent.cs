using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daas.Core.PageScripts;

namespace Daas.Runtime.BrowserPath;

/// <summary>
/// The JavaScript that finds, acts and reads inside the pages. It lives in an isolated world of each window's top document (and of each frame of another origin): pages that
/// bend the built-in objects (old Prototype.js) do not bend it, and pages do not see it.
/// </summary>
internal static class Agent
{
    public const string World = "daas";

    /// <summary>Function by which the agent says that it begins to act.</summary>
    public const string Binding = "daasActs";

    private static readonly string[] Files = ["labels", "find", "act", "agent"];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Source { get; } = Join();

    public static string Call(string function, object? argument) => $"daas.{function}({JsonSerializer.Serialize(argument, Options)})";

    private static string Join()
    {
        var text = new StringBuilder("(() => {\n'use strict';\nif (globalThis.daas) return;\nlet inner = false;\ntry { inner = window.parent !== window && !!window.parent.document; } catch { /* of another origin */ }\nif (inner) return;\n");
        text.Append(PageScript.Words).Append('\n').Append(PageScript.View).Append('\n');
        foreach (var file in Files)
        {
            using var stream = typeof(Agent).Assembly.GetManifestResourceStream($"agent/{file}.js")!;
            using var reader = new StreamReader(stream);
            text.Append(reader.ReadToEnd()).Append('\n');
        }

        return text.Append("})();").ToString();
    }
}
