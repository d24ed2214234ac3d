using Daas.Core.Steps;

namespace Daas.Core.Adapters;

/// <summary>An operation, or signing in, as plain requests.</summary>
public sealed record HttpScript
{
    public Proof? Proved { get; init; }

    /// <summary>The requests, in order; the page of the last one is what is read.</summary>
    public IReadOnlyList<ExchangeTemplate> Exchanges { get; init => field = ValueList<ExchangeTemplate>.Of(value); } = ValueList<ExchangeTemplate>.Empty;

    /// <summary>
    /// Requests that fetch the next page; <c>${page}</c> is its number. A value that was read as <c>pages</c> or <c>total</c> counts as
    /// what the page says. Empty: what the output says of the next page is followed where its markup tells how.
    /// </summary>
    public IReadOnlyList<ExchangeTemplate> Next { get; init => field = ValueList<ExchangeTemplate>.Of(value); } = ValueList<ExchangeTemplate>.Empty;

    /// <summary>Pages fetched at the same time once their number is known, where <see cref="Next"/> depends on nothing but <c>${page}</c>.</summary>
    public int Parallel { get; init; } = 1;
}

/// <summary>That both paths gave the same rows.</summary>
/// <param name="At">When.</param>
/// <param name="Inputs">Number of different inputs compared.</param>
/// <param name="Rows">Number of rows compared.</param>
public sealed record Proof(DateTimeOffset At, int Inputs, int Rows);
