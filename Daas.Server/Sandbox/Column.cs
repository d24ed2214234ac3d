namespace Daas.Server.Sandbox;

/// <summary>One column of a list: its header and the HTML of its cell; the field that carries it and its width in pixels where rows travel as JSON.</summary>
internal sealed record Column<T>(string Header, Func<T, string> Cell, string Field = "", int Width = 0);

internal static class Column
{
    /// <summary>The columns as they stand today: without <paramref name="droppable"/>, or with the first two moved behind the fourth, when the switches say so.</summary>
    internal static IReadOnlyList<Column<T>> Standing<T>(this IReadOnlyList<Column<T>> columns, Switches switches, string droppable)
    {
        IEnumerable<Column<T>> standing = columns;
        if (switches.MoveColumns) standing = [columns[2], columns[3], columns[1], columns[0], .. columns.Skip(4)];
        if (switches.DropColumn) standing = standing.Where(c => c.Header != droppable);
        return [.. standing];
    }
}
