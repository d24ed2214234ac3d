using System.Diagnostics;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Connections;

/// <summary>Makes the attempts of a run: with a session, in a place of the path, within the pipeline of its kind. Every failure comes back as a value.</summary>
internal sealed class Attempts(SystemPath path, SessionKeeper sessions, Breaker breaker, RuntimeOptions options, TimeProvider time, ILogger logger)
{
    /// <param name="run">The run they belong to.</param>
    /// <param name="operation">The run's operation, or the pull that reads back.</param>
    /// <param name="request">Its inputs and limits.</param>
    /// <param name="rows">Where its rows go.</param>
    /// <param name="tell">Where its other events go; rows that are new to the reader too.</param>
    /// <param name="committing">Awaited before the commit step; null for a pull.</param>
    /// <param name="values">Asked before each attempt: what the references of the script stand for; the path adds what it reads.</param>
    /// <param name="stop">Ends them all.</param>
    public async Task<Outcome> MakeAsync(
        Run run, Operation operation, RunRequest request, RowsTold rows, Tell tell, Func<CancellationToken, Task>? committing, Func<TemplateValues> values, CancellationToken stop)
    {
        var seconds = run.Binding.Limits.RunSeconds;
        var pipeline = Pipelines.Of(operation.Kind, TimeSpan.FromSeconds(seconds), options.Retries, options.RetryDelay, breaker, time, async error =>
        {
            Log.Retrying(logger, run.Request.Run, error.Class);
            Measures.Retried(request, error.Class);
            await tell(new RunEvent.Retrying(error), stop);
        });
        Outcome? last = null;
        try
        {
            return await pipeline.ExecuteAsync(
                async ct => last = await OnceAsync(run, operation, request, rows, tell, committing, values, stop, ct), stop);
        }
        catch (Exception e) when (Failures.FromPipeline(e, seconds, options.BreakerPause) is { } error)
        {
            // When the breaker ends the retries, what went wrong says more than that it did.
            return error.Class == ErrorClass.BreakerOpen && last is not null ? last : new Outcome(new AttemptResult { Error = error });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new Outcome(new AttemptResult { Error = Failures.Cancelled });
        }
    }

    private async Task<Outcome> OnceAsync(
        Run run, Operation operation, RunRequest request, RowsTold rows, Tell tell, Func<CancellationToken, Task>? committing, Func<TemplateValues> values, CancellationToken stop, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await run.Admission.StartAsync(ct);
                run.Attempts++;
                rows.Again();
                await tell(new RunEvent.Attempt(path.Kind, run.Attempts), ct);
                var result = await InSessionAsync(run.Binding, new Attempt
                {
                    Adapter = run.Binding.Adapter,
                    Operation = operation,
                    Url = run.Binding.Url,
                    Values = values(),
                    Files = request.Files,
                    Pages = Math.Min(request.Pages ?? int.MaxValue, run.Binding.Limits.Pages),
                    Rows = Math.Min(request.Rows ?? int.MaxValue, run.Binding.Limits.Rows),
                    Committing = committing,
                }, rows, tell, ct);
                run.Picture = result.Picture;
                if (rows.Broken || (result.Error is null && !rows.Complete))
                    return RowsTold.Changed;
                if (!result.SessionLost)
                    return Failures.Classify(result);
                if (run.Binding.Adapter.SignIn is null)
                    return new RunError(ErrorClass.Drift, "The page asks to sign in, but the adapter says nothing about signing in (signIn in system.yaml).");
                if (run.Renewed)
                    return Failures.Lost;
                run.Renewed = true;
            }
        }
        catch (Exception) when (rows.Broken)
        {
            return RowsTold.Changed;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return stop.IsCancellationRequested ? Failures.Cancelled : Failures.TimedOut(run.Binding.Limits.RunSeconds);
        }
        catch (Exception e)
        {
            // Not its message: it may quote what was typed.
            Log.AttemptBroke(logger, run.Request.Run, e.GetType().FullName!, (e.InnerException ?? e).StackTrace);
            return Failures.Broke(e);
        }
    }

    private async Task<AttemptResult> InSessionAsync(Binding binding, Attempt attempt, RowsTold rows, Tell tell, CancellationToken ct)
    {
        using var activity = Measures.Source.StartActivity("attempt", ActivityKind.Client);
        var entry = await sessions.UsableAsync(binding, tell, ct);
        if (entry.Failed)
            return entry.Failure;
        using var ticket = entry.Ticket;
        await using var lease = await path.LeaseAsync(binding, ticket.Name, ticket.State, ct);
        if (binding.Adapter.SignIn is { EachRun: true } && await sessions.SignInHereAsync(lease, binding, tell, ct) is { } refused)
        {
            lease.Discard();
            return refused;
        }

        var result = await Place.InAsync(
            lease, t => lease.RunAsync(attempt with { Home = ticket.Home }, TellNewRows, t), options.LetGo, time, ct);
        // A system that wants a sign-in for each run gets a browser that remembers nothing.
        if (result.SessionLost || binding.Adapter.SignIn is { EachRun: true })
            lease.Discard();
        if (!result.SessionLost)
            return result;
        await sessions.LostAsync(ticket);
        return result;

        ValueTask TellNewRows(RunEvent told, CancellationToken t)
        {
            if (told is not RunEvent.Rows page)
                return tell(told, t);
            var fresh = rows.Take(page.Items);
            if (rows.Broken)
                throw new OperationCanceledException("The rows are not those told before: the rest need not be read.");
            return fresh.Count == 0 ? ValueTask.CompletedTask : tell(page with { Items = fresh }, t);
        }
    }
}
