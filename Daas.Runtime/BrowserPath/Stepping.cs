using System.Text.Json;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.Judging;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>Does the steps of a script, one after another.</summary>
internal sealed class Stepping(Scene scene, Locating locating, Waiting waiting, Reading reading)
{
    private readonly Acts acts = new(scene, locating, waiting, reading);
    private string prefix = "";
    private int index;
    private bool missed;

    /// <summary>Told before each step.</summary>
    public Func<int, int, Step, ValueTask> Tell { get; init; } = (_, _, _) => ValueTask.CompletedTask;

    /// <summary>In which part of the script the steps are.</summary>
    public StepPart Part { get; init; } = StepPart.Operation;

    /// <summary>Told after each step; null when nobody wants to know.</summary>
    public Func<RunEvent.Stepped, ValueTask>? Over { get; init; }

    /// <summary>Awaited right before the commit step.</summary>
    public Func<Task> Committing { get; init; } = () => Task.CompletedTask;

    /// <summary>After each step that acted: an error, or an end that the page itself gave, ends the steps.</summary>
    public Func<Step, Task<RunError?>> Done { get; init; } = _ => Task.FromResult<RunError?>(null);

    /// <summary>The step under way; names it in errors.</summary>
    public Step? Current { get; private set; }

    /// <summary>Which one that is; null between steps.</summary>
    public StepPlace? Place => Current is null ? null : new StepPlace(Part, $"{prefix}{index + 1}", Current.Line);

    public async Task<RunError?> DoAsync(IReadOnlyList<Step> steps)
    {
        var around = prefix;
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            if (step is Step.Answer)
                continue;
            if (IsLeftOut(step))
            {
                var left = new StepPlace(Part, $"{around}{i + 1}", step.Line);
                if (Over is not null)
                    await Over(new RunEvent.Stepped(left, StepEnd.LeftOut, StepText.Describe(step, scene.Values), default));
                continue;
            }

            (Current, prefix, index) = (step, around, i);
            await Tell(i + 1, steps.Count, step);
            // Answers to dialogs stand behind what opens them.
            var answers = steps.Skip(i + 1).TakeWhile(s => s is Step.Answer).Cast<Step.Answer>();
            if (await (Over is null ? DoAsync(step, answers) : NotedAsync(step, answers)) is { } error)
                return error;
        }

        (Current, prefix) = (null, around);
        return null;
    }

    private async Task<RunError?> NotedAsync(Step step, IEnumerable<Step.Answer> answers)
    {
        var (outer, notes, place) = (scene.Notes, new StepNotes(scene.Time), Place!);
        scene.Notes = notes;
        missed = false;
        var error = await DoAsync(step, answers);
        scene.Notes = outer;
        await Over!(notes.Over(
            place, error is not null ? StepEnd.Failed : missed ? StepEnd.Missed : StepEnd.Done, StepText.Describe(step, scene.Values), error));
        return error;
    }

    private async Task<RunError?> DoAsync(Step step, IEnumerable<Step.Answer> answers)
    {
        if (step.Commit)
        {
            // Only a step that can be done now is noted as one that may have saved.
            if (TargetOf(step) is { } target
                && (await locating.ActAsync(target.Locator, target.Hint, "isThere", [], scene.Patience(step), step.Line)).Error is { } missing)
                return missing;
            await Committing();
            scene.Mark();
            scene.Committed = true;
            foreach (var window in scene.Windows.All)
                window.Traffic.Sent = false;
        }

        scene.Dialogs.Arm(answers);
        if (step is not (Step.WaitFor or Step.Read))
            scene.Mark();
        var error = await OneAsync(step);
        missed = error is { Class: ErrorClass.Drift } && step is { Optional: true, Commit: false };
        if (missed)
            error = null;
        error ??= await WaitedAsync(WaitedFor.Dialog, scene.Dialogs.FinishAsync(scene.Patience(step)), "");
        if (error is null && step.Causes.Count > 0)
            error = await WaitedAsync(WaitedFor.Cause, CausedAsync(step), string.Join(", ", step.Causes));
        return error ?? await Done(step);
    }

    private async Task<T> WaitedAsync<T>(WaitedFor what, Task<T> waiting, string text)
    {
        if (scene.Notes is not { } notes)
            return await waiting;
        var began = scene.Time.GetTimestamp();
        var end = await waiting;
        notes.Waited(what, began, text);
        return end;
    }

    /// <summary>Goes to an address and waits until it is there.</summary>
    public async Task<RunError?> OpenAsync(string address, TimeSpan patience)
    {
        var url = SystemAddress.Of(address, scene.Url, scene.Adapter);
        var window = scene.Window;
        JsonElement reply;
        try
        {
            var sending = window.NavigateAsync(url.AbsoluteUri);
            var stuck = scene.Time.GetTimestamp();
            while (!sending.IsCompleted && scene.Time.GetElapsedTime(stuck) < patience)
                await Task.WhenAny(sending, Task.Delay(100, scene.Ct));
            if (!sending.IsCompleted)
            {
                // A window that is on its way answers nothing.
                await window.SendAsync("Page.stopLoading", [], scene.Ct);
                return new RunError(ErrorClass.Timeout, $"{url} did not answer within {patience.TotalSeconds:0} s");
            }

            reply = await sending;
            scene.Notes?.Waited(WaitedFor.Answers, stuck, StepNotes.Address(url));
        }
        catch (PlaywrightException e) when (Window.IsGone(e))
        {
            return new RunError(ErrorClass.Drift, "the window was closed by its page");
        }

        if (reply.TryGetProperty("errorText", out var failure) && failure.GetString() is { Length: > 0 } text && text != "net::ERR_ABORTED")
            return Waiting.Unreached(text, window, url.AbsoluteUri);
        return await waiting.SettleAsync(window, patience, opening: true);
    }

    private async Task<RunError?> OneAsync(Step step)
    {
        var patience = scene.Patience(step);
        switch (step)
        {
            case Step.Open open:
                return await OpenAsync(open.Url.FillAddress(scene.Values, scene.Charset)!, patience);

            case Step.Fill fill:
                return await acts.FillAsync(fill, patience);

            case Step.Choose choose:
                return await acts.ChooseAsync(choose, patience);

            case Step.Check check:
                return await acts.CheckAsync(check, patience);

            case Step.Click click:
                return await acts.ClickAsync(click, patience);

            case Step.Press press:
                return await acts.PressAsync(press, patience);

            case Step.Hover hover:
                return await acts.HoverAsync(hover, patience);

            case Step.Upload upload:
                return await acts.UploadAsync(upload, patience);

            case Step.Download download:
                return await DownloadAsync(download, patience);

            case Step.InWindow inWindow:
                return await InWindowAsync(inWindow, patience);

            case Step.WaitFor waitFor:
                return await WaitedAsync(WaitedFor.Sign, acts.WaitForAsync(waitFor, patience), $"{(waitFor.Gone ? "until gone: " : "")}{waitFor.Sign}");

            case Step.Read read:
                return await acts.ReadAsync(read, patience);

            case Step.Evaluate evaluate:
                return await acts.EvaluateAsync(evaluate, patience);

            case Step.Answer:
                return null;

            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, null);
        }
    }

    /// <summary>Waits until what the step causes later than at once has come: before that the page still shows what it did.</summary>
    private async Task<RunError?> CausedAsync(Step step)
    {
        var (window, patience) = (scene.Window, scene.Patience(step));
        var (began, glanced) = (scene.Time.GetTimestamp(), scene.Time.GetTimestamp());
        while (!window.IsClosed)
        {
            var changed = window.Traffic.Changed;
            var came = window.Came.ToList();
            // Each answers for one: two alike are waited for twice.
            var missing = step.Causes.FirstOrDefault(c => came.FindIndex(a => Uri.TryCreate(a.Url, UriKind.Absolute, out var url) && c.Is(a.Method, url)) is var at
                && (at < 0 || !Take(came, at)));
            if (missing is null)
                return await waiting.SettleAsync(window, patience);
            if (scene.Time.GetElapsedTime(began) > patience)
                return new RunError(ErrorClass.Drift, $"when it was recorded, the step made the page ask for {missing}; that did not come within {patience.TotalSeconds:0} s");
            if (scene.Time.GetElapsedTime(glanced) > TimeSpan.FromSeconds(1))
            {
                if (await locating.Glance() is { } told)
                    return told;
                glanced = scene.Time.GetTimestamp();
            }

            await Task.WhenAny(changed, Task.Delay(100, scene.Ct));
            scene.Ct.ThrowIfCancellationRequested();
        }

        return null;

        static bool Take(List<(string Method, string Url)> came, int at)
        {
            came.RemoveAt(at);
            return true;
        }
    }

    private async Task<RunError?> DownloadAsync(Step.Download download, TimeSpan patience)
    {
        var window = scene.Window;
        scene.Downloads.Arm();
        var error = download.Target is { } target
            ? await acts.ActAsync(target, "download", "click", [], download, patience)
            : await OpenAsync(download.Url!.FillAddress(scene.Values, scene.Charset)!, patience);
        if (error is { Class: not ErrorClass.Timeout })
            return error;
        var taken = await WaitedAsync(WaitedFor.File, scene.Downloads.TakeAsync(window, patience, waiting), "");
        if (taken.Failed)
            return taken.Error;
        scene.File = taken.Value;
        return null;
    }

    private async Task<RunError?> InWindowAsync(Step.InWindow inWindow, TimeSpan patience)
    {
        var opener = scene.Window;
        var began = scene.Time.GetTimestamp();
        while (true)
        {
            foreach (var page in scene.Windows.Opened.Reverse().Append(opener.Page))
            {
                if (page == opener.Page && inWindow.Has is null)
                    continue;
                var window = await scene.Windows.AttachAsync(page);
                if (await waiting.SettleAsync(window, patience) is { } unsettled)
                    return unsettled;
                if (inWindow.Has is { } sign)
                {
                    var view = await scene.Windows.InAsync(window, () => waiting.ViewAsync(window));
                    if (view.Failed || reading.Find(sign, view.Value) is null)
                        continue;
                }

                scene.Notes?.Waited(WaitedFor.Window, began, "");
                var (at, outer) = (index, prefix);
                prefix = $"{outer}{at + 1}.";
                if (await scene.Windows.InAsync(window, () => DoAsync(inWindow.Steps)) is { } error)
                    return error;
                (Current, prefix, index) = (inWindow, outer, at);
                // What the window did to its opener (a field written, a post) is its consequence too.
                return await waiting.SettleAsync(opener, patience);
            }

            if (scene.Time.GetElapsedTime(began) > patience)
                return new RunError(ErrorClass.Drift, scene.Windows.Opened.Count == 0
                    ? "no window opened" : $"no window shows {inWindow.Has}; {scene.Windows.Opened.Count} are open");
            await Task.Delay(25, scene.Ct);
        }
    }

    private static (Locator Locator, string Hint)? TargetOf(Step step) => step switch
    {
        Step.Click click => (click.Target, "click"),
        Step.Fill fill => (fill.Field, "fill"),
        Step.Choose choose => (choose.Field, "choose"),
        Step.Check check => (check.Box, "check"),
        Step.Press { In: { } target } => (target, "any"),
        Step.Hover hover => (hover.Target, "hover"),
        Step.Upload upload => (upload.Field, "upload"),
        Step.Download { Target: { } target } => (target, "download"),
        _ => null,
    };

    private bool IsLeftOut(Step step)
    {
        if (step.When is { } when && !scene.Values.Has(when) && !scene.Files.ContainsKey(when))
            return true;
        var value = step switch
        {
            Step.Fill fill => fill.With,
            Step.Choose choose => choose.Option,
            Step.Check check => check.To,
            Step.Download download => download.Url,
            _ => null,
        };
        if (step is Step.Upload upload)
            return !scene.Files.ContainsKey(upload.File);
        return value is { IsLiteral: false } && !value.References.Any(scene.Values.Has);
    }
}
