namespace Daas.Core.Adapters.Yaml;

/// <summary>
/// A piece of YAML: what a script's text says, before it means anything. Closed. Nodes that were read know where they stand; nodes made for writing
/// know how they like to be laid out.
/// </summary>
internal abstract class Node
{
    private Node()
    {
    }

    /// <summary>One-based; 0 when not read from a text.</summary>
    public int Line { get; init; }

    /// <summary>One-based; 0 when not read from a text.</summary>
    public int Column { get; init; }

    /// <summary>Offset of the first character.</summary>
    public int Start { get; init; }

    /// <summary>Offset behind the last character.</summary>
    public int End { get; init; }

    /// <summary>True for a key without a value, <c>~</c> and <c>null</c>.</summary>
    public bool IsNull => this is Scalar { Plain: true, Text: "" or "~" or "null" };

    /// <summary>What it is, in words for messages.</summary>
    public string Kind => this switch
    {
        Map => "a map",
        Sequence => "a list",
        _ when IsNull => "nothing",
        Scalar scalar => $"'{Shortened(scalar.Text)}'",
        _ => throw new InvalidOperationException(),
    };

    private static string Shortened(string text)
    {
        var line = new string([.. text.Take(60).Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length < text.Length ? line + "…" : line;
    }

    /// <summary>One value.</summary>
    /// <param name="text">What it says, quotes and escapes resolved.</param>
    /// <param name="plain">Read: it had no quotes. To be written: it is a number, a flag or null, and must have none.</param>
    public sealed class Scalar(string text, bool plain = false) : Node
    {
        public string Text => text;

        public bool Plain => plain;
    }

    /// <param name="entries">In the order of the text.</param>
    /// <param name="inline">To be written: on one line in braces, where it fits.</param>
    /// <param name="aligned">To be written: with the values below one another, as in a table.</param>
    public sealed class Map(IReadOnlyList<Entry> entries, bool inline = false, bool aligned = false) : Node
    {
        public IReadOnlyList<Entry> Entries => entries;

        public bool Inline => inline;

        public bool Aligned => aligned;

        public Node? this[string key] => entries.FirstOrDefault(e => e.Key.Text == key)?.Value;
    }

    /// <param name="items">In the order of the text.</param>
    /// <param name="inline">To be written: on one line in brackets, where it fits.</param>
    public sealed class Sequence(IReadOnlyList<Node> items, bool inline = false) : Node
    {
        public IReadOnlyList<Node> Items => items;

        public bool Inline => inline;
    }

    public sealed record Entry(Scalar Key, Node Value)
    {
        public Entry(string key, Node value)
            : this(new Scalar(key), value)
        {
        }
    }
}
