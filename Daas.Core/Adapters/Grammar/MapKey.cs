using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters.Grammar;

/// <summary>One key of a map of <typeparamref name="T"/>.</summary>
internal abstract class MapKey<T>(string name, string about, bool required)
{
    public string Name => name;

    public string About => about;

    public bool Required => required;

    public abstract string Expected { get; }

    public abstract bool Read(Node node, Reading reading, ref T whole);

    /// <returns>Null when the key is left out.</returns>
    public abstract Node? Write(T whole, T seed);

    public abstract JsonObject Schema(SchemaParts parts);
}

/// <inheritdoc/>
internal sealed class MapKey<T, V>(string name, Shape<V> shape, Func<T, V?> get, Func<T, V, T> set, string about, bool required)
    : MapKey<T>(name, about, required)
{
    public override string Expected => shape.Expected;

    public override bool Read(Node node, Reading reading, ref T whole)
    {
        if (!shape.TryRead(node, reading, out var value))
            return false;
        whole = set(whole, value);
        return true;
    }

    public override Node? Write(T whole, T seed)
    {
        var value = get(whole);
        return value is null || (!Required && EqualityComparer<V>.Default.Equals(value, get(seed)!)) ? null : shape.Write(value);
    }

    public override JsonObject Schema(SchemaParts parts) => shape.Schema(parts);
}
