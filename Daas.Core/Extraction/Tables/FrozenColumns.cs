using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;
using Daas.Core.Runs;

namespace Daas.Core.Extraction.Tables;

/// <summary>
/// Grids with frozen columns are two grids side by side, each with a header and a body table, whose rows go together by their order. Sought only
/// when no single table has all headers.
/// </summary>
internal sealed class FrozenColumns(OutputPlan plan, RowSource.Table source, VisibleText text)
{
    /// <summary>Null when there is no such pair, or more than one.</summary>
    public Fallible<TableRead>? Read(TableList list, int maxRows)
    {
        var halves = Halves(list);
        (Half Left, Half Right)? pair = null;
        for (var i = 0; i < halves.Count; i++)
        {
            for (var j = i + 1; j < halves.Count; j++)
            {
                if (!IsWhole(halves[i], halves[j]) || TableList.Container(halves[i].Table, halves[j].Table) is null)
                    continue;
                if (pair is not null)
                    return null;
                pair = (halves[i], halves[j]);
            }
        }

        return pair is { } found ? Join(found.Left, found.Right, list, maxRows) : (Fallible<TableRead>?)null;
    }

    private List<Half> Halves(TableList list)
    {
        HeaderName[] names = [.. plan.Names.Select(n => n with { Required = false })];
        var search = new HeaderSearch(names, 1, text);
        var halves = new List<Half>();
        foreach (var table in list.Tables)
        {
            if (search.Find(list.Frame, table) is { } header && BodyOf.Beside(header, list) is not null)
                halves.Add(new Half(table, [.. Enumerable.Range(0, names.Length).Where(i => header.Match.Spots[i] is not null)]));
        }

        return halves;
    }

    private bool IsWhole(Half left, Half right)
    {
        if (left.Found.Overlaps(right.Found))
            return false;
        for (var i = 0; i < plan.Names.Length; i++)
        {
            if (plan.Names[i].Required && !left.Found.Contains(i) && !right.Found.Contains(i))
                return false;
        }

        return true;
    }

    private Fallible<TableRead> Join(Half left, Half right, TableList list, int maxRows)
    {
        var fields = Enumerable.Range(0, plan.Fields.Length).ToLookup(i => right.Found.Contains(plan.Columns[i]));
        int[] leftFields = [.. fields[false]];
        int[] rightFields = [.. fields[true]];
        var first = Read(left, leftFields, list, maxRows);
        if (first.Failed)
            return first;
        var second = Read(right, rightFields, list, maxRows);
        if (second.Failed)
            return second;
        if (first.Value.Rows.Count != second.Value.Rows.Count)
            return Errors.Contract($"the frozen columns have {first.Value.Rows.Count} rows and the others {second.Value.Rows.Count}, so they cannot be put together");
        var joined = new TableRead();
        for (var row = 0; row < first.Value.Rows.Count; row++)
        {
            var values = new object?[plan.Fields.Length];
            for (var i = 0; i < leftFields.Length; i++)
                values[leftFields[i]] = first.Value.Rows[row].Values[i];
            for (var i = 0; i < rightFields.Length; i++)
                values[rightFields[i]] = second.Value.Rows[row].Values[i];
            if (Array.Exists(values, v => v is not null))
                joined.Rows.Add(new Row(values));
        }

        joined.Messages.AddRange(first.Value.Messages);
        joined.Messages.AddRange(second.Value.Messages);
        joined.Data.UnionWith(first.Value.Data);
        joined.Data.UnionWith(second.Value.Data);
        return joined;
    }

    private Fallible<TableRead> Read(Half half, int[] fields, TableList list, int maxRows)
    {
        var output = plan.Output with
        {
            Rows = new RowSource.Table([.. half.Found.Select(i => plan.Names[i].Text)], Skip: source.Skip),
            Fields = [.. fields.Select(i => plan.Fields[i].Field)],
        };
        var sub = OutputPlan.Of(output);
        return new HeaderSearch(sub.Names, 1, text).Find(list.Frame, half.Table) is { } header
            ? BodyOf.Read(sub, header, list, text, maxRows, keepBlank: true)
            : Errors.Drift("the header of the frozen columns is not certain");
    }

    /// <param name="Table">The header table.</param>
    /// <param name="Found">Indexes of the names found in it.</param>
    private sealed record Half(IElement Table, HashSet<int> Found);
}
