using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Trials;

namespace Daas.Runtime.Proving;

/// <summary>
/// Asks the browser for what the HTTP path has answered, and compares. The data may have changed between: where the two differ, HTTP is asked once more, and
/// only when it says the same as before the proof is suspended.
/// </summary>
internal sealed class ShadowCheck(TrialRuns trials, ProofBook proofs, TimeProvider time)
{
    private const string Caller = "check";

    /// <returns>False when it gave way and says nothing yet.</returns>
    public async Task<bool> RunAsync(CheckOrder order, CancellationToken ct)
    {
        if (await OneAsync(order, RunPath.Browser, ct) is not { } browser)
            return !ct.IsCancellationRequested;
        var comparison = CaseComparison.Of(order.Operation, order.Http, browser);
        if (comparison.End == CaseEnd.Different)
        {
            if (await OneAsync(order, RunPath.Http, ct) is not { } again)
                return !ct.IsCancellationRequested;
            comparison = Again(order, browser, again, comparison);
        }

        await proofs.CountAsync(order.Connection, order.Adapter, order.Operation, checks => comparison.End switch
        {
            CaseEnd.Equal => checks with { Equal = checks.Equal + 1, At = time.GetUtcNow() },
            CaseEnd.Different => checks with { Different = checks.Different + 1, At = time.GetUtcNow() },
            CaseEnd.Unknown or CaseEnd.Stopped => checks with { Open = checks.Open + 1, At = time.GetUtcNow() },
            _ => throw new InvalidOperationException($"{comparison.End} is not known"),
        });
        if (comparison.End == CaseEnd.Different)
        {
            var why = $"An answer by HTTP was not the browser's: {Words(comparison)}.";
            await proofs.SuspendAsync(order.Connection, order.Adapter, order.Operation, why, order.Request.Run, order.Request.Inputs);
        }

        return true;
    }

    /// <summary>What both paths' answers to the same inputs say of one another; null when it was stopped, or these inputs are none any more.</summary>
    public async Task<CaseEnd?> AgreeAsync(CheckOrder order, CancellationToken ct)
    {
        if (await OneAsync(order, RunPath.Http, ct) is not { } http || await OneAsync(order, RunPath.Browser, ct) is not { } browser)
            return null;
        var comparison = CaseComparison.Of(order.Operation, http, browser);
        if (comparison.AskAgain && await OneAsync(order, RunPath.Http, ct) is { } again)
            comparison = CaseComparison.Of(order.Operation, http, browser, again);
        return comparison.End;
    }

    private static CaseComparison Again(CheckOrder order, TrialAnswer browser, TrialAnswer again, CaseComparison comparison)
    {
        if (again.Result.Error is not null || comparison.Error is null)
            return CaseComparison.Of(order.Operation, order.Http, browser, again);
        // The browser has no answer where HTTP had one: unless that is gone by now.
        return CaseComparison.Of(order.Operation, order.Http, again).End == CaseEnd.Equal ? comparison : comparison with { End = CaseEnd.Unknown };
    }

    // Where they differ, and not in what: that is a caller's data.
    private static string Words(CaseComparison comparison) => comparison.Error
        ?? string.Join("; ", comparison.Differences.Take(5).Select(d => d.StartsWith("row ", StringComparison.Ordinal) ? d.Split(':')[0] : d));

    private async Task<TrialAnswer?> OneAsync(CheckOrder order, RunPath path, CancellationToken ct)
    {
        var request = new TrialRequest
        {
            Adapter = order.Adapter,
            Operation = order.Operation.Id,
            Connection = order.Connection.Name,
            Inputs = order.Request.Inputs.ToDictionary(i => i.Key, i => (string?)i.Value),
            Files = order.Request.Files,
            Paths = [path],
            Pages = Math.Min(order.Request.Pages ?? int.MaxValue, AnswerSample.MostPages),
            Rows = order.Request.Rows,
            Caller = Caller,
        };
        TrialAnswer? answer = null;
        await foreach (var told in trials.RunAsync(request, ct))
        {
            if (told is TrialEvent.Ended ended)
                answer = ended.Answer;
        }

        return ct.IsCancellationRequested ? null : answer;
    }
}
