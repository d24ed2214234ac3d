using System.Diagnostics;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Proving;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Connections;

/// <summary>
/// Makes the attempts of a run: with a session, in a place of the path, within the pipeline of its kind. A pull whose HTTP path does not match the
/// system's pages is answered by the browser path instead, once and within the same run. Every failure comes back as a value.
/// </summary>
internal sealed class Attempts(
    SystemPaths paths, PathChoice choice, LiveProof proof, SessionKeeper sessions, Breaker breaker, RuntimeOptions options, TimeProvider time, ILogger logger)
{
    private readonly Pipeline _pipeline = new(options, breaker, time);
    private readonly CleanStarts _cleanStarts = new();

    public Task<Outcome> MakeAsync(Run run, AttemptOrder order, CancellationToken stop)
    {
        return _pipeline.RunAsync(order.Operation.Kind, run.Binding.Limits.RunSeconds, RetryingAsync, ct => OnceAsync(run, order, stop, ct), stop);

        async ValueTask RetryingAsync(RunError error)
        {
            Log.Retrying(logger, run.Request.Run, error.Class);
            Measures.Retried(order.Request, error.Class);
            await order.Tell(new RunEvent.Retrying(error), stop);
        }
    }

    private async Task<Outcome> OnceAsync(Run run, AttemptOrder order, CancellationToken stop, CancellationToken ct)
    {
        var path = order.Path ??= choice.Of(run.Binding.Adapter, order.Operation, order.Request.Path);
        var outcome = await OnPathAsync(path, run, order, stop, ct);
        if (path.Kind == RunPath.Http && order is { Request.Path: null, Operation.Kind: OperationKind.Push })
            await proof.PushedAsync(run, outcome);
        if (path.Kind != RunPath.Http || order.Request.Path is not null || order.Operation.Kind != OperationKind.Pull
            || ReferenceEquals(outcome.Error, RowsTold.Changed) || !Failures.MayBeThePath(outcome.Result) || paths.Find(RunPath.Browser) is not { } browser)
            return outcome;

        var why = outcome.Error!;
        Log.FellBack(logger, run.Request.Run, order.Operation.Id, why.Class);
        await order.Tell(new RunEvent.Retrying(why), ct);
        (order.Path, order.Fallback, order.Withheld) = (browser, why, outcome.Result.Breach is { } breach ? new WithheldRows(breach) : null);
        var answer = await OnPathAsync(browser, run, order, stop, ct);
        if (answer.NoPlace)
        {
            // Without a browser to ask, what the HTTP path met is the truth.
            (order.Path, order.Fallback, run.Path) = (path, null, path.Kind);
            return outcome;
        }

        Measures.FellBack(order.Request, why.Class);
        if (order.Operation == run.Operation)
            run.Fallback = why;
        await proof.FellBackAsync(run, order, outcome.Result, answer.Result);
        return answer;
    }

    private async Task<Outcome> OnPathAsync(SystemPath path, Run run, AttemptOrder order, CancellationToken stop, CancellationToken ct)
    {
        var (rows, request, limits) = (order.Rows, order.Request, run.Binding.Limits);
        try
        {
            while (true)
            {
                await run.Admission.StartAsync(ct);
                run.Attempts++;
                run.Path = path.Kind;
                rows.Again();
                order.Withheld?.Again();
                await order.Tell(new RunEvent.Attempt(path.Kind, run.Attempts), ct);
                var result = await InSessionAsync(path, run.Binding, new Attempt
                {
                    Adapter = run.Binding.Adapter,
                    Operation = order.Operation,
                    Url = run.Binding.Url,
                    Values = order.Values(),
                    Files = request.Files,
                    Pages = Math.Min(request.Pages ?? int.MaxValue, limits.Pages),
                    Rows = Math.Min(request.Rows ?? int.MaxValue, limits.Rows),
                    TrySpare = run.Admission.TrySpare,
                    Committing = order.Committing,
                    Detailed = request.Detailed,
                    Witness = path.Kind == RunPath.Http ? proof.Witness(run.Binding.Adapter, order.Operation, request) : null,
                    Renewed = run.Renewed,
                }, order, ct);
                run.Picture = result.Picture;
                if (rows.Broken || (result.Error is null && !rows.Complete))
                    return RowsTold.Changed;
                if (!result.SessionLost)
                {
                    if (order.Cleaned)
                        _cleanStarts.Learn(order.Operation, helped: result.Error is null);
                    else if (result.Error is null)
                        _cleanStarts.Works(order.Operation);
                    return Failures.Classify(result);
                }

                if (run.Binding.Adapter.SignIn is null)
                    return new RunError(ErrorClass.Drift, "The page asks to sign in, but the adapter says nothing about signing in (signIn in system.yaml).");
                if (run.Renewed)
                    return Failures.Classify(result with { Error = Failures.Lost });
                run.Renewed = true;
            }
        }
        catch (Exception) when (rows.Broken)
        {
            return RowsTold.Changed;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return stop.IsCancellationRequested ? Failures.Cancelled : Failures.TimedOut(limits.RunSeconds);
        }
        catch (Exception e)
        {
            // Not its message: it may quote what was typed.
            Log.AttemptBroke(logger, run.Request.Run, e.GetType().FullName!, (e.InnerException ?? e).StackTrace);
            return Failures.Broke(e);
        }
    }

    // What HTTP leaves out was proved to be of no account.
    private StartWish Wish(SystemPath path, Attempt attempt)
    {
        var operation = attempt.Operation;
        return new StartWish(operation, [.. operation.Input.Select(p => p.Name).Where(attempt.Values.Has)])
        {
            Clean = path.Kind == RunPath.Browser && _cleanStarts.Needs(operation),
            Forgetful = path.Kind == RunPath.Browser && operation.Kind == OperationKind.Pull,
        };
    }

    private async Task<AttemptResult> InSessionAsync(SystemPath path, Binding binding, Attempt attempt, AttemptOrder order, CancellationToken ct)
    {
        using var activity = Measures.Source.StartActivity("attempt", ActivityKind.Client);
        activity?.SetTag("daas.path", path.Kind.Word());
        // Once the HTTP path is left, signing in leaves it too.
        var signInBy = order.Fallback is null ? choice.SignInBy(binding.Adapter, order.Request.Path, path.Kind) : RunPath.Browser;
        var entry = await sessions.UsableAsync(binding, signInBy, Wish(path, attempt), order.Tell, ct);
        if (entry.Failed)
            return entry.Failure with { Final = true };
        using var ticket = entry.Ticket;
        attempt.Values.Set("credential.user", ticket.User);
        await using var lease = await path.LeaseAsync(binding, ticket.Name, ticket.State, ct);
        var handOver = paths.HandOver(binding.Adapter) && binding.Adapter.SignIn is not { EachRun: true };
        if (handOver)
            await sessions.BringAsync(ticket, lease, ct);
        if (binding.Adapter.SignIn is { EachRun: true } && await sessions.SignInHereAsync(lease, binding, order.Tell, ct) is { } refused)
        {
            lease.Discard();
            return refused;
        }

        var committed = false;
        var result = await Place.InAsync(
            lease, t => lease.RunAsync(attempt with { Home = ticket.Home, Committing = Committing() }, TellNewRows, t), options.LetGo, time, ct);
        if (path.Kind == RunPath.Browser && IsOfItsPast(result))
        {
            order.Cleaned = true;
            result = result with { SessionLost = true };
        }

        // A system that wants a sign-in for each run gets a browser that remembers nothing.
        if (result.SessionLost || binding.Adapter.SignIn is { EachRun: true })
            lease.Discard();
        if (!result.SessionLost)
        {
            if (handOver)
                await sessions.KeepAsync(ticket, lease, ct);
            return result;
        }

        await sessions.LostAsync(ticket);
        return result;

        // What an earlier run left in the session may stand in the way: the one search that was not cleared, the page that was left open.
        bool IsOfItsPast(AttemptResult ended) =>
            ended is { SessionLost: false, Error.Class: ErrorClass.Drift or ErrorClass.ContractViolation } && !committed && order is { Cleaned: false, Rows.Count: 0 }
            && !attempt.Renewed && binding.Adapter.SignIn is { EachRun: false, NeedsPerson: null } && ticket.MayBeLeft && _cleanStarts.MayHelp(order.Operation);

        Func<CancellationToken, Task>? Committing() => attempt.Committing is not { } committing ? null : t =>
        {
            committed = true;
            return committing(t);
        };

        ValueTask TellNewRows(RunEvent told, CancellationToken t)
        {
            if (told is not RunEvent.Rows page)
                return order.Tell(told, t);
            order.Withheld?.See(page.Items);
            var fresh = order.Rows.Take(page.Items);
            if (order.Rows.Broken)
                throw new OperationCanceledException("The rows are not those told before: the rest need not be read.");
            return fresh.Count == 0 ? ValueTask.CompletedTask : order.Tell(page with { Items = fresh }, t);
        }
    }
}
