using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Judging;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>One script played in one place: its scene, and the guard that turns whatever ends it early into a classed error.</summary>
internal sealed class Play : IDisposable
{
    private readonly BrowserPlace place;
    private readonly Operation? operation;
    private readonly CancellationTokenSource linked;
    private readonly CancellationToken caller;
    private readonly ILogger logger;
    private bool begun;

    public Play(BrowserPlace place, Adapter adapter, Uri url, TemplateValues values, Operation? operation, TimeProvider time, ILogger logger, CancellationToken ct)
    {
        this.place = place;
        this.operation = operation;
        this.logger = logger;
        caller = ct;
        linked = CancellationTokenSource.CreateLinkedTokenSource(ct, place.Lost);
        Scene = new Scene(adapter, url, values, time, linked.Token);
        Reading = new Reading(adapter, values, operation is null || Reading.IsAboutPasswords(operation));
        Waiting = new Waiting(Scene, new Viewing(Scene));
        Locating = new Locating(Scene, logger);
    }

    public Scene Scene { get; }

    public Reading Reading { get; }

    public Waiting Waiting { get; }

    public Locating Locating { get; }

    public IReadOnlyDictionary<string, FileContent> Files
    {
        init => Scene.Files = value;
    }

    /// <summary>The stepping under way, for the step's name in errors.</summary>
    public Stepping? Stepping { get; set; }

    /// <summary>True when the page does not answer: it cannot be asked anything any more.</summary>
    public bool Stuck { get; private set; }

    public string File => operation is null ? "system.yaml" : $"{operation.Id}.yaml";

    /// <summary>Begins in the place, does the work, and lets go of the place.</summary>
    /// <exception cref="PlaywrightException">The page died before the commit.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the run, or its place was lost, before the commit.</exception>
    public async Task<RunError?> GuardAsync(Func<Task<RunError?>> work)
    {
        RunError? error;
        try
        {
            await Scene.Windows.BeginAsync(place.Page);
            begun = true;
            error = await work();
            if (error is not null && !Scene.Window.Page.IsClosed)
                error = await ExplainedAsync(error);
        }
        catch (WindowStuckException e)
        {
            Abandon();
            error = Scene.Trouble ?? new RunError(ErrorClass.Timeout, e.Message);
        }
        catch (OperationCanceledException) when (Scene.Ct.IsCancellationRequested)
        {
            error = Stopped();
        }
        catch (PlaywrightException e) when (place.Lost.IsCancellationRequested || Window.IsGone(e) || Scene.Trouble is not null)
        {
            Abandon();
            if (Scene.Trouble is null && !Scene.Committed)
                throw;
            error = Scene.Trouble ?? new RunError(ErrorClass.AdapterBug, "the browser ended under the run");
        }

        return error is null || Stepping?.Current is not { } step ? error
            : error with { Step = error.Step ?? $"{StepText.Describe(step)} ({File}:{step.Line})", Place = error.Place ?? Stepping.Place };
    }

    /// <summary>Null when no picture can or may be taken.</summary>
    public async Task<byte[]?> PictureAsync() => !begun || Stuck ? null : await Pictures.TakeAsync(Scene.Window);

    /// <summary>What the page says by itself while a step waits for something.</summary>
    public async Task<RunError?> GlanceAsync()
    {
        if (operation is null || Scene.Committed)
            return null;
        var view = await Waiting.ViewAsync(Scene.Window);
        return view.Failed ? null : Reading.Ends(view.Value, operation);
    }

    public void Dispose()
    {
        if (begun)
            Scene.Windows.Detach();
        Scene.Dispose();
        linked.Dispose();
    }

    private async Task<RunError> ExplainedAsync(RunError error)
    {
        var view = await Waiting.ViewAsync(Scene.Window);
        if (view.Failed)
            return view.Error.Class == ErrorClass.ResponseLimit ? view.Error : error;
        return Scene.Committed ? error : Reading.Explained(error, view.Value, Failure(), operation);
    }

    private RunError? Failure() => Scene.Window.Traffic.Failure is { } failure ? Waiting.Unreached(failure, Scene.Window) : null;

    private RunError Stopped()
    {
        if (Scene.Trouble is { } trouble)
        {
            Abandon();
            return trouble;
        }

        // Whatever the page is doing, it does not do it for this run any more.
        place.Discard();
        if (place.Lost.IsCancellationRequested || caller.IsCancellationRequested)
        {
            if (!Scene.Committed)
                throw new OperationCanceledException(caller);
            return new RunError(ErrorClass.Cancelled, place.Lost.IsCancellationRequested ? "the browser ended under the run" : "the run was stopped");
        }

        return new RunError(ErrorClass.Timeout, $"the run took longer than {Scene.Adapter.Limits.RunSeconds} s");
    }

    private void Abandon()
    {
        Stuck = true;
        place.Discard();
        Log.PageAbandoned(logger, Scene.Adapter.Id, operation?.Id ?? "sign-in");
        _ = CloseAsync();
    }

    private async Task CloseAsync()
    {
        try
        {
            await place.Page.CloseAsync(new() { RunBeforeUnload = false });
        }
        catch (PlaywrightException)
        {
            // Gone already.
        }
    }
}
