using System.Globalization;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Judging;
using Daas.Runtime.Proving;

namespace Daas.Runtime.HttpPath;

/// <summary>One attempt at an operation: exchanges, then what the page says, then the answer.</summary>
internal sealed class HttpRunning
{
    private readonly HttpScene scene;
    private readonly Attempt attempt;
    private readonly Operation operation;
    private readonly HttpScript script;
    private readonly Func<RunEvent, ValueTask> tell;
    private readonly Reading reading;
    private readonly Verdict verdict;
    private readonly Exchanges exchanges;
    private readonly HttpPaging paging;
    private ExchangeTemplate? current;
    private StepPlace? place;
    private Row? record;

    public HttpRunning(HttpScene scene, Attempt attempt, Func<RunEvent, ValueTask> tell)
    {
        (this.scene, this.attempt, this.tell) = (scene, attempt, tell);
        operation = attempt.Operation;
        script = operation.Http!;
        reading = new Reading(attempt.Adapter, attempt.Values, Reading.IsAboutPasswords(operation));
        verdict = new Verdict(operation, reading);
        exchanges = new Exchanges(scene, Passing) { Committing = () => attempt.Committing?.Invoke(scene.Ct) ?? Task.CompletedTask };
        paging = operation.Output is null ? null! : new HttpPaging(scene, attempt, exchanges, reading, attempt.Detailed ? TellPageAsync : tell);
    }

    /// <exception cref="OperationCanceledException">The caller stopped the run before the commit.</exception>
    public async Task<AttemptResult> RunAsync(CancellationToken ct)
    {
        RunError? error;
        try
        {
            error = await DoAsync();
            if (error is not null && !scene.Committed)
                error = reading.Explained(error, await SeeLastAsync(error), exchanges.FrameFailure, operation);
        }
        catch (OperationCanceledException) when (scene.Ct.IsCancellationRequested)
        {
            if (ct.IsCancellationRequested && !scene.Committed)
                throw;
            error = ct.IsCancellationRequested
                ? new RunError(ErrorClass.Cancelled, "the run was stopped")
                : new RunError(ErrorClass.Timeout, $"the run took longer than {scene.Adapter.Limits.RunSeconds} s");
        }
        finally
        {
            if (paging is not null)
                await paging.StopAsync();
        }

        if (error is not null && current is not null)
            error = error with { Step = error.Step ?? $"{ExchangeText.Describe(current)} ({operation.Id}.yaml:{current.Line})", Place = error.Place ?? place };
        if (error is not null && scene.Committed)
            error = verdict.Ended(verdict.PastCommit(error, scene.Answered ? scene.View() : null, scene.Sent));
        return new AttemptResult
        {
            Error = error,
            // A page on which nothing says that one is signed in may be anybody's.
            SessionLost = error is not null && !scene.Committed && (reading.SignedOut || (Breach(error) is { SignedOut: true } && !attempt.Renewed)),
            Breach = Breach(error),
            Sights = error is null && attempt.Witness is { } witness ? witness.Sights : [],
            Outcome = verdict.Outcome(error, scene.Committed),
            Record = record,
            File = error is null && operation.Output is { File: true } ? exchanges.File : null,
            RowCount = record is not null ? 1 : paging?.Rows ?? 0,
            Pages = paging?.Pages ?? 0,
            Complete = paging?.Complete ?? true,
        };
    }

    private async Task<RunError?> DoAsync()
    {
        if (operation.Kind == OperationKind.Push && !script.Exchanges.Any(e => e.Commit))
            return new RunError(ErrorClass.AdapterBug, "the push has no request that commits");
        for (var i = 0; i < script.Exchanges.Count; i++)
        {
            var exchange = script.Exchanges[i];
            place = new StepPlace(StepPart.Operation, (i + 1).ToString(CultureInfo.InvariantCulture), exchange.Line);
            var left = exchanges.IsLeftOut(exchange);
            if (left && !attempt.Detailed)
                continue;
            var text = ExchangeText.Describe(exchange, scene.Values, scene.Inputs);
            if (left)
            {
                await tell(new RunEvent.Stepped(place, StepEnd.LeftOut, text, default));
                continue;
            }

            current = exchange;
            await tell(new RunEvent.Stepping(i + 1, script.Exchanges.Count, text));
            scene.Notes = attempt.Detailed ? new StepNotes(scene.Time) : null;
            var ended = await OneAsync(exchange);
            if (scene.Notes is { } notes)
                await tell(notes.Over(place, ended is null ? StepEnd.Done : StepEnd.Failed, text, ended));
            if (ended is not null)
                return ended;
        }

        (current, place) = (null, null);
        scene.Notes = attempt.Detailed ? new StepNotes(scene.Time) : null;
        if (operation.Kind == OperationKind.Push && !scene.Committed)
            return new RunError(ErrorClass.AdapterBug, "the request that commits was left out: the input that it depends on has no value");
        if (operation.Kind == OperationKind.Push && !verdict.Applied)
            return verdict.Judge(await exchanges.SeeAsync()) ?? (verdict.Applied ? null : Verdict.Unsaid) ?? await AnswerAsync();
        return await AnswerAsync();
    }

    private async Task<RunError?> OneAsync(ExchangeTemplate exchange)
    {
        // A form of another page may look like the one meant; nothing is filled into a page for signed-out users.
        if (scene.Last is not null && !scene.Committed && UsesPage(exchange) && reading.Gone(await exchanges.SeeAsync()) is { } gone)
            return gone;
        return await exchanges.DoAsync(exchange) ?? await DoneAsync();
    }

    private async ValueTask TellPageAsync(RunEvent told)
    {
        if (told is RunEvent.Rows page && scene.Notes is { } notes)
        {
            scene.Notes = new StepNotes(scene.Time);
            await tell(notes.Over(AnswerPlace.Of(page.Page), StepEnd.Done, AnswerPlace.Page(page.Page)));
        }

        await tell(told);
    }

    private static bool UsesPage(ExchangeTemplate exchange) =>
        exchange is ExchangeTemplate.Submit or ExchangeTemplate.Follow || exchange.Form is not null || exchange.Commit;

    private async Task<RunError?> DoneAsync()
    {
        if (scene.Committed)
            return verdict.Applied ? null : verdict.Judge(await exchanges.SeeAsync());
        return operation.Rejected is not null && scene.Dialogs.Count > 0 && reading.Find(operation.Rejected, scene.View()) is { } refusal
            ? new RunError(ErrorClass.BusinessRejected, "the old system refused") { Reason = refusal }
            : null;
    }

    /// <summary>What a page says that leaves by itself.</summary>
    private RunError? Passing(PageView view)
    {
        if (scene.Committed)
            return verdict.Applied ? null : verdict.Judge(view);
        if (reading.Find(operation.Rejected, view) is { } refusal)
            return new RunError(ErrorClass.BusinessRejected, "the old system refused") { Reason = refusal };
        return reading.Find(operation.NotFound, view) is { } absent
            ? new RunError(ErrorClass.RecordNotFound, "the old system has no such record") { Reason = absent }
            : null;
    }

    private async Task<RunError?> AnswerAsync()
    {
        if (operation.Output is not { } output || (output.Rows is null && output.Record is null && !output.File))
            return operation.Kind == OperationKind.Push ? null : reading.Ends(await exchanges.SeeAsync(), operation);
        if (output.File || output.Rows is RowSource.File)
        {
            if (exchanges.File is not { } file)
                return reading.Ends(await exchanges.SeeAsync(), operation) ?? TakenFile.PageInstead(Reading.Words(scene.View()));
            return output.File ? attempt.Witness?.Look(file, []) : await paging.ReadFileAsync(file);
        }

        // The page is still the one before: its rows are not the answer.
        if (scene.Instead is { } instead && !(instead == "JSON" && output is { Rows: RowSource.Json } or { Record.Json: not null }))
            return reading.Ends(await exchanges.SeeAsync(), operation) ?? new RunError(ErrorClass.Drift, $"{instead} came in place of the page");
        if (output.Record is null)
            return await paging.ReadAsync();
        var view = await exchanges.SeeAsync();
        if (operation.Kind == OperationKind.Pull && reading.Ends(view, operation) is { } ended)
            return ended;
        var row = Extractor.Record(output, view);
        if (!row.Failed && attempt.Witness?.Look(view, null, [row.Value], 0, scene.Page?.Charset.WebName, () => reading.ShowsSignedIn(view)) is { } strange)
            return strange;
        record = row.Value;
        if (scene.Notes is { } notes && !row.Failed)
            await tell(notes.Over(AnswerPlace.Of(1), StepEnd.Done, AnswerPlace.Record));
        return row.Error;
    }

    private AnswerBreach? Breach(RunError? error) => error is { Class: ErrorClass.ContractViolation } ? attempt.Witness?.Breach : null;

    // What did not come at all need not be looked at; frames that did not come are waited for no second time.
    private async Task<PageView> SeeLastAsync(RunError error) =>
        error.Class is ErrorClass.Drift or ErrorClass.ContractViolation ? await exchanges.SeeAsync() : scene.View();
}
