using Daas.Core.Runs;
using Daas.Core.Steps;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>
/// Answers dialogs while a step is under way. Alerts are accepted and their texts kept for signs; a confirm or prompt that no answer step
/// foresees is dismissed and ends the run.
/// </summary>
internal sealed class Dialogs(Scene scene)
{
    private const int MostInOneStep = 20;

    private readonly Lock sync = new();
    private readonly List<string> texts = [];
    private readonly Queue<Step.Answer> armed = [];
    private IBrowserContext? context;
    private int shown;
    private int sinceArmed;
    private RunError? unforeseen;

    /// <summary>Texts since the last act; past the commit, since the commit.</summary>
    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (sync)
                return [.. texts];
        }
    }

    public int Count
    {
        get
        {
            lock (sync)
                return texts.Count;
        }
    }

    public void Listen(IBrowserContext browserContext)
    {
        context = browserContext;
        context.Dialog += OnDialog;
    }

    public void Detach()
    {
        if (context is not null)
            context.Dialog -= OnDialog;
    }

    public void Mark()
    {
        lock (sync)
        {
            shown = 0;
            if (!scene.Committed)
                texts.Clear();
        }
    }

    /// <summary>From here on dialogs are answered so, in this order.</summary>
    public void Arm(IEnumerable<Step.Answer> answers)
    {
        lock (sync)
        {
            armed.Clear();
            foreach (var answer in answers)
                armed.Enqueue(answer);
            sinceArmed = 0;
            unforeseen = null;
        }
    }

    /// <summary>After a step: waits for dialogs that are still to come; an error when one was not foreseen, or a foreseen one did not show.</summary>
    public async Task<RunError?> FinishAsync(TimeSpan patience)
    {
        var began = scene.Time.GetTimestamp();
        while (true)
        {
            Step.Answer? missing;
            lock (sync)
            {
                if (unforeseen is not null)
                    return unforeseen;
                // An alert that stood in for a plain "accept" has been accepted anyway.
                while (armed.TryPeek(out missing) && (missing.Optional || (missing is { Says: null, Accept: true } && sinceArmed > 0)))
                    armed.Dequeue();
                if (missing is null || armed.Count == 0)
                    return null;
            }

            if (scene.Time.GetElapsedTime(began) > patience)
                return new RunError(ErrorClass.Drift, $"no dialog{(missing.Says is { } says ? $" that says '{says}'" : "")} was shown");
            await Task.Delay(20, scene.Ct);
        }
    }

    private void OnDialog(object? sender, IDialog dialog)
    {
        _ = AnswerAsync(dialog);
    }

    private async Task AnswerAsync(IDialog dialog)
    {
        try
        {
            var (accept, with) = Decide(dialog.Type, dialog.Message);
            if (accept is null)
                return;
            await (accept.Value ? dialog.AcceptAsync(with) : dialog.DismissAsync());
        }
        catch (PlaywrightException)
        {
            // The window closed under its dialog.
        }
    }

    private (bool? Accept, string? With) Decide(string type, string message)
    {
        lock (sync)
        {
            if (type == DialogType.BeforeUnload)
                return (true, null);
            texts.Add(message);
            sinceArmed++;
            if (++shown > MostInOneStep)
            {
                scene.Stop(new RunError(ErrorClass.ResponseLimit, $"the page showed more than {MostInOneStep} dialogs in one step; the last said '{message}'"));
                return (null, null);
            }

            var folded = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (armed.TryPeek(out var answer))
            {
                var says = answer.Says?.Find(folded, scene.Values) is not null;
                var meant = type == DialogType.Alert ? says || answer is { Says: null, As: not null } : says || answer.Says is null;
                if (meant)
                {
                    armed.Dequeue();
                    if (answer.As is { } name)
                        scene.Values[name] = message;
                    return (answer.Accept, answer.With?.Fill(scene.Values));
                }
            }

            if (type == DialogType.Alert)
                return (true, null);
            unforeseen ??= new RunError(ErrorClass.Drift, answer?.Says is { } expected
                ? $"a {type} said '{message}' where the script expects '{expected}'; it was dismissed"
                : $"a {type} that the script does not answer said '{message}'; it was dismissed")
            { Reason = message };
            return (false, null);
        }
    }
}
