using System.Runtime.CompilerServices;
using Daas.Core.Runs;
using Daas.Runtime.Trials;

namespace Daas.Runtime.Proving;

/// <summary>One trial within a proof: tells what a proof tells of it, and keeps its answers.</summary>
internal sealed class ProofTrial
{
    private readonly List<TrialAnswer> _answers = [];

    /// <summary>In the order in which they were run.</summary>
    public IReadOnlyList<TrialAnswer> Answers => _answers;

    /// <summary>Why nothing was run; null when something was.</summary>
    public TrialEvent.Refused? Refused { get; private set; }

    public TrialAnswer? By(RunPath path) => _answers.Find(a => a.Result.Path == path);

    public async IAsyncEnumerable<ProofEvent> RunAsync(
        TrialRuns trials, TrialRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var rows = 0;
        await foreach (var told in trials.RunAsync(request, ct))
        {
            switch (told)
            {
                case TrialEvent.Refused refused:
                    Refused = refused;
                    break;
                case TrialEvent.Began began:
                    rows = 0;
                    yield return new ProofEvent.RunBegan(began.Path, began.Run);
                    break;
                case TrialEvent.Told { Event: RunEvent.Rows page } row:
                    rows += page.Items.Count;
                    yield return new ProofEvent.PageRead(row.Path, page.Page, rows);
                    break;
                case TrialEvent.Ended ended:
                    _answers.Add(ended.Answer);
                    yield return new ProofEvent.RunEnded(ended.Path, ended.Answer.Result.Error, ended.Answer.Result.Duration, ended.Answer.Rows.Count, ended.Answer.Result.File?.Bytes.Length)
                    {
                        Outcome = ended.Answer.Result.Outcome,
                    };
                    break;
                case TrialEvent.Told or TrialEvent.Compared:
                    break;
                default:
                    throw new InvalidOperationException($"{told} is not known");
            }
        }
    }
}
