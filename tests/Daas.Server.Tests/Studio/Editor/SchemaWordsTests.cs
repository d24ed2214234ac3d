using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Server.Layout;
using Daas.Server.Studio.Editor;

namespace Daas.Server.Tests.Studio.Editor;

public sealed class SchemaWordsTests
{
    [Fact]
    public void Every_description_is_told_in_the_pages_language()
    {
        foreach (var schema in new[] { ScriptSchema.System(), ScriptSchema.Operation() })
        {
            var (english, chinese) = (Descriptions(schema), Descriptions(SchemaWords.In(schema, Texts.Chinese)));
            Assert.Equal(english.Count, chinese.Count);
            Assert.Empty(english.Intersect(chinese));
        }
    }

    [Fact]
    public void Nothing_but_the_descriptions_changes()
    {
        var (english, chinese) = (JsonNode.Parse(ScriptSchema.Operation()), JsonNode.Parse(SchemaWords.In(ScriptSchema.Operation(), Texts.Chinese)));
        Assert.Equal("字段，按其标签。", (string?)chinese!["$defs"]!["step-fill"]!["properties"]!["fill"]!["description"]);
        Assert.True(JsonNode.DeepEquals(Without(english), Without(chinese)));
        Assert.Equal(ScriptSchema.Operation(), SchemaWords.In(ScriptSchema.Operation(), Texts.English));
    }

    private static HashSet<string> Descriptions(string schema) => [.. All(JsonNode.Parse(schema)).Select(n => n["description"]).OfType<JsonValue>().Select(v => v.ToString())];

    private static IEnumerable<JsonObject> All(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(m => All(m.Value)).Prepend(map),
        JsonArray list => list.SelectMany(All),
        _ => [],
    };

    private static JsonNode? Without(JsonNode? schema)
    {
        foreach (var map in All(schema).Where(n => n["description"] is JsonValue).ToList())
            map.Remove("description");
        return schema;
    }
}
