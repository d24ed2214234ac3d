using Daas.Core.Runs;
using Daas.Runtime.Trials;

namespace Daas.Runtime.Proving;

/// <summary>Keeps the beginning of one answer while it is told.</summary>
internal sealed class AnswerSample
{
    /// <summary>Pages that are compared: the old system is not to be read through for it.</summary>
    public const int MostPages = 5;

    private const int MostRows = 5000;

    private readonly List<Row> _rows = [];
    private bool _cut;
    private bool _over;

    public void Take(RunEvent told)
    {
        if (told is not RunEvent.Rows page || _over)
            return;
        if (page.Page > MostPages)
        {
            _cut = true;
            return;
        }

        _rows.AddRange(page.Items);
        if (_rows.Count <= MostRows)
            return;
        _over = true;
        _rows.Clear();
    }

    /// <summary>Null when there is nothing to compare: no answer, none by HTTP, or too much of it.</summary>
    public TrialAnswer? Of(RunResult result)
    {
        if (_over || !result.Succeeded || result.Path != RunPath.Http)
            return null;
        IReadOnlyList<Row> rows = result.Record is { } record ? [record] : _rows;
        return new TrialAnswer(result with { Complete = result.Complete && !_cut }, rows, []);
    }
}
