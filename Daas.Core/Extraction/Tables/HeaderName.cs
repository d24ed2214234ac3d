using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Tables;

/// <summary>A header that is looked for.</summary>
/// <param name="Text">As the script has it.</param>
/// <param name="Key">The text as one header.</param>
/// <param name="Path">The text as a path through a multi-row header, top first; empty when it has no slash.</param>
/// <param name="Required">False: the table may be without it.</param>
internal sealed record HeaderName(string Text, string Key, string[] Path, bool Required)
{
    public static HeaderName Of(string text, bool required) =>
        new(text, TextFold.Key(text), text.Contains('/') ? [.. text.Split('/').Select(TextFold.Key)] : [], required);

    public static HeaderName[] All(IReadOnlyList<string> headers, IReadOnlyList<Field> fields)
    {
        var names = new List<HeaderName>(headers.Count + fields.Count);
        foreach (var header in headers)
            Add(header, true);
        foreach (var field in fields)
        {
            if (field.Column is not null)
                Add(field.Column, !field.Optional);
        }

        return [.. names];

        void Add(string text, bool required)
        {
            var known = names.FindIndex(n => n.Text == text);
            if (known < 0)
                names.Add(Of(text, required));
        }
    }

    /// <summary>True when a header cell of this key may be what is looked for.</summary>
    public bool MayBe(string key) => key == Key || (Path.Length > 0 && key == Path[^1]);
}
