using System.Globalization;
using System.Text.Json;

namespace Daas.Core.Extraction.Answers;

/// <summary>A path into JSON: <c>$.a.b[0]['c d']</c>, <c>[2]</c>, <c>a.b</c>. No wildcards, no filters.</summary>
internal sealed class JsonPath
{
    private readonly List<(string? Name, int Index)> _parts;

    private JsonPath(string source, List<(string? Name, int Index)> parts)
    {
        Source = source;
        _parts = parts;
    }

    public string Source { get; }

    /// <summary>Null when the text is not a path.</summary>
    public static JsonPath? Parse(string source)
    {
        var parts = new List<(string? Name, int Index)>();
        var text = source.Trim();
        var i = text.StartsWith('$') ? 1 : 0;
        while (i < text.Length)
        {
            if (text[i] == '[')
            {
                var quote = i + 1 < text.Length && text[i + 1] is '\'' or '"' ? text[i + 1] : '\0';
                var end = quote == '\0' ? text.IndexOf(']', i) : text.IndexOf($"{quote}]", i + 2, StringComparison.Ordinal);
                if (end < 0)
                    return null;
                if (quote != '\0')
                    parts.Add((text[(i + 2)..end], 0));
                else if (int.TryParse(text.AsSpan(i + 1, end - i - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
                    parts.Add((null, index));
                else
                    return null;
                i = end + (quote == '\0' ? 1 : 2);
                continue;
            }

            if (text[i] == '.')
                i++;
            else if (i > 0)
                return null;
            var stop = text.AsSpan(i).IndexOfAny('.', '[') is >= 0 and var n ? i + n : text.Length;
            if (stop == i)
                return null;
            parts.Add((text[i..stop], 0));
            i = stop;
        }

        return source.Length == 0 ? null : new JsonPath(source, parts);
    }

    /// <summary>What is at the path; null when it is not there. A negative index counts from the end.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var at = root;
        foreach (var (name, index) in _parts)
        {
            if (name is not null)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                    return null;
            }
            else
            {
                if (at.ValueKind != JsonValueKind.Array)
                    return null;
                var count = at.GetArrayLength();
                var place = index < 0 ? count + index : index;
                if (place < 0 || place >= count)
                    return null;
                at = at[place];
            }
        }

        return at;
    }

    public override string ToString() => Source;
}
