using System.Text.Json.Nodes;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Editor;

/// <summary>What the keys of a script mean, in the page's language: told by the schema's own English words.</summary>
internal static class SchemaWords
{
    private const string Prefix = "schema.";

    /// <summary>The schema with its descriptions in that language; one that has no words there stays as it is.</summary>
    public static string In(string schema, Texts texts)
    {
        if (texts == Texts.English)
            return schema;
        var words = texts.Keys.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(k => Texts.English[k], k => texts[k]);
        var root = JsonNode.Parse(schema)!;
        Put(root);
        return root.ToJsonString();

        void Put(JsonNode? node)
        {
            if (node is JsonObject map)
            {
                if (map["description"] is JsonValue told && told.TryGetValue<string>(out var english) && words.TryGetValue(english, out var own))
                    map["description"] = own;
                foreach (var (_, inner) in map.ToList())
                    Put(inner);
            }
            else if (node is JsonArray list)
            {
                foreach (var inner in list)
                    Put(inner);
            }
        }
    }
}
