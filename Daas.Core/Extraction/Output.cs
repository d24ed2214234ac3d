using Daas.Core.Steps;

namespace Daas.Core.Extraction;

/// <summary>What an operation answers: rows, one record, or a file. Exactly one of <see cref="Rows"/>, <see cref="Record"/>, <see cref="File"/>.</summary>
public sealed record Output
{
    public RowSource? Rows { get; init; }

    public RecordSource? Record { get; init; }

    /// <summary>True: the file taken by the download step is the answer itself.</summary>
    public bool File { get; init; }

    public IReadOnlyList<Field> Fields { get; init => field = ValueList<Field>.Of(value); } = ValueList<Field>.Empty;

    /// <summary>What the page shows when there is nothing; without it zero rows is drift.</summary>
    public Sign? Empty { get; init; }

    /// <summary>What leads to the next page (a link, a page number with <c>${page}</c>, "load more"); gone or disabled on the last.</summary>
    public Locator? Next { get; init; }

    public Paging Paging { get; init; } = new();

    /// <summary>Names of the fields that tell rows apart; empty when unknown.</summary>
    public IReadOnlyList<string> Key { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;
}

/// <summary>How pages follow one another, beyond <see cref="Output.Next"/>.</summary>
public sealed record Paging
{
    /// <summary>Address of page <c>${page}</c>, for systems where it is plain; replaces <see cref="Output.Next"/>.</summary>
    public Template? Open { get; init; }

    /// <summary>
    /// Regular expression over the page's visible text with groups <c>page</c> and/or <c>pages</c> and/or <c>total</c> (rows); what it says
    /// is checked.
    /// </summary>
    public string? Shown { get; init; }

    /// <summary>True when each page also shows all rows before ("load more").</summary>
    public bool Accumulates { get; init; }
}
