using Daas.Core.Extraction.Answers;
using Daas.Core.Extraction.Details;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Files;
using Daas.Core.Extraction.Tables;
using Daas.Core.Runs;

namespace Daas.Core.Extraction;

/// <summary>
/// Gets rows, records and values out of pages, JSON and files: the only place that does, so that equal pages give equal rows on either path.
/// Pure: same input, same result. Errors are <see cref="ErrorClass.Drift"/> where the page no longer has what the adapter names,
/// <see cref="ErrorClass.ContractViolation"/> where a value is not what the adapter says, <see cref="ErrorClass.AdapterBug"/> where the adapter cannot be read.
/// </summary>
public static class Extractor
{
    /// <summary>The rows that one page shows.</summary>
    /// <param name="output">Its <see cref="Output.Rows"/> is a table, blocks or JSON.</param>
    /// <param name="page">The page.</param>
    /// <param name="maxRows">Reading stops after so many rows; ask for one more than is wanted to learn that there are more.</param>
    public static Fallible<PageRows> Rows(Output output, PageView page, int maxRows)
    {
        try
        {
            var plan = OutputPlan.Of(output);
            return output.Rows switch
            {
                RowSource.Table table => new TableRows(plan, table, page).Read(maxRows),
                RowSource.Each each => new BlockRows(plan, each, page).Read(maxRows),
                RowSource.Json json => JsonRows.Read(plan, json, page, maxRows),
                RowSource.File => Errors.Adapter("the rows of this output are in a file, not on a page"),
                null => Errors.Adapter("this output has no rows"),
                _ => throw new InvalidOperationException($"No such source: {output.Rows}"),
            };
        }
        catch (FormatException e)
        {
            return Errors.Adapter(e.Message);
        }
    }

    /// <summary>The single record that a page shows: label–value pairs, a filled form, or a JSON object.</summary>
    public static Fallible<Row> Record(Output output, PageView page)
    {
        try
        {
            var plan = OutputPlan.Of(output);
            return output.Record switch
            {
                null => Errors.Adapter("this output has no record"),
                { Json: not null } source => JsonRows.Record(plan, source, page),
                _ => new DetailRecord(plan, page).Read(),
            };
        }
        catch (FormatException e)
        {
            return Errors.Adapter(e.Message);
        }
    }

    /// <summary>The rows of a downloaded file: CSV, .xlsx, .xls, or the HTML table that old systems call .xls.</summary>
    /// <param name="output">Its <see cref="Output.Rows"/> is a file.</param>
    /// <param name="file">The file.</param>
    /// <param name="maxRows">Reading stops after so many rows.</param>
    public static Fallible<IReadOnlyList<Row>> FileRows(Output output, FileContent file, int maxRows)
    {
        try
        {
            return output.Rows is RowSource.File source
                ? FileTable.Read(OutputPlan.Of(output), source, file, maxRows)
                : Errors.Adapter("the rows of this output are not in a file");
        }
        catch (FormatException e)
        {
            return Errors.Adapter(e.Message);
        }
    }
}
