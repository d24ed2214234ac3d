using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;
using Daas.Core.Runs;

namespace Daas.Core.Extraction.Tables;

/// <summary>Reads what belongs to a header: its own table's rows, or else those of the table beside it, as grid widgets have it.</summary>
internal static class BodyOf
{
    /// <param name="plan">The output.</param>
    /// <param name="header">A header in one of the tables of <paramref name="list"/>.</param>
    /// <param name="list">The tables around it.</param>
    /// <param name="text">Reads text.</param>
    /// <param name="maxRows">Reading stops after so many rows.</param>
    /// <param name="keepBlank">True: blank rows are rows too, so that two halves of one table stay in step.</param>
    public static Fallible<TableRead> Read(OutputPlan plan, TableHeader header, TableList list, VisibleText text, int maxRows, bool keepBlank = false)
    {
        var own = new TableBody(plan, header, text, keepBlank).Read([header.Table], maxRows);
        if (own.Failed || own.Value.Rows.Count > 0 || own.Value.Messages.Count > 0 || Beside(header, list) is not { } body)
            return own;
        IEnumerable<IElement> tables = IsRowTable(body, header) ? [body, .. list.Beside(body).TakeWhile(t => HasWidth(t, header))] : [body];
        return new TableBody(plan, header, text, keepBlank).Read(tables, maxRows);
    }

    /// <summary>The table after the header's own that has as many columns, or none yet.</summary>
    public static IElement? Beside(TableHeader header, TableList list) =>
        list.After(header.Table) is { } body && (TableBody.FirstWidth(body).All == 0 || HasWidth(body, header)) ? body : null;

    private static bool IsRowTable(IElement body, TableHeader header) => TableLine.Of(body).Take(header.RowsPerRecord + 1).Count() <= header.RowsPerRecord;

    private static bool HasWidth(IElement table, TableHeader header) =>
        TableBody.FirstWidth(table) is var (shown, all) && (shown == header.Widths[0] || all == header.AllWidth);
}
