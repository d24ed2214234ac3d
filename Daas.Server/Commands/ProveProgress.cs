using System.Globalization;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;
using Daas.Server.Layout;

namespace Daas.Server.Commands;

/// <summary>What a proof is doing, on stderr: a line for each case, which on a terminal grows while the case lasts.</summary>
internal sealed class ProveProgress(Shell shell)
{
    private readonly List<string> _runs = [];
    private string _case = "";
    private bool _shown;

    /// <summary>True once a case that is not equal was told, with where it differs.</summary>
    public bool ToldDifference { get; private set; }

    public void Tell(ProofEvent told)
    {
        switch (told)
        {
            case ProofEvent.Looking looking:
                Say($"asking {looking.Operation} for values");
                break;
            case ProofEvent.CaseBegan began:
                _runs.Clear();
                _case = $"case {began.Number} of {began.Of} ({Word(began.Case.Why)}): {Inputs(began.Case)}";
                Say($"{_case} …");
                break;
            case ProofEvent.RunBegan run:
                Say($"{Whole} … {run.Path.Word()}");
                break;
            case ProofEvent.PageRead page:
                Say($"{Whole} … {page.Path.Word()}, page {page.Page}, {Rows(page.Rows)}");
                break;
            case ProofEvent.RunEnded run:
                _runs.Add($"{run.Path.Word()} {Moments.Took(run.Took)} {Gave(run)}");
                Say($"{Whole} …");
                break;
            case ProofEvent.CaseEnded ended:
                Clear();
                ToldDifference |= ended is { Counts: true, Case.Equal: false };
                shell.Error.WriteLine($"  {Whole}: {(ended.Case.Equal ? "equal" : ended.Counts ? "NOT EQUAL" : "says nothing")}");
                if (ended.Case.Error is { } why)
                    shell.Error.WriteLine($"    {why}");
                foreach (var difference in ended.Case.Differences)
                    shell.Error.WriteLine($"    {difference}");
                _case = "";
                _runs.Clear();
                break;
            case ProofEvent.Finished:
                Clear();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(told), told, null);
        }
    }

    /// <summary>Takes the live line away.</summary>
    public void Clear()
    {
        if (_shown)
            shell.Error.Write("\r\u001b[K");
        _shown = false;
    }

    public static string Word(ProofSource source) => source switch
    {
        ProofSource.Given => "given",
        ProofSource.Recorded => "recorded",
        ProofSource.SecondRecording => "second recording",
        ProofSource.Found => "found in an answer",
        ProofSource.Nothing => "finds nothing",
        ProofSource.SeveralPages => "several pages",
        ProofSource.NoInputs => "takes no inputs",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    private string Whole => _runs.Count == 0 ? _case : $"{_case} … {string.Join(", ", _runs)}";

    private static string Inputs(ProofCase shown) => shown.Inputs.Count == 0 ? "no inputs" : string.Join(" ", shown.Inputs.Select(i => $"{i.Key}={i.Value}"));

    private static string Gave(ProofEvent.RunEnded run) => run switch
    {
        { Error: { } error } => error.Class.Slug(),
        { Outcome: not PushOutcome.None and var outcome } => outcome.ToString().ToLowerInvariant(),
        { Bytes: { } bytes } => string.Create(CultureInfo.InvariantCulture, $"{bytes:#,0} bytes"),
        _ => Rows(run.Rows),
    };

    private static string Rows(int rows) => string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} row{(rows == 1 ? "" : "s")}");

    // Elsewhere than on a terminal the end of each case is enough.
    private void Say(string text)
    {
        if (!shell.Live)
            return;
        shell.Error.Write($"\r\u001b[K  {TextTable.Cut(text, Math.Max(10, (shell.Columns ?? 120) - 3))}");
        _shown = true;
    }
}
