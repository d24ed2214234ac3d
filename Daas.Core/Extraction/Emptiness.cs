using AngleSharp.Dom;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Core.Extraction;

/// <summary>
/// The rule of emptiness, alike for tables, blocks and JSON: no rows count as empty only where the declared sign is shown or the page itself counts
/// none, and rows beside that sign are a contradiction.
/// </summary>
internal static class Emptiness
{
    /// <param name="plan">The output.</param>
    /// <param name="page">The page.</param>
    /// <param name="rows">The rows found; null when not even their place was found.</param>
    /// <param name="missing">The drift to report when neither rows nor the sign are there.</param>
    /// <param name="messages">Words inside the rows' place that are no rows.</param>
    /// <param name="data">Elements read as rows.</param>
    public static Fallible<PageRows> Judge(
        OutputPlan plan, PageView page, IReadOnlyList<Row>? rows, RunError missing, IReadOnlyList<string> messages, IReadOnlySet<INode>? data)
    {
        var words = new PageWords(page, rows is { Count: > 0 } ? data : null);
        var numbers = PageNumbers.In(plan.Shown, messages.Concat(words.All));
        var sign = plan.Output.Empty is { } empty ? SignReader.Find(empty, page, TemplateValues.None, words) : null;
        if (rows is null or [])
        {
            // The place of the rows is there, and the page counts none in it.
            if (sign is null && rows is not null && numbers.Total == 0 && plan.Output.Rows is not RowSource.Each { Within: null })
                return new PageRows(rows, true, numbers.Page, numbers.Pages, 0);
            if (sign is null)
                return missing;
        }
        else if (sign is not null)
        {
            return Errors.Contract($"the page shows {rows.Count} rows and, at the same time, the sign of emptiness ({sign.Which})");
        }

        return new PageRows(rows ?? [], sign is not null, numbers.Page, numbers.Pages, numbers.Total);
    }

    /// <summary>For single records: the page says that there is none.</summary>
    public static bool IsShown(OutputPlan plan, PageView page) =>
        plan.Output.Empty is { } empty && SignReader.Find(empty, page, TemplateValues.None) is not null;

    public static RunError NoRecord() => new(ErrorClass.RecordNotFound, "the page shows the declared sign that there is no such record");
}
