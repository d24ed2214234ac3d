using System.Text.RegularExpressions;
using Daas.Core.Adapters.Grammar;
using Daas.Core.Steps;
using Daas.Core.Words;

namespace Daas.Core.Adapters.Checks;

/// <summary>What must hold among the steps of one list beyond their grammar.</summary>
internal static partial class StepChecks
{
    public static IEnumerable<Step> All(IEnumerable<Step> steps) =>
        steps.SelectMany(s => s is Step.InWindow window ? All(window.Steps).Prepend(s) : [s]);

    /// <param name="steps">In order.</param>
    /// <param name="reading">Takes the problems.</param>
    /// <param name="names">What may be referred to; the names that steps keep are added.</param>
    /// <param name="inputs">Names a <c>when</c> may have.</param>
    public static void Check(IReadOnlyList<Step> steps, Reading reading, References names, IReadOnlyCollection<string> inputs)
    {
        Step? before = null;
        foreach (var step in steps)
        {
            if (step.When is { } when)
            {
                names.Use(when);
                if (!inputs.Contains(when))
                    reading.Error(step, $"'when' names an input; there is none called '{when}'", "when", Nearest.Find(when, inputs));
            }

            if (step.Commit && step is (Step.WaitFor or Step.Read or Step.Hover))
                reading.Error(step, "this step changes nothing in the old system and cannot be the commit", "commit");
            if (step.Causes.Count > 0 && step is (Step.WaitFor or Step.Read or Step.Answer or Step.InWindow))
                reading.Error(step, "this step does nothing in the page; 'causes' belongs to the step before", "causes");
            CheckOne(step, before, reading, names, inputs);
            before = step;
        }
    }

    private static void CheckOne(Step step, Step? before, Reading reading, References names, IReadOnlyCollection<string> inputs)
    {
        switch (step)
        {
            case Step.Open open:
                names.Check(open.Url);
                break;
            case Step.Fill fill:
                names.CheckLocator(fill.Field);
                names.Check(fill.With);
                if (fill.With is { IsLiteral: true, Source.Length: > 0 } && PasswordWords.On(fill.Field))
                    reading.Error(fill.With, "a password must not stand in a script; use ${credential.password} in sign-in steps, or an input");
                break;
            case Step.Choose choose:
                names.CheckLocator(choose.Field);
                names.Check(choose.Option);
                names.CheckLocator(choose.From);
                break;
            case Step.Check check:
                names.CheckLocator(check.Box);
                names.Check(check.To);
                if (check.To is { IsLiteral: true, Source: not ("true" or "false") })
                    reading.Error(check, $"'to' is true or false, not '{check.To}'", "to");
                break;
            case Step.Click click:
                names.CheckLocator(click.Target);
                break;
            case Step.Press press:
                names.CheckLocator(press.In);
                if (!KeyForm().IsMatch(press.Key))
                    reading.Error(press, $"'{press.Key}' is not a key such as Enter or Control+A", "press");
                break;
            case Step.Hover hover:
                names.CheckLocator(hover.Target);
                break;
            case Step.Upload upload:
                names.CheckLocator(upload.Field);
                names.Use(upload.File);
                if (!names.Inputs.TryGetValue(upload.File, out var file))
                    reading.Error(upload, $"'file' names an input of type file; there is none called '{upload.File}'",
                        "file", Nearest.Find(upload.File, names.Inputs.Keys));
                else if (file.Type != ParameterType.File)
                    reading.Error(upload, $"input '{upload.File}' is not of type file", "file");
                break;
            case Step.Download download:
                names.CheckLocator(download.Target);
                names.Check(download.Url);
                break;
            case Step.Answer answer:
                names.CheckMatch(answer.Says);
                names.Check(answer.With);
                if (before is null or Step.WaitFor or Step.Read)
                    reading.Error(answer, "answer belongs right behind the step that causes the dialog", "answer");
                if (answer is { Accept: false, With: not null })
                    reading.Error(answer, "a dismissed prompt takes no text", "with");
                Keep(answer.As, answer);
                break;
            case Step.InWindow window:
                names.CheckSign(window.Has);
                Check(window.Steps, reading, names, inputs);
                break;
            case Step.WaitFor wait:
                names.CheckSign(wait.Sign);
                break;
            case Step.Read read:
                names.CheckLocator(read.Target);
                Keep(read.As, read);
                break;
            case Step.Evaluate evaluate:
                names.CheckWay(evaluate.Frame);
                foreach (var input in inputs.Where(i => evaluate.Script.Contains(i, StringComparison.Ordinal)))
                    names.Use(input);
                Keep(evaluate.As, evaluate);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, null);
        }

        void Keep(string? name, Step at)
        {
            if (name is null)
                return;
            if (names.Inputs.ContainsKey(name) || name is "page" or "offset" or "credential")
                reading.Error(at, $"'{name}' is taken; keep the text under another name", "as");
            else
                names.Keep(name);
        }
    }

    [GeneratedRegex(@"^((Control|Shift|Alt|Meta|ControlOrMeta)\+)*([A-Z][A-Za-z0-9]+|\S)$")]
    private static partial Regex KeyForm();
}
