using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using Daas.Core.Extraction.Answers;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Values;

/// <summary>A field made ready: its selector, pattern and path are read once per output, not once per row.</summary>
internal sealed class FieldPlan
{
    public required Field Field { get; init; }

    public required int Index { get; init; }

    public ISelector? Css { get; private init; }

    public Regex? Pattern { get; private init; }

    public JsonPath? Json { get; private init; }

    /// <summary><see cref="Field.Label"/> as <see cref="TextFold.Key"/>; null without label.</summary>
    public string? LabelKey { get; private init; }

    public string Name => Field.Name;

    /// <summary>How messages name the place: the column, label, path or selector.</summary>
    public string Place => Field switch
    {
        { Column: { } column } => $"column '{column}'",
        { Label: { } label } => $"label '{label}'",
        { Json: { } path } => $"path '{path}'",
        { Css: { } css } => $"css '{css}'",
        _ => "the whole row",
    };

    /// <exception cref="FormatException">Selector, pattern or path cannot be read.</exception>
    public static FieldPlan Of(Field field, int index) => new()
    {
        Field = field,
        Index = index,
        Css = field.Css is null ? null : Selectors.Read(field.Css) ?? throw new FormatException($"field '{field.Name}': '{field.Css}' is not a CSS selector"),
        Pattern = field.Pattern is null ? null : Patterns.Read(field.Pattern, $"field '{field.Name}'"),
        Json = field.Json is null ? null : JsonPath.Parse(field.Json) ?? throw new FormatException($"field '{field.Name}': '{field.Json}' is not a path; write $.a.b[0]"),
        LabelKey = field.Label is null ? null : TextFold.Key(field.Label),
    };
}
