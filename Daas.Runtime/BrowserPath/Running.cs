using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.Judging;

namespace Daas.Runtime.BrowserPath;

/// <summary>One attempt at an operation: steps, then what the page says, then the answer.</summary>
internal sealed class Running
{
    private readonly Play play;
    private readonly Scene scene;
    private readonly Attempt attempt;
    private readonly Operation operation;
    private readonly Func<RunEvent, ValueTask> tell;
    private readonly Pushing pushing;
    private readonly Stepping stepping;
    private readonly Paging paging;
    private readonly Verdict verdict;
    private Row? record;

    public Running(Play play, Attempt attempt, Func<RunEvent, ValueTask> tell)
    {
        this.play = play;
        this.attempt = attempt;
        this.tell = tell;
        scene = play.Scene;
        operation = attempt.Operation;
        scene.Answers.Kept = JsonUse.IsIn(operation);
        verdict = new Verdict(operation, play.Reading);
        pushing = new Pushing(scene, operation, play.Waiting, verdict);
        play.Stepping = stepping = new Stepping(scene, play.Locating, play.Waiting, play.Reading)
        {
            Tell = (index, of, step) => tell(new RunEvent.Stepping(index, of, StepText.Describe(step, scene.Values))),
            Committing = () => attempt.Committing?.Invoke(scene.Ct) ?? Task.CompletedTask,
            Over = attempt.Detailed ? over => tell(over) : null,
            Done = DoneAsync,
        };
        play.Locating.Glance = play.GlanceAsync;
        paging = new Paging(scene, attempt, stepping, play.Locating, play.Waiting, play.Reading, attempt.Detailed ? TellPageAsync : tell);
    }

    public async Task<RunError?> DoAsync()
    {
        if (operation.Kind == OperationKind.Push && !operation.Steps.Any(IsCommit))
            return new RunError(ErrorClass.AdapterBug, "the push has no commit step");
        // Where every run signs in, it goes on from the page on which that ended: no address may lead there.
        var isThere = attempt.Adapter.SignIn is { EachRun: true } && scene.Window.Page.Url != "about:blank";
        if (!isThere && operation.Steps is not [Step.Open, ..] && await stepping.OpenAsync((attempt.Home ?? attempt.Url).AbsoluteUri, scene.Patience(null)) is { } closed)
            return closed;
        if (await stepping.DoAsync(operation.Steps) is { } error)
            return error;
        if (operation.Kind == OperationKind.Push && await pushing.EndAsync() is { } unsaid)
            return unsaid;
        if (attempt.Detailed)
            scene.Notes = new StepNotes(scene.Time);
        return operation.Output is { } output ? await AnswerAsync(output) : await EndAsync();
    }

    /// <summary>The error with what is known of the write in it; null when the page has said that it saved and nothing else was wanted.</summary>
    public async Task<RunError?> EndedByAsync(RunError error)
    {
        if (operation.Kind == OperationKind.Pull)
            return error;
        return scene.Committed ? verdict.Ended(await pushing.PastCommitAsync(error, play.Stuck || scene.Ct.IsCancellationRequested)) : error;
    }

    public AttemptResult Result(RunError? error) => new()
    {
        Error = error,
        SessionLost = error is not null && !scene.Committed && play.Reading.SignedOut,
        Outcome = verdict.Outcome(error, scene.Committed),
        Record = record,
        File = error is null && operation.Output is { File: true } ? scene.File : null,
        RowCount = record is null ? paging.Rows : 1,
        Pages = paging.Pages,
        Complete = paging.Complete,
    };

    private static bool IsCommit(Step step) => step.Commit || (step is Step.InWindow inWindow && inWindow.Steps.Any(IsCommit));

    private async ValueTask TellPageAsync(RunEvent told)
    {
        if (told is RunEvent.Rows page && scene.Notes is { } notes)
        {
            scene.Notes = new StepNotes(scene.Time);
            await tell(notes.Over(AnswerPlace.Of(page.Page), StepEnd.Done, AnswerPlace.Page(page.Page)));
        }

        await tell(told);
    }

    private async Task<RunError?> DoneAsync(Step step)
    {
        if (scene.Window.Traffic.Failure is { } failure && !scene.Window.Page.IsClosed && step is not Step.Download)
            return Waiting.Unreached(failure, scene.Window);
        if (scene.Committed)
            return await pushing.LookAsync();
        if (operation.Rejected is not null && scene.Dialogs.Count > 0 && !scene.Window.Page.IsClosed)
        {
            var view = await play.Waiting.ViewAsync(scene.Window);
            if (!view.Failed && play.Reading.Find(operation.Rejected, view.Value) is { } refusal)
                return new RunError(ErrorClass.BusinessRejected, "the old system refused") { Reason = refusal };
        }

        return null;
    }

    /// <summary>A pull without an answer of its own still tells a refusal.</summary>
    private async Task<RunError?> EndAsync()
    {
        if (operation.Kind == OperationKind.Push)
            return null;
        var view = await play.Waiting.ViewAsync(scene.Window);
        return view.Failed ? view.Error : play.Reading.Ends(view.Value, operation);
    }

    private async Task<RunError?> AnswerAsync(Output output)
    {
        if (output.File || output.Rows is RowSource.File)
        {
            if (scene.File is not { } file)
                return new RunError(ErrorClass.Drift, "the steps took no file");
            return output.File ? null : await paging.ReadFileAsync(file);
        }

        if (output.Record is null)
            return output.Rows is null ? await EndAsync() : await paging.ReadAsync();
        RunError? last = null;
        var found = await play.Waiting.UntilAsync<Row>(scene.Patience(null), view =>
        {
            if (operation.Kind == OperationKind.Pull && play.Reading.Ends(view, operation) is { } ended)
                return Task.FromResult<Fallible<Row>?>(ended);
            var row = Extractor.Record(output, view);
            last = row.Error;
            return Task.FromResult<Fallible<Row>?>(row.Failed && row.Error.Class != ErrorClass.AdapterBug ? null : (Fallible<Row>?)row);
        });
        if (found is not { Failed: false } done)
            return found?.Error ?? last;
        record = done.Value;
        if (scene.Notes is { } notes)
            await tell(notes.Over(AnswerPlace.Of(1), StepEnd.Done, AnswerPlace.Record));
        return null;
    }
}
