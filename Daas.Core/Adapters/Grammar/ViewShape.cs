using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters.Grammar;

/// <summary>A value that looks in a script as another one does.</summary>
/// <param name="inner">How it looks.</param>
/// <param name="from">From what was read.</param>
/// <param name="to">To what is written.</param>
internal sealed class ViewShape<T, TInner>(Shape<TInner> inner, Func<TInner, T> from, Func<T, TInner> to) : Shape<T>
{
    public override string Expected => inner.Expected;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!inner.TryRead(node, reading, out var read))
            return false;
        value = from(read);
        reading.Keep(value, node);
        return true;
    }

    public override Node Write(T value) => inner.Write(to(value));

    public override JsonObject Schema(SchemaParts parts) => inner.Schema(parts);
}
