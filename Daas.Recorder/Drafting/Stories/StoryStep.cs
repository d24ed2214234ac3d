using Daas.Core.Adapters;
using Daas.Core.Adapters.Checks;
using Daas.Core.Steps;
using Daas.Recorder.Drafting.Correcting;
using Daas.Recorder.Evidence;

namespace Daas.Recorder.Drafting.Stories;

/// <summary>A step of the script.</summary>
/// <param name="Operation">Whose it is; null: of signing in.</param>
/// <param name="Place">Its place among all steps of that, those inside windows behind the step that goes there.</param>
/// <param name="Step">The step.</param>
public sealed record StoryStep(string? Operation, int Place, Step Step)
{
    /// <summary>In plain English; with <see cref="Place"/> what a correction names it by.</summary>
    public string Text => StepText.Describe(Step);

    /// <summary>How its element is found: the first way is the chosen one, a further one is taken where those before find nothing. Null when it has none.</summary>
    public Locator? Locator => LocatedSteps.In([Step]).Select(s => s.Locator).FirstOrDefault();

    /// <summary>The first input that it refers to; null when it refers to none.</summary>
    public string? Input { get; init; }

    /// <summary>The text that it puts in, where it is always the same, and could be given by the caller; null when there is none.</summary>
    public string? Constant => Step switch
    {
        Step.Fill { With.IsLiteral: true } fill => fill.With.Fill(TemplateValues.None),
        Step.Choose { Option.IsLiteral: true } choose => choose.Option.Fill(TemplateValues.None),
        Step.Check { To.IsLiteral: true } check => check.To.Source,
        Step.Answer { With: { IsLiteral: true } with } => with.Fill(TemplateValues.None),
        _ => null,
    };

    /// <summary>Those of signing in, of the operation, and of the list by which it is read back, by index of the recorded action.</summary>
    internal static Dictionary<int, List<StoryStep>> Of(Draft draft, Operation operation)
    {
        var found = new Dictionary<int, List<StoryStep>>();
        foreach (var (owner, actions) in draft.Origins)
        {
            var script = owner is null ? null : draft.Adapter.Find(owner);
            if (owner is not null && owner != operation.Id && owner != operation.Verify?.Operation)
                continue;
            var steps = StepChecks.All(owner is null ? draft.Adapter.SignIn?.Steps ?? [] : script?.Steps ?? []).ToList();
            if (steps.Count != actions.Count)
                continue;
            for (var i = 0; i < steps.Count; i++)
            {
                if (actions[i] is not { } action)
                    continue;
                if (!found.TryGetValue(action, out var list))
                    found[action] = list = [];
                list.Add(new StoryStep(owner, i, steps[i]) { Input = InputOf(steps[i], script) });
            }
        }

        return found;
    }

    private static string? InputOf(Step step, Operation? operation)
    {
        if (operation is null)
            return null;
        if (step is Step.Upload upload)
            return upload.File;
        var put = step switch
        {
            Step.Fill fill => fill.With,
            Step.Choose choose => choose.Option,
            Step.Check check => check.To,
            Step.Answer answer => answer.With,
            Step.Open open => open.Url,
            _ => null,
        };
        var names = put?.References.ToList() ?? [];
        if (names.Count == 0)
        {
            new TemplateChange((template, _) =>
            {
                names.AddRange(template.References);
                return template;
            }, name => name).Of(step is Step.InWindow window ? window with { Steps = [] } : step);
        }

        return names.Find(n => operation.Input.Any(i => i.Name == n));
    }
}
