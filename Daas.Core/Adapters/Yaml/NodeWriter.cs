using System.Text;

namespace Daas.Core.Adapters.Yaml;

/// <summary>Writes nodes as YAML the way people lay it out: short maps and lists on one line, the rest in blocks, scripts as literal blocks.</summary>
internal static class NodeWriter
{
    /// <summary>Longest line for a map or list in braces or brackets, its indentation counted.</summary>
    private const int Width = 150;

    /// <returns>A whole file.</returns>
    public static string Write(Node.Map root)
    {
        var text = new StringBuilder();
        WriteMap(text, root, 0);
        return text.ToString();
    }

    /// <summary>What stands behind <c>key:</c> on its line and below, with the blank or line break before it; ends with a line break.</summary>
    /// <param name="node">The value.</param>
    /// <param name="indent">Of the key.</param>
    public static string Value(Node node, int indent)
    {
        var text = new StringBuilder();
        WriteValue(text, node, indent, indent + 2);
        return text.ToString();
    }

    /// <summary>A value on one line; null when it has none.</summary>
    public static string? OneLine(Node node)
    {
        switch (node)
        {
            case Node.Scalar scalar:
                return scalar.Plain ? scalar.Text : ScalarText.Write(scalar.Text, inline: true);
            case Node.Sequence { Items: var items } list when list.Inline || items.Count == 0:
                var all = items.Select(OneLine).ToList();
                return all.Contains(null) ? null : $"[{string.Join(", ", all)}]";
            case Node.Map { Entries: var entries } map when map.Inline || entries.Count == 0:
                var pairs = entries.Select(e => OneLine(e.Value) is { } value ? $"{ScalarText.Write(e.Key.Text, inline: true)}: {value}" : null).ToList();
                return pairs.Contains(null) ? null : pairs.Count == 0 ? "{}" : $"{{ {string.Join(", ", pairs)} }}";
            default:
                return null;
        }
    }

    private static void WriteMap(StringBuilder text, Node.Map map, int indent)
    {
        var keys = map.Entries.Select(e => ScalarText.Write(e.Key.Text, inline: false)).ToList();
        var widest = map.Aligned ? keys.Max(Columns) : 0;
        foreach (var (entry, key) in map.Entries.Zip(keys))
        {
            if (text.Length > 0 && text[^1] == '\n')
                text.Append(' ', indent);
            text.Append(key).Append(':');
            if (map.Aligned && OneLine(entry.Value) is { } line && indent + widest + line.Length < Width)
                text.Append(' ', widest - Columns(key));
            WriteValue(text, entry.Value, indent, indent + 2);
        }
    }

    private static void WriteValue(StringBuilder text, Node node, int indent, int inner)
    {
        if (node is Node.Scalar scalar)
        {
            if (!scalar.Plain && ScalarText.IsBlock(scalar.Text))
                WriteBlock(text, scalar.Text, inner);
            else
                text.Append(' ').Append(scalar.Plain ? scalar.Text : ScalarText.Write(scalar.Text, inline: false)).Append('\n');
            return;
        }

        if (OneLine(node) is { } line && indent + line.Length < Width)
        {
            text.Append(' ').Append(line).Append('\n');
            return;
        }

        text.Append('\n');
        if (node is Node.Map map)
            WriteMap(text, map, inner);
        else if (node is Node.Sequence list)
            WriteList(text, list, inner);
    }

    private static void WriteList(StringBuilder text, Node.Sequence list, int indent)
    {
        foreach (var item in list.Items)
        {
            text.Append(' ', indent).Append('-');
            if (item is Node.Map { Entries.Count: > 0 } map && (OneLine(map) is not { } line || indent + line.Length + 2 >= Width))
            {
                text.Append(' ');
                WriteMap(text, map, indent + 2);
            }
            else
            {
                WriteValue(text, item, indent, indent + 2);
            }
        }
    }

    private static void WriteBlock(StringBuilder text, string value, int indent)
    {
        var body = value.TrimEnd('\n');
        text.Append(" |").Append((value.Length - body.Length) switch { 0 => "-", 1 => "", _ => "+" }).Append('\n');
        foreach (var line in body.Split('\n'))
        {
            if (line.Length > 0)
                text.Append(' ', indent).Append(line);
            text.Append('\n');
        }

        text.Append('\n', Math.Max(0, value.Length - body.Length - 1));
    }

    // Wide characters take two columns.
    private static int Columns(string text) => text.Sum(c => c >= 0x1100 ? 2 : 1);
}
