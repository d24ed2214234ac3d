using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters.Grammar;

/// <summary>
/// How one kind of value looks in a script. A shape is declared once; it reads, it writes, and it describes itself as JSON Schema, so that the
/// three can never disagree.
/// </summary>
internal abstract class Shape<T>
{
    /// <summary>What belongs here, in words for messages: <c>a text</c>, <c>a list of steps</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Tells the reading every problem it finds, and goes on; false when no value came out of it.</summary>
    public abstract bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value);

    public abstract Node Write(T value);

    public abstract JsonObject Schema(SchemaParts parts);

    protected bool Refuse(Node node, Reading reading)
    {
        reading.Error(node, $"expected {Expected}, found {node.Kind}");
        return false;
    }
}
