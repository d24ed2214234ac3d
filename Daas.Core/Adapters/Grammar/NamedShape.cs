using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters.Grammar;

/// <summary>A map from names that the author chooses to values of one shape, kept in order.</summary>
/// <param name="item">The shape of each value.</param>
/// <param name="expected">What belongs here.</param>
/// <param name="fits">What is wrong with a name; null when nothing.</param>
/// <param name="inline">Written on one line where it fits.</param>
/// <param name="named">Gives a value its name, where it wants to know it.</param>
internal sealed class NamedShape<T>(
    Shape<T> item, string expected, Func<string, string?>? fits = null, bool inline = false, Func<T, string, T>? named = null)
    : Shape<IReadOnlyDictionary<string, T>>
{
    public override string Expected => expected;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, T> value)
    {
        value = null;
        if (node is not Node.Map map)
            return Refuse(node, reading);
        var entries = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        var sound = true;
        foreach (var entry in map.Entries)
        {
            if (fits?.Invoke(entry.Key.Text) is { } wrong)
            {
                reading.Error(entry.Key, wrong);
                sound = false;
            }

            if (!item.TryRead(entry.Value, reading, out var one))
            {
                sound = false;
                continue;
            }

            if (named is not null)
            {
                one = named(one, entry.Key.Text);
                reading.Keep(one, entry.Value);
            }

            entries.Add(entry.Key.Text, one);
        }

        value = entries;
        return sound;
    }

    public override Node Write(IReadOnlyDictionary<string, T> value) =>
        new Node.Map([.. value.Select(e => new Node.Entry(e.Key, item.Write(e.Value)))], inline, aligned: !inline);

    public override JsonObject Schema(SchemaParts parts) => new() { ["type"] = "object", ["additionalProperties"] = item.Schema(parts) };
}
