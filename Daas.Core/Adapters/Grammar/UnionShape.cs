using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters.Grammar;

/// <summary>A closed union: a map in which one key names the case.</summary>
/// <param name="expected">What belongs here.</param>
internal sealed class UnionShape<T>(string expected) : Shape<T>
    where T : notnull
{
    private readonly List<Case> _cases = [];

    public override string Expected => expected;

    /// <param name="key">The key that names it.</param>
    /// <param name="shape">All its keys, that one among them.</param>
    public UnionShape<T> Add<TCase>(string key, MapShape<TCase> shape)
        where TCase : T
    {
        _cases.Add(new Case(key, typeof(TCase), (node, reading) => shape.TryRead(node, reading, out var value) ? value : default(T?),
            v => shape.Write((TCase)v), shape.Schema));
        return this;
    }

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not Node.Map map)
            return Refuse(node, reading);
        var named = map.Entries.Where(e => _cases.Any(c => c.Key == e.Key.Text)).ToList();
        if (named.Count == 0)
        {
            var first = map.Entries.FirstOrDefault();
            reading.Error(
                first?.Key ?? node,
                first is null ? $"expected {expected}, found an empty map" : $"'{first.Key.Text}' is not {expected}",
                first is null ? null : Synonyms.Find(first.Key.Text, [.. _cases.Select(c => c.Key)]));
            return false;
        }

        if (named.Count > 1)
        {
            reading.Error(named[1].Key, $"'{named[0].Key.Text}' and '{named[1].Key.Text}' cannot go together here; each needs a place of its own");
            return false;
        }

        var read = _cases.Find(c => c.Key == named[0].Key.Text)!.Read(map, reading);
        if (read is null)
            return false;
        value = read;
        return true;
    }

    public override Node Write(T value) => _cases.Find(c => c.Type == value.GetType())!.Write(value);

    public override JsonObject Schema(SchemaParts parts) => new() { ["oneOf"] = new JsonArray([.. _cases.Select(c => (JsonNode)c.Schema(parts))]) };

    private sealed record Case(string Key, Type Type, Func<Node, Reading, T?> Read, Func<T, Node> Write, Func<SchemaParts, JsonObject> Schema);
}
