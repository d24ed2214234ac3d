using Daas.Core.Runs;
using Daas.Runtime.Proving;

namespace Daas.Runtime.Connections;

/// <summary>Finds out whether the browser path gives the very answer that the HTTP path was not trusted with.</summary>
internal sealed class WithheldRows(AnswerBreach breach)
{
    private int _seen;
    private bool _other;

    /// <summary>A further attempt begins at the first row.</summary>
    public void Again() => (_seen, _other) = (0, false);

    /// <summary>Takes the rows of a page, in order.</summary>
    public void See(IReadOnlyList<Row> page)
    {
        foreach (var row in page)
        {
            var at = _seen++ - breach.From;
            _other |= at >= 0 && at < breach.Rows.Count && !row.Equals(breach.Rows[at]);
        }
    }

    /// <summary>True when what was withheld is in the answer that was given, in its place; of an answer without rows, when that has none either.</summary>
    public bool IsIn(AttemptResult given)
    {
        if (given.Error is not null)
            return false;
        if (breach.File is { } file && breach.Rows.Count == 0)
            return given.File is { } other && file.Name == other.Name && file.Bytes.AsSpan().SequenceEqual(other.Bytes);
        if (given.Record is { } record)
            return breach.Rows is [var only] && only.Equals(record);
        return !_other && (breach.Rows.Count == 0 ? _seen == breach.From : _seen >= breach.From + breach.Rows.Count);
    }
}
