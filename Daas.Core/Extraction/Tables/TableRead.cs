using AngleSharp.Dom;
using Daas.Core.Runs;

namespace Daas.Core.Extraction.Tables;

/// <summary>What a table's body holds.</summary>
internal sealed class TableRead
{
    public List<Row> Rows { get; } = [];

    /// <summary>Texts of lines with one cell only: "no records", headings, pagers.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>The elements read as data: what their words say is no sign of the page.</summary>
    public HashSet<INode> Data { get; } = new(ReferenceEqualityComparer.Instance);
}
