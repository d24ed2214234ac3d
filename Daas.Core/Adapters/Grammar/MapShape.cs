using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters.Grammar;

/// <summary>
/// A value whose parts have keys. The keys are declared in the order in which they are written; a value is made from <paramref name="seed"/> by
/// setting what is there, and a key is left out where the value is as in the seed.
/// </summary>
/// <param name="name">Its name in the JSON Schema.</param>
/// <param name="doc">What it is, for the JSON Schema.</param>
/// <param name="seed">The value without any key.</param>
/// <param name="inline">Written on one line where it fits.</param>
internal sealed class MapShape<T>(string name, string doc, T seed, bool inline = false) : Shape<T>
    where T : notnull
{
    private readonly List<MapKey<T>> _keys = [];
    private readonly List<Action<T, Node.Map, Reading>> _rules = [];
    private string? _short;
    private Func<T, Node, T>? _place;

    public string Name => name;

    public T Seed => seed;

    public override string Expected =>
        _short is null
            ? $"a map with {Listed(_keys.Where(k => k.Required).Select(k => k.Name).DefaultIfEmpty(_keys[0].Name))}"
            : $"{_keys.First(k => k.Name == _short).Expected}, or a map";

    /// <param name="key">As it is written.</param>
    /// <param name="shape">Of its value.</param>
    /// <param name="get">From the whole; null leaves the key out.</param>
    /// <param name="set">Into the whole.</param>
    /// <param name="about">One sentence for the JSON Schema.</param>
    /// <param name="required">An error when missing.</param>
    public MapShape<T> Key<V>(string key, Shape<V> shape, Func<T, V?> get, Func<T, V, T> set, string about, bool required = false)
    {
        _keys.Add(new MapKey<T, V>(key, shape, get, set, about, required));
        return this;
    }

    /// <summary>A rule among the keys of one map; run when the map was read.</summary>
    public MapShape<T> Rule(Action<T, Node.Map, Reading> rule)
    {
        _rules.Add(rule);
        return this;
    }

    /// <summary>Gives the value what it should know of its place in the text.</summary>
    public MapShape<T> Placed(Func<T, Node, T> place)
    {
        _place = place;
        return this;
    }

    /// <summary>The same map, which may also be written as the value of one key alone.</summary>
    public MapShape<T> Short(string key)
    {
        var copy = new MapShape<T>(name, doc, seed, inline) { _short = key, _place = _place };
        copy._keys.AddRange(_keys);
        copy._rules.AddRange(_rules);
        return copy;
    }

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        var map = node switch
        {
            Node.Map m => m,
            Node.Scalar when _short is not null && !node.IsNull =>
                new Node.Map([new Node.Entry(new Node.Scalar(_short) { Line = node.Line, Column = node.Column }, node)]) { Line = node.Line, Column = node.Column },
            _ when node.IsNull && !_keys.Any(k => k.Required) => new Node.Map([]) { Line = node.Line, Column = node.Column },
            _ => null,
        };
        return map is null ? Refuse(node, reading) : TryReadMap(map, reading, out value);
    }

    public override Node Write(T value)
    {
        var entries = new List<Node.Entry>();
        foreach (var key in _keys)
        {
            if (key.Write(value, seed) is { } node)
                entries.Add(new Node.Entry(key.Name, node));
        }

        return _short is not null && entries is [{ Value: Node.Scalar } only] && only.Key.Text == _short ? only.Value : new Node.Map(entries, inline);
    }

    public override JsonObject Schema(SchemaParts parts)
    {
        var map = parts.Refer(name, () => Describe(parts));
        return _short is null ? map : new JsonObject { ["anyOf"] = new JsonArray(_keys.First(k => k.Name == _short).Schema(parts), map) };
    }

    private JsonObject Describe(SchemaParts parts)
    {
        var properties = new JsonObject();
        foreach (var key in _keys)
        {
            var schema = key.Schema(parts);
            schema["description"] = key.About;
            properties[key.Name] = schema;
        }

        var all = new JsonObject
        {
            ["description"] = doc,
            ["type"] = _keys.Any(k => k.Required) ? "object" : new JsonArray("object", "null"),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        if (_keys.Any(k => k.Required))
            all["required"] = new JsonArray([.. _keys.Where(k => k.Required).Select(k => (JsonNode)k.Name)]);
        return all;
    }

    private bool TryReadMap(Node.Map map, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        var sound = true;
        List<string>? free = null;
        value = seed;
        foreach (var entry in map.Entries)
        {
            if (reading.IsFull)
                break;
            if (_keys.Find(k => k.Name == entry.Key.Text) is { } key)
            {
                sound &= key.Read(entry.Value, reading, ref value);
            }
            else
            {
                free ??= [.. _keys.Select(k => k.Name).Where(k => map[k] is null)];
                reading.Error(entry.Key, $"unknown key '{entry.Key.Text}'", Synonyms.Find(entry.Key.Text, free));
                sound = false;
            }
        }

        foreach (var key in _keys.Where(k => k.Required && map[k.Name] is null))
        {
            reading.Error(map, $"key '{key.Name}' is missing ({char.ToLowerInvariant(key.About[0])}{key.About[1..].TrimEnd('.')})");
            sound = false;
        }

        if (_place is not null)
            value = _place(value, map);
        reading.Keep(value, map);
        if (sound)
        {
            foreach (var rule in _rules)
                rule(value, map, reading);
        }

        return sound;
    }

    private static string Listed(IEnumerable<string> keys) => string.Join(", ", keys.Select(k => $"'{k}'"));
}
