using Daas.Core.Steps;

namespace Daas.Core.Adapters;

/// <summary>An operation as plain requests: derived from a recording and proved, never typed by hand.</summary>
public sealed record HttpScript
{
    public Proof? Proved { get; init; }

    public IReadOnlyList<ExchangeTemplate> Exchanges { get; init => field = ValueList<ExchangeTemplate>.Of(value); } = ValueList<ExchangeTemplate>.Empty;

    /// <summary>Requests that fetch the next page; <c>${page}</c> is its number. Empty when there is only one.</summary>
    public IReadOnlyList<ExchangeTemplate> Next { get; init => field = ValueList<ExchangeTemplate>.Of(value); } = ValueList<ExchangeTemplate>.Empty;
}

/// <summary>That both paths gave the same rows.</summary>
/// <param name="At">When.</param>
/// <param name="Inputs">Number of different inputs compared.</param>
/// <param name="Rows">Number of rows compared.</param>
public sealed record Proof(DateTimeOffset At, int Inputs, int Rows);

/// <summary>One templated request.</summary>
public sealed record ExchangeTemplate
{
    /// <summary><c>GET</c> or <c>POST</c>.</summary>
    public required string Method { get; init; }

    public required Template Url { get; init; }

    /// <summary>CSS of the form, on the page last fetched, whose every field is sent as the page has it.</summary>
    public string? Form { get; init; }

    /// <summary>Fields set or added on top of the form, by name.</summary>
    public IReadOnlyDictionary<string, Template> Set { get; init => field = ValueMap<Template>.Of(value); } = ValueMap<Template>.Empty;

    /// <summary>Request headers beyond what a browser sends by itself.</summary>
    public IReadOnlyDictionary<string, Template> Headers { get; init => field = ValueMap<Template>.Of(value); } = ValueMap<Template>.Empty;
}
