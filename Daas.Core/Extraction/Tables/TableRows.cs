using Daas.Core.Extraction.Documents;
using Daas.Core.Runs;

namespace Daas.Core.Extraction.Tables;

/// <summary>
/// Rows of the one table that has all headers. Of tables inside one another the innermost counts; of a grid widget's header and body tables the
/// pair; a table that has only the headers once more beside the one with the rows does not count. Two that give different rows are drift, because
/// nothing says which is meant.
/// </summary>
/// <param name="plan">The output.</param>
/// <param name="source">Its table.</param>
/// <param name="page">The page.</param>
/// <param name="isFile">True: the page is a whole file; a table without rows is then empty by itself.</param>
internal sealed class TableRows(OutputPlan plan, RowSource.Table source, PageView page, bool isFile = false)
{
    private readonly VisibleText _text = new();
    private readonly List<(TableHeader Header, TableList List)> _found = [];
    private readonly List<TableList> _lists = [];

    public Fallible<PageRows> Read(int maxRows)
    {
        var search = new HeaderSearch(plan.Names, source.RowsPerRecord, _text);
        var hasScope = false;
        foreach (var frame in page.Frames)
        {
            var list = TableList.Of(frame, plan.Within);
            hasScope |= list.HasScope;
            _lists.Add(list);
            foreach (var table in list.Tables)
            {
                if (search.Find(frame, table) is { } header)
                    _found.Add((header, list));
            }
        }

        KeepInnermost();
        if (_found.Count > 0)
            return Choose(maxRows);
        foreach (var list in source.RowsPerRecord == 1 ? _lists : [])
        {
            if (list.Tables.Count >= 4 && new FrozenColumns(plan, source, _text).Read(list, maxRows) is { } joined)
                return joined.Failed ? joined.Error : Judge(joined.Value);
        }

        return Emptiness.Judge(plan, page, null, hasScope ? MissingHeader.Error(plan.Names, search) : NoScope(), [], null);
    }

    private Fallible<PageRows> Choose(int maxRows)
    {
        TableRead? chosen = null;
        TableHeader? over = null;
        foreach (var (header, list) in _found)
        {
            if (Ambiguous(header) is { } ambiguous)
                return ambiguous;
            if (IsRepeatedHeader(header, list))
                continue;
            var read = BodyOf.Read(plan, header, list, _text, maxRows);
            if (read.Failed)
                return read.Error;
            if (chosen is not null && !chosen.Rows.SequenceEqual(read.Value.Rows))
            {
                return Errors.Drift(
                    $"{_found.Count} tables have the headers {string.Join(", ", source.Headers)} and differ in their rows; name the right one with 'within'");
            }

            chosen ??= read.Value;
            over ??= header;
        }

        var judged = Judge(chosen!);
        return judged.Failed ? judged : judged.Value with { Headers = Texts(over!) };
    }

    private static IReadOnlyList<string> Texts(TableHeader header)
    {
        var texts = new List<string>(header.LastLines[^1].Length);
        foreach (var text in header.LastLines[^1])
        {
            if (text is { Length: > 0 } && (texts.Count == 0 || texts[^1] != text))
                texts.Add(text);
        }

        return texts;
    }

    private Fallible<PageRows> Judge(TableRead read) => isFile && read.Rows.Count == 0
        ? new PageRows([], true, null, null, null)
        : Emptiness.Judge(plan, page, read.Rows, NoRows(read), read.Messages, read.Data);

    /// <summary>The header of a grid widget whose body table carries the header once more for itself.</summary>
    private bool IsRepeatedHeader(TableHeader header, TableList list) =>
        _found.Count > 1
        && list.After(header.Table) is { } next
        && _found.Exists(f => ReferenceEquals(f.Header.Table, next))
        && new TableBody(plan, header, _text).Read([header.Table], 1) is { Failed: false, Value: { Rows.Count: 0, Messages.Count: 0 } };

    private RunError? Ambiguous(TableHeader header)
    {
        foreach (var index in header.Match.Ambiguous)
        {
            if (plan.Columns.Contains(index))
            {
                return Errors.Drift(
                    $"header '{plan.Names[index].Text}' stands over several columns; name the right one by its path, as 上级/下级 (seen: {string.Join(", ", header.Match.Seen)})");
            }
        }

        return null;
    }

    private void KeepInnermost()
    {
        if (_found.Count > 1)
            _found.RemoveAll(outer => _found.Exists(inner => !ReferenceEquals(inner.Header.Table, outer.Header.Table) && TableList.Contains(outer.Header.Table, inner.Header.Table)));
    }

    private RunError NoScope() => Errors.Drift($"the part of the page that holds the table, '{source.Within}', is not there");

    private RunError NoRows(TableRead read)
    {
        var says = read.Messages.Count > 0 ? $" (it says '{read.Messages[0]}')" : "";
        return Errors.Drift(plan.Output.Empty is { } empty
            ? $"the table is there but has no rows{says}, and the page does not show the declared sign of emptiness ({empty})"
            : $"the table is there but has no rows{says}, and no sign of emptiness is declared");
    }
}
