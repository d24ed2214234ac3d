using Daas.Core.Steps;

namespace Daas.Core.Extraction;

public enum FieldType
{
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number, thousands separators and full-width digits understood.</summary>
    Number,

    /// <summary>An amount: as <see cref="Number"/>, a currency sign or unit (¥, 元, 万元) understood; the value is in the unit itself.</summary>
    Money,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>A local date and time, without zone unless the page gives one.</summary>
    DateTime,

    Boolean,

    /// <summary>An absolute address.</summary>
    Link,
}

/// <summary>One field of the answer: where it is in the row or record, and what it is. At most one of column, label, css, json says where.</summary>
public sealed record Field
{
    public required string Name { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public FieldType Type { get; init; } = FieldType.Text;

    /// <summary>The header of the column. With several of one text, <c>上级/下级</c> names the path through a multi-row header.</summary>
    public string? Column { get; init; }

    /// <summary>The label beside or above the value (details, filled forms, blocks).</summary>
    public string? Label { get; init; }

    /// <summary>CSS inside the cell, row, block or record; alone or together with column, label or json (HTML in a JSON cell).</summary>
    public string? Css { get; init; }

    /// <summary>Path inside the JSON row or object: <c>$.name</c>, <c>[2]</c>.</summary>
    public string? Json { get; init; }

    /// <summary>An attribute's value instead of the text (<c>title</c> for the true date, <c>href</c>).</summary>
    public string? Attribute { get; init; }

    /// <summary>Regular expression over the raw text; its first group, or the whole match, is the value. No match: no value.</summary>
    public string? Pattern { get; init; }

    /// <summary>Format of a date as .NET writes it (<c>yyyy年M月d日</c>); null understands the common unambiguous ones.</summary>
    public string? Format { get; init; }

    /// <summary>Raw text → value, for booleans and codes (<c>是: true</c>).</summary>
    public IReadOnlyDictionary<string, string> Values { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>True: a row without this value is an error, not a null.</summary>
    public bool Required { get; init; }

    /// <summary>True: the column, label or element itself may be missing without being drift.</summary>
    public bool Optional { get; init; }
}
