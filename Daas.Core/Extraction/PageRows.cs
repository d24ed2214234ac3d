using Daas.Core.Runs;

namespace Daas.Core.Extraction;

/// <summary>The rows of one page.</summary>
/// <param name="Rows">In the page's order; cut at the number asked for.</param>
/// <param name="EmptyShown">True when there are none and the page shows the declared sign of emptiness.</param>
/// <param name="Page">Number of this page, where the page says.</param>
/// <param name="Pages">Number of pages, where the page says.</param>
/// <param name="Total">Number of all rows, where the page or the JSON answer says.</param>
public sealed record PageRows(IReadOnlyList<Row> Rows, bool EmptyShown, int? Page, int? Pages, int? Total)
{
    /// <summary>Of a table, all headers of its last header line, also those that nobody asked for.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];
}
