using Daas.Core.Adapters.Checks;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Review;

/// <summary>Notes the differences of single things.</summary>
/// <param name="changes">Takes them.</param>
internal sealed class Telling(List<DraftChange> changes)
{
    public void Property(ChangeSubject subject, string name, string? property, string? before, string? after)
    {
        if (before != after)
            changes.Add(new DraftChange(subject, Kind(before, after), name, property, before, after));
    }

    public void Set(ChangeSubject subject, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        changes.AddRange(after.Except(before).Select(a => new DraftChange(subject, ChangeKind.Added, a, null, null, a)));
        changes.AddRange(before.Except(after).Select(b => new DraftChange(subject, ChangeKind.Removed, b, null, b, null)));
    }

    /// <summary>Things with a name; what has another name, and is the same otherwise, was renamed.</summary>
    public void Each<T>(
        ChangeSubject subject,
        IReadOnlyList<T> before,
        IReadOnlyList<T> after,
        Func<T, string> name,
        Func<T, IEnumerable<(string Property, string? Value)>> properties)
    {
        var gone = before.Where(b => after.All(a => name(a) != name(b))).ToList();
        foreach (var item in after)
        {
            var was = before.FirstOrDefault(b => name(b) == name(item));
            if (was is null && gone.Find(g => properties(g).SequenceEqual(properties(item))) is { } renamed)
            {
                gone.Remove(renamed);
                changes.Add(new DraftChange(subject, ChangeKind.Changed, name(item), "name", name(renamed), name(item)));
            }
            else if (was is null)
            {
                changes.Add(new DraftChange(subject, ChangeKind.Added, name(item), null, null, name(item)));
            }
            else
            {
                foreach (var ((property, old), (_, now)) in properties(was).Zip(properties(item)))
                    Property(subject, name(item), property, old, now);
            }
        }

        changes.AddRange(gone.Select(g => new DraftChange(subject, ChangeKind.Removed, name(g), null, name(g), null)));
        var kept = before.Select(name).Where(n => after.Any(a => name(a) == n)).ToList();
        var order = after.Select(name).Where(kept.Contains).ToList();
        if (!order.SequenceEqual(kept))
            changes.Add(new DraftChange(subject, ChangeKind.Changed, "", "order", string.Join(", ", kept), string.Join(", ", order)));
    }

    public void Steps(ChangeSubject subject, IReadOnlyList<Step> before, IReadOnlyList<Step> after)
    {
        var (old, now) = (StepChecks.All(before).ToList(), StepChecks.All(after).ToList());
        foreach (var (first, second) in Alignment.Of(old, now, (a, b) => StepText.Describe(a) == StepText.Describe(b)))
        {
            var (was, step) = (first is { } f ? old[f] : null, second is { } s ? now[s] : null);
            // Steps inside a window are compared one by one.
            if (was is null || step is null || (!was.Equals(step) && step is not Step.InWindow))
            {
                var text = StepText.Describe(step ?? was!);
                changes.Add(new DraftChange(subject, was is null ? ChangeKind.Added : step is null ? ChangeKind.Removed : ChangeKind.Changed, text,
                    was is null || step is null ? null : "how", was is null ? null : text, step is null ? null : text));
            }
        }
    }

    private static ChangeKind Kind(string? before, string? after) =>
        before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed;
}
