using Daas.Core.Adapters.Checks;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>Steps by their place among all, those inside windows behind the step that goes there.</summary>
internal static class StepPlaces
{
    /// <summary>The step that was meant: at its place, or the only one that is told so.</summary>
    /// <returns>Why there is none; null when there is.</returns>
    public static string? Find(OpenDraft at, int place, string text, out Step step)
    {
        var all = StepChecks.All(at.Operation.Steps).ToList();
        var told = all.Where(s => StepText.Describe(s) == text).ToList();
        var found = place >= 0 && place < all.Count && told.Contains(all[place], ReferenceEqualityComparer.Instance) ? all[place]
            : told is [var only] ? only : null;
        step = found!;
        return found is not null ? null
            : told.Count == 0 ? $"there is no step '{text}' any more"
            : $"several steps are '{text}', and which is meant is not clear any more";
    }

    /// <summary>The actions of all steps.</summary>
    public static IReadOnlyList<int?> Origins(OpenDraft at)
    {
        var count = StepChecks.All(at.Operation.Steps).Count();
        return at.Draft.Origins.FirstOrDefault(o => o.Operation == at.Id) is { } known && known.Actions.Count == count ? known.Actions : new int?[count];
    }

    /// <summary>With other steps in place of some; each goes on being made of what it was made of.</summary>
    /// <param name="at">The draft.</param>
    /// <param name="changed">What comes in place of a step; null leaves it out.</param>
    public static OpenDraft With(OpenDraft at, IReadOnlyDictionary<Step, Step?> changed)
    {
        var origins = new Dictionary<Step, int?>(ReferenceEqualityComparer.Instance);
        foreach (var (step, origin) in StepChecks.All(at.Operation.Steps).Zip(Origins(at)))
        {
            origins[step] = origin;
            if (changed.GetValueOrDefault(step) is { } other)
                origins[other] = origin;
        }

        var steps = Put(at.Operation.Steps);
        return at.With(steps, [.. StepChecks.All(steps).Select(s => origins.GetValueOrDefault(s))]);

        List<Step> Put(IEnumerable<Step> list) =>
        [
            .. list.Select(s => changed.TryGetValue(s, out var other) ? other : s is Step.InWindow window ? window with { Steps = Put(window.Steps) } : s)
                .Where(s => s is not (null or Step.InWindow { Steps.Count: 0 })).Select(s => s!),
        ];
    }

    /// <summary>The list that has the step itself.</summary>
    public static IReadOnlyList<Step> ListOf(IReadOnlyList<Step> steps, Step step) => steps.Contains(step, ReferenceEqualityComparer.Instance) ? steps
        : steps.OfType<Step.InWindow>().Select(w => ListOf(w.Steps, step)).FirstOrDefault(l => l.Count > 0) ?? [];

    /// <summary>For each step of a list the place that it had in another; null for one that is new.</summary>
    public static IEnumerable<int?> Kept(IReadOnlyList<Step> before, IReadOnlyList<Step> after) =>
        Alignment.Of(before, after, (a, b) => a.GetType() == b.GetType() && StepText.Describe(a) == StepText.Describe(b))
            .Where(p => p.Second is not null).Select(p => p.First);
}
