using Daas.Core.Steps;

namespace Daas.Core.Adapters;

public enum ParameterType
{
    String,
    Integer,
    Number,
    Boolean,

    /// <summary>A calendar day, <c>yyyy-MM-dd</c> at the REST surface.</summary>
    Date,

    /// <summary>A local date and time, <c>yyyy-MM-ddTHH:mm:ss</c> at the REST surface.</summary>
    DateTime,

    /// <summary>An uploaded file, a part of a multipart request.</summary>
    File,
}

/// <summary>One input of an operation, as the caller sees it.</summary>
public sealed record Parameter
{
    public required string Name { get; init; }

    public ParameterType Type { get; init; } = ParameterType.String;

    public string? Title { get; init; }

    public string? Description { get; init; }

    public bool Required { get; init; }

    /// <summary>The only values allowed; empty allows any.</summary>
    public IReadOnlyList<string> OneOf { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>Used when the caller gives none, in the REST surface's form.</summary>
    public string? Default { get; init; }

    /// <summary>A value that works, in the REST surface's form; shown in the docs.</summary>
    public string? Example { get; init; }

    /// <summary>How the old system wants a date, number or file typed, such as <c>yyyy/M/d</c>; null types it as the REST surface has it.</summary>
    public string? Format { get; init; }

    /// <summary>Regular expression a string must match as a whole.</summary>
    public string? Pattern { get; init; }

    public int? MaxLength { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }
}
