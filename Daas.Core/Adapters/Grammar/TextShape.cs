using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;
using Daas.Core.Words;

namespace Daas.Core.Adapters.Grammar;

/// <summary>
/// A value that is one text. <paramref name="parse"/> throws <see cref="FormatException"/> with words for the message when the text will
/// not do.
/// </summary>
/// <param name="expected">What belongs here.</param>
/// <param name="parse">Text to value.</param>
/// <param name="print">Value to text.</param>
/// <param name="schema">The JSON Schema of it.</param>
/// <param name="plain">True for numbers and flags, which are written without quotes.</param>
internal sealed class TextShape<T>(string expected, Func<string, T> parse, Func<T, string> print, Func<JsonObject> schema, bool plain = false) : Shape<T>
{
    public override string Expected => expected;

    /// <summary>Words from which the nearest is suggested; empty where any text may do.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not Node.Scalar scalar || node.IsNull)
            return Refuse(node, reading);
        try
        {
            value = parse(scalar.Text);
            reading.Keep(value, node);
            return true;
        }
        catch (FormatException e)
        {
            reading.Error(node, e.Message, Words.Count > 0 ? Nearest.Find(scalar.Text, Words) : null);
            return false;
        }
    }

    public override Node Write(T value) => new Node.Scalar(print(value), plain);

    public override JsonObject Schema(SchemaParts parts) => schema();
}
