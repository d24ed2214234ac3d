using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters.Grammar;

/// <summary>One value, or a list of at least one.</summary>
internal sealed class OneOrManyShape<T>(Shape<T> item) : Shape<IReadOnlyList<T>>
{
    private readonly ListShape<T> _many = new(item, $"{item.Expected} (or a list of them)", least: 1, inline: true);

    public override string Expected => _many.Expected;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        if (node is Node.Sequence)
            return _many.TryRead(node, reading, out value);
        if (item.TryRead(node, reading, out var one))
        {
            value = [one];
            return true;
        }

        value = null;
        return false;
    }

    public override Node Write(IReadOnlyList<T> value) => value is [var only] ? item.Write(only) : _many.Write(value);

    public override JsonObject Schema(SchemaParts parts) => new() { ["anyOf"] = new JsonArray(item.Schema(parts), _many.Schema(parts)) };
}
