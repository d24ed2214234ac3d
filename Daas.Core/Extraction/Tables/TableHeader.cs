using AngleSharp.Dom;

namespace Daas.Core.Extraction.Tables;

/// <summary>A table in which every header was found.</summary>
internal sealed class TableHeader
{
    public required FrameView Frame { get; init; }

    public required IElement Table { get; init; }

    public required HeaderMatch Match { get; init; }

    /// <summary>Number of lines from the table's beginning to the end of the header.</summary>
    public required int Lines { get; init; }

    /// <summary>Columns of each line of a record; one entry unless records take several rows.</summary>
    public required int[] Widths { get; init; }

    /// <summary>True: a hidden header was named, so hidden cells count.</summary>
    public required bool WithHidden { get; init; }

    /// <summary>
    /// For each shown column its place when hidden cells count too; null where the header has no hidden cells. A body whose hidden cells are
    /// others than the header's is put in step by it.
    /// </summary>
    public required int[]? Shown { get; init; }

    /// <summary>Columns when hidden cells count too.</summary>
    public required int AllWidth { get; init; }

    /// <summary>Texts of the last lines down to the header's end, by column: a line that shows one of them again is a repeated header.</summary>
    public required string?[][] LastLines { get; init; }

    /// <summary>Rows of one record.</summary>
    public required int RowsPerRecord { get; init; }
}
