using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Proving;

/// <summary>Looks at the pages of one attempt's answer before anybody is told of their rows.</summary>
/// <param name="operation">What is run.</param>
/// <param name="inputs">In the REST surface's form.</param>
/// <param name="contract">What the answer must have; null: it is only to be known again.</param>
internal sealed class AnswerWitness(Operation operation, IReadOnlyDictionary<string, string> inputs, AnswerContract? contract)
{
    private AnswerSight? withRows;
    private AnswerSight? withoutRows;

    /// <summary>Why the answer was not told; null while it holds.</summary>
    public AnswerBreach? Breach { get; private set; }

    /// <summary>What was seen so far.</summary>
    public IReadOnlyList<AnswerSight> Sights => [.. new[] { withRows, withoutRows }.OfType<AnswerSight>()];

    /// <summary>A page with the rows that it adds.</summary>
    /// <param name="view">What is seen.</param>
    /// <param name="page">What was read from it; null for a record.</param>
    /// <param name="rows">What would be told.</param>
    /// <param name="before">Rows told of the pages before.</param>
    /// <param name="charset">In which it came.</param>
    /// <param name="signedIn">Whether the page shows that one is signed in.</param>
    /// <returns>Null: it may be told.</returns>
    public RunError? Look(PageView view, PageRows? page, IReadOnlyList<Row> rows, int before, string? charset, Func<bool> signedIn)
    {
        var marks = new List<AnswerMark>();
        AnswerMarks.AddOf(operation.Output!, view, inputs, marks);
        if (page is not null)
            AnswerMarks.AddOf(page, marks);
        if (charset is not null)
            marks.Add(new AnswerMark(MarkKind.Charset, charset));
        if (signedIn())
            marks.Add(new AnswerMark(MarkKind.SignedIn, ""));
        return Judge(marks, (page?.Rows ?? rows).Count > 0, rows, before, null);
    }

    /// <summary>A file, and its rows where it is read for them.</summary>
    public RunError? Look(FileContent file, IReadOnlyList<Row> rows) => Judge([AnswerMarks.Of(file)], rows.Count > 0 || operation.Output!.File, rows, 0, file);

    private RunError? Judge(IReadOnlyList<AnswerMark> marks, bool hasRows, IReadOnlyList<Row> rows, int before, FileContent? file)
    {
        var sight = new AnswerSight(hasRows, marks);
        if (contract is null)
        {
            ref var seen = ref (hasRows ? ref withRows : ref withoutRows);
            seen = seen is null ? sight : AnswerLearning.Merge(seen, sight);
            return null;
        }

        if (AnswerJudging.Broken(contract, operation, inputs, sight, rows) is not { Count: > 0 } broken)
            return null;
        Breach = new AnswerBreach(broken, before, rows, file);
        return Breach.Error;
    }
}
