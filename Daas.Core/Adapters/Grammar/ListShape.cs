using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters.Grammar;

/// <summary>A list of values of one shape.</summary>
/// <param name="item">The shape of each.</param>
/// <param name="expected">What belongs here.</param>
/// <param name="least">Fewest items.</param>
/// <param name="inline">Written on one line where it fits.</param>
internal sealed class ListShape<T>(Shape<T> item, string expected, int least = 0, bool inline = false) : Shape<IReadOnlyList<T>>
{
    public override string Expected => expected;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (node is not Node.Sequence sequence)
            return Refuse(node, reading);
        if (sequence.Items.Count < least)
        {
            reading.Error(node, $"expected {expected}, found an empty list");
            return false;
        }

        var items = new List<T>();
        var sound = true;
        foreach (var each in sequence.Items)
        {
            if (item.TryRead(each, reading, out var one))
                items.Add(one);
            else
                sound = false;
        }

        value = items;
        return sound;
    }

    public override Node Write(IReadOnlyList<T> value) => new Node.Sequence([.. value.Select(item.Write)], inline);

    public override JsonObject Schema(SchemaParts parts)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema(parts) };
        if (least > 0)
            schema["minItems"] = least;
        return schema;
    }
}
