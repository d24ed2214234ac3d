using System.Text.Json.Nodes;

namespace Daas.Core.Adapters.Grammar;

/// <summary>
/// The named parts of a JSON Schema under construction (<c>$defs</c>): each is described once and referred to, so that parts may hold
/// themselves.
/// </summary>
internal sealed class SchemaParts
{
    private readonly SortedDictionary<string, JsonObject?> _parts = new(StringComparer.Ordinal);

    public JsonObject Refer(string name, Func<JsonObject> describe)
    {
        if (_parts.TryAdd(name, null))
            _parts[name] = describe();
        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    public JsonObject ToJson()
    {
        var all = new JsonObject();
        foreach (var (name, part) in _parts)
            all[name] = part;
        return all;
    }
}
