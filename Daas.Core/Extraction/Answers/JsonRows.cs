using System.Text.Json;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Core.Extraction.Answers;

/// <summary>Rows and records out of JSON answers; cells may hold HTML.</summary>
internal static class JsonRows
{
    public static Fallible<PageRows> Read(OutputPlan plan, RowSource.Json source, PageView page, int maxRows)
    {
        if (JsonAnswers.Find(page, plan.Json!, source.From) is not { } root || plan.Json!.Find(root) is not { } list)
            return Emptiness.Judge(plan, page, null, NoPath(source.Path, source.From, page), [], null);
        int? total = null;
        if (plan.Total is { } path)
        {
            total = path.Find(root) is { } count ? JsonAnswers.Count(count) : null;
            if (total is null)
                return Errors.Drift($"the answer has no number of all rows at '{path}'");
        }

        // Of no rows some systems make a 0, a false or an empty text; the number of all rows then says that it is meant.
        if (list.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
            return total == 0 && list.ValueKind != JsonValueKind.Object
                ? new PageRows([], true, null, null, 0)
                : Errors.Drift($"'{source.Path}' is {Kind(list)}, not an array");
        var rows = new List<Row>();
        var reader = new JsonReader(page.Url);
        foreach (var item in list.ValueKind == JsonValueKind.Null ? [] : list.EnumerateArray().AsEnumerable())
        {
            if (rows.Count >= maxRows)
                break;
            if (reader.Row(plan, item, rows.Count + 1) is var row && row.Failed)
                return row.Error;
            rows.Add(row.Value);
        }

        // A total of nothing is a sign of emptiness that the answer itself gives.
        if (rows.Count == 0 && total == 0)
            return new PageRows(rows, true, null, null, 0);
        var none = Errors.Drift(plan.Output.Empty is { } empty
            ? $"'{source.Path}' has no rows, and the page does not show the declared sign of emptiness ({empty})"
            : $"'{source.Path}' has no rows, and no sign of emptiness is declared");
        var judged = Emptiness.Judge(plan, page, rows, none, [], null);
        return judged.Failed ? judged : judged.Value with { Total = total ?? judged.Value.Total };
    }

    public static Fallible<Row> Record(OutputPlan plan, RecordSource source, PageView page)
    {
        if (JsonAnswers.Find(page, plan.Json!, source.From) is not { } root || plan.Json!.Find(root) is not { ValueKind: not JsonValueKind.Null } item)
            return Emptiness.IsShown(plan, page) ? Emptiness.NoRecord() : NoPath(source.Json!, source.From, page);
        return new JsonReader(page.Url).Row(plan, item, 0);
    }

    private static RunError NoPath(string path, TextMatch? from, PageView page) => Errors.Drift(
        page.Json.Count == 0
            ? $"the page fetched no JSON, so there is nothing at '{path}'"
            : $"none of {page.Json.Count} JSON answers{(from is null ? "" : $" from '{from}'")} has '{path}'; the last came from {page.Json[^1].Url.GetLeftPart(UriPartial.Path)}");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => "a boolean",
    };
}
