using Daas.Core.Steps;

namespace Daas.Core.Extraction;

/// <summary>Where rows come from. Closed: every consumer switches over all of them.</summary>
public abstract record RowSource
{
    private RowSource()
    {
    }

    /// <summary>The table, in any frame, that has all these headers (multi-row headers, spans, header in a separate table are understood).</summary>
    /// <param name="Headers">Texts after folding white space; order and further columns do not matter.</param>
    /// <param name="RowsPerRecord">Table rows that make up one record; headers then take as many rows.</param>
    /// <param name="Within">CSS that narrows the search; null: everywhere.</param>
    /// <param name="Skip">Rows whose text matches are left out (sums, separators).</param>
    public sealed record Table(IReadOnlyList<string> Headers, int RowsPerRecord = 1, string? Within = null, TextMatch? Skip = null) : RowSource
    {
        public bool Equals(Table? other) =>
            other is not null && Headers.SequenceEqual(other.Headers) && (RowsPerRecord, Within, Skip) == (other.RowsPerRecord, other.Within, other.Skip);

        public override int GetHashCode() => Headers.Count;
    }

    /// <summary>Repeated blocks: one row for each element that matches.</summary>
    /// <param name="Css">CSS of the block.</param>
    /// <param name="Within">CSS of what holds them; when given it must be on the page, else that is drift.</param>
    /// <param name="Skip">Blocks whose text matches are left out.</param>
    public sealed record Each(string Css, string? Within = null, TextMatch? Skip = null) : RowSource;

    /// <summary>An array in a JSON answer that the page fetched (or that the page is).</summary>
    /// <param name="Path">Where the array is, such as <c>$.data.rows</c>.</param>
    /// <param name="From">Part or pattern of the answer's address; null: the last JSON answer that has the path.</param>
    /// <param name="Total">Path of the number of all rows, checked at the end of paging.</param>
    public sealed record Json(string Path, TextMatch? From = null, string? Total = null) : RowSource;

    /// <summary>The rows of the file taken by the download step.</summary>
    /// <param name="Format"><c>csv, xlsx, xls, html</c>, or <c>auto</c>: told by its first bytes.</param>
    /// <param name="Headers">Texts that the header row must have.</param>
    /// <param name="Charset">Of CSV or HTML; null: told by byte order mark, declaration, or which of UTF-8 and GB18030 decodes.</param>
    /// <param name="Delimiter">Of CSV; null: told from the header row.</param>
    /// <param name="Sheet">Name of the sheet; null: the first that has the headers.</param>
    /// <param name="Skip">Lines whose text matches are left out (sums, signatures).</param>
    public sealed record File(
        string Format, IReadOnlyList<string> Headers, string? Charset = null, string? Delimiter = null, string? Sheet = null, TextMatch? Skip = null) : RowSource
    {
        public bool Equals(File? other) => other is not null && Headers.SequenceEqual(other.Headers)
            && (Format, Charset, Delimiter, Sheet, Skip) == (other.Format, other.Charset, other.Delimiter, other.Sheet, other.Skip);

        public override int GetHashCode() => Headers.Count;
    }
}

/// <summary>Where one record is: label–value cells, definition lists, filled forms, or a JSON object.</summary>
/// <param name="Within">CSS of the part of the page that shows it; null: the whole page, all frames.</param>
/// <param name="Json">Path of the object in a JSON answer; null: the page.</param>
/// <param name="From">Part or pattern of that answer's address.</param>
public sealed record RecordSource(string? Within = null, string? Json = null, TextMatch? From = null);
