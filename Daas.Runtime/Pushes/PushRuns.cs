using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Pushes;

/// <summary>
/// Runs pushes, each at most once per consumer and Idempotency-Key: begun → committing → ended, journaled before it happens. Past the commit step nothing
/// is repeated. A push that was caught between (killed process) is resolved by reading back, or reported as unresolved. With a <c>verify</c>
/// in the adapter a push counts as applied only once the record was read back, whatever the page said; see <see cref="ReadBack"/> for what proves it.
/// </summary>
internal sealed class PushRuns(
    PushJournal journal, KeysInFlight keys, Attempts attempts, ReadBack readBack, RunLedger ledger, TimeProvider time, ILogger logger)
{
    public async Task<RunResult> RunAsync(Run run, Admittance admittance)
    {
        if (run.Request.IdempotencyKey is not { Length: > 0 } key)
            return run.Result(new RunError(ErrorClass.IdempotencyKeyMissing, "A push needs an Idempotency-Key, so that sending it again cannot write twice."));

        var consumer = run.Request.Caller;
        var hash = RequestHash.Of(run.Binding.Id, run.Request);
        using var held = keys.TryHold(consumer, key, hash, out var heldBy);
        if (held is null)
            return run.Result(heldBy == hash ? InProgress : KeyReused);

        try
        {
            var entry = await journal.FindAsync(consumer, key, run.Stop);
            if (entry is null)
                return await BeginAsync(run, admittance, consumer, key, hash);
            if (entry.RequestHash != hash)
                return run.Result(KeyReused);
            switch (entry.Stage)
            {
                case PushStage.Begun:
                    // Its process was killed before anything was submitted.
                    await journal.ForgetAsync(consumer, key, CancellationToken.None);
                    return await BeginAsync(run, admittance, consumer, key, hash);
                case PushStage.Ended when RunJson.Parse(entry.Result) is { Outcome: not PushOutcome.Unknown } result:
                    return result;
                default:
                    return await ResolveAsync(run, admittance, entry);
            }
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            return run.Result(Failures.Cancelled);
        }
        catch (JournalFailedException)
        {
            return run.Result(NotRecorded);
        }
        catch (Exception e) when (!run.Admitted)
        {
            Log.StoreFailed(logger, e, "push", run.Request.Run);
            return run.Result(NotRecorded);
        }
    }

    private async Task<RunResult> BeginAsync(Run run, Admittance admittance, string consumer, string key, string hash)
    {
        if (!await ledger.IsWritableAsync(run.Stop))
            return run.Result(NotRecorded);
        if (await admittance.EnterAsync(run) is { } refused)
            return run.Result(refused with { Applied = Applied.No });

        var verify = run.Operation.Verify;
        var pull = verify is null ? null : run.Binding.Adapter.Find(verify.Operation);
        if (verify is not null && pull is null)
            return NotApplied(run, new RunError(ErrorClass.AdapterBug, $"verify names the operation '{verify.Operation}', which the adapter does not have."));
        var before = verify is null ? default : await readBack.CountAsync(run, verify, pull!, null, run.Stop);
        // What cannot be read before could not be proved afterwards: better not to begin.
        if (before.Error is { } unreadable)
            return NotApplied(run, unreadable);

        await BeginEntryAsync(new PushEntry(consumer, key, hash, run.Request.Run, PushStage.Begun, time.GetUtcNow(), MatchesBefore: before.Count), run.Stop);
        var commit = new CommitPoint(run, journal, consumer, key, time, logger);
        var values = RunInputs.Values(run.Operation, run.Request.Inputs, run.Request.Files);
        var order = new AttemptOrder
        {
            Operation = run.Operation,
            Request = run.Request,
            Values = () => values = RunInputs.Values(run.Operation, run.Request.Inputs, run.Request.Files),
            Tell = run.Feed.TellAsync,
            Committing = commit.PassAsync,
        };
        var outcome = await attempts.MakeAsync(run, order, run.Stop);
        run.CloseCommit();
        var result = commit.Refused ? NotApplied(run, NotRecorded) : Settle(run, outcome.Result);
        if (verify is not null && (result.Outcome == PushOutcome.Unknown || result is { Outcome: PushOutcome.Applied, Error: null }))
            result = await ConfirmAsync(run, result, verify, pull!, values, before.Count, keyWasUnknown: before == ReadBackCount.KeyUnknown);
        await EndAsync(consumer, key, result);
        return result;
    }

    /// <summary>What the path saw, as an outcome that is true in any case.</summary>
    private static RunResult Settle(Run run, AttemptResult ended)
    {
        if (ended.Outcome == PushOutcome.Applied)
            return run.Result(ended with { Error = ended.Error is null ? null : ended.Error with { Applied = Applied.Yes } });
        if (ended.Outcome == PushOutcome.Rejected)
            return run.Result(ended);
        if (ended.Outcome == PushOutcome.NotApplied || (!run.PastCommit && ended.Outcome == PushOutcome.None))
            return NotApplied(run, ended.Error ?? new RunError(ErrorClass.Drift, "The push ended without its commit step."));
        return Unknown(run, ended, ended.Error is { } error
            ? $"The push was submitted, then failed ({error.Class.Slug()}: {error.Message}): it is not known whether the old system has saved."
            : "The push was submitted, but the page shows neither that it was saved nor that it was refused.");
    }

    private async Task<RunResult> ConfirmAsync(Run run, RunResult result, Verify verify, Operation pull, TemplateValues values, int? before, bool keyWasUnknown)
    {
        var proof = await readBack.ProveAsync(run, verify, pull, values, before, keyWasUnknown, CancellationToken.None);
        if (proof.Found)
            return result with { Outcome = PushOutcome.Applied, Error = null };
        var said = result.Error is null ? "The old system said that it saved, but" : $"{result.Error.Message} And";
        return result with
        {
            Outcome = PushOutcome.Unknown,
            Error = new RunError(ErrorClass.OutcomeUnknown, $"{said} {proof.Why}. Look in the old system before sending it again.")
            {
                Applied = Applied.Unknown,
                Reason = result.Error?.Reason,
                Step = result.Error?.Step,
            },
        };
    }

    /// <summary>A push of before, of which it is not known whether it was saved.</summary>
    private async Task<RunResult> ResolveAsync(Run run, Admittance admittance, PushEntry entry)
    {
        var unresolved = new RunError(
            ErrorClass.OutcomeUnresolved, $"Run {entry.Run} with this Idempotency-Key was submitted, but it is not known whether the old system has saved")
        {
            Applied = Applied.Unknown,
        };
        if (run.Operation.Verify is not { } verify || run.Binding.Adapter.Find(verify.Operation) is not { } pull)
            return Unresolved("the adapter names no operation to read it back");
        if (await admittance.EnterAsync(run) is { } refused)
            return run.Result(refused with { Applied = Applied.Unknown });

        var proof = await readBack.ProveAsync(run, verify, pull, null, entry.MatchesBefore, keyWasUnknown: false, run.Stop);
        if (!proof.Found)
            return Unresolved(proof.Why!);
        var result = run.Result(new AttemptResult { Outcome = PushOutcome.Applied });
        await EndAsync(entry.Consumer, entry.Key, result);
        return result;

        RunResult Unresolved(string why) => run.Result(new AttemptResult
        {
            Outcome = PushOutcome.Unknown,
            Error = unresolved with { Message = $"{unresolved.Message}: {why}. Look in the old system, then send it with a new key if it is not there." },
        });
    }

    private async Task BeginEntryAsync(PushEntry entry, CancellationToken ct)
    {
        PushEntry? other;
        try
        {
            other = await journal.BeginAsync(entry, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFailed(logger, e, "push", entry.Run);
            throw new JournalFailedException();
        }

        if (other is not null)
            throw new InvalidOperationException("Another process has journaled the same key meanwhile: a connection lives in one process only.");
    }

    /// <summary>What was not submitted may be sent again with the same key.</summary>
    private async Task EndAsync(string consumer, string key, RunResult result)
    {
        try
        {
            if (result.Outcome == PushOutcome.NotApplied)
                await journal.ForgetAsync(consumer, key, CancellationToken.None);
            else
                await journal.EndAsync(consumer, key, RunJson.Write(result), time.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception e)
        {
            // The answer stands; a later call finds the push committing and reads it back.
            Log.StoreFailed(logger, e, "push", result.Run);
        }
    }

    private static RunResult NotApplied(Run run, RunError error) => run.Result(new AttemptResult
    {
        Outcome = PushOutcome.NotApplied,
        Error = error with { Applied = Applied.No },
    });

    private static RunResult Unknown(Run run, AttemptResult ended, string message) => run.Result(ended with
    {
        Outcome = PushOutcome.Unknown,
        Error = new RunError(ErrorClass.OutcomeUnknown, message) { Applied = Applied.Unknown, Reason = ended.Error?.Reason, Step = ended.Error?.Step },
    });

    private static RunError InProgress { get; } = new(ErrorClass.InProgress, "A call with this Idempotency-Key is still running; ask again for its result.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
        Applied = Applied.Unknown,
    };

    private static RunError KeyReused { get; } = new(
        ErrorClass.KeyReused, "This Idempotency-Key was used with another request; send this one with a key of its own.");

    private static RunError NotRecorded { get; } = new(
        ErrorClass.AuditUnavailable, "The push cannot be recorded, so it was not submitted. The gateway's log says why its store fails.")
    {
        RetryAfter = TimeSpan.FromSeconds(30),
    };
}

/// <summary>The journal could not note that a push begins.</summary>
internal sealed class JournalFailedException : Exception;
