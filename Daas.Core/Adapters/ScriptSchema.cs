using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Grammar;

namespace Daas.Core.Adapters;

/// <summary>
/// The grammar of scripts as JSON Schema (draft 2020-12), for editors. What only makes sense across keys and files is checked by
/// <see cref="AdapterReader"/> alone.
/// </summary>
public static class ScriptSchema
{
    private static readonly JsonSerializerOptions Layout =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Of <c>system.yaml</c>.</summary>
    public static string System() => Describe("Daas system", SystemGrammar.System);

    /// <summary>Of the file of an operation.</summary>
    public static string Operation() => Describe("Daas operation", OperationGrammar.Operation);

    private static string Describe<T>(string title, MapShape<T> shape)
        where T : notnull
    {
        var parts = new SchemaParts();
        var root = shape.Schema(parts);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["$ref"] = root["$ref"]!.GetValue<string>(),
            ["$defs"] = parts.ToJson(),
        }.ToJsonString(Layout) + "\n";
    }
}
