using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Deriving;
using Demonstration = Daas.Recorder.Recordings.Recording;

namespace Daas.Benchmarks.Proofs;

/// <summary>What is made of a desk's recordings, with no hand in between: the script, its plain requests, and why an operation has none.</summary>
/// <param name="Adapter">With what was typed for examples.</param>
/// <param name="WhyNot">By operation; null where there are plain requests.</param>
/// <param name="Demonstrated">By operation, the inputs of its demonstrations, the first one's first.</param>
/// <param name="WhyNoSignIn">Why signing in is left to the browser; null when it is not.</param>
internal sealed record DraftedDesk(
    Adapter Adapter,
    IReadOnlyDictionary<string, string?> WhyNot,
    IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Demonstrated,
    string? WhyNoSignIn)
{
    /// <summary>Calls of a benchmark are many: what limits spare is not what is measured.</summary>
    private const int PerMinute = 6000;

    public static DraftedDesk Of(RecordedDesk desk)
    {
        Adapter? adapter = null;
        var from = new Dictionary<string, RecordedDesk.Shown>(StringComparer.Ordinal);
        foreach (var shown in desk.Operations)
        {
            var drafted = Drafter.Draft(shown.First, shown.Second, adapter, new DraftNames(desk.Adapter, shown.Operation)).Adapter;
            foreach (var operation in drafted.Operations.Where(o => adapter?.Operations.Contains(o) != true))
                from[operation.Id] = shown;
            adapter = drafted;
        }

        var whole = adapter! with { Limits = adapter.Limits with { PerMinute = PerMinute } };
        var whyNoSignIn = "no recording shows it";
        if (desk.Operations.FirstOrDefault(o => !o.First.SignedIn)?.First is { } signing)
        {
            var derived = Derivation.OfSignIn(whole, signing);
            whyNoSignIn = derived.Script is null ? derived.WhyNot[0] : null;
            if (derived.Script is { } script)
                whole = whole with { SignIn = whole.SignIn! with { Http = script } };
        }

        var whyNot = new Dictionary<string, string?>(StringComparer.Ordinal);
        var demonstrated = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>(StringComparer.Ordinal);
        foreach (var operation in whole.Operations)
        {
            var (first, second) = (from[operation.Id].First, from[operation.Id].Second);
            var derived = Derivation.Of(whole, operation.Id, first, second);
            whyNot[operation.Id] = derived.Script is null ? derived.WhyNot[0] : null;
            whole = Derivation.With(whole, operation.Id, derived.Script);
            demonstrated[operation.Id] = [Examples(operation), .. second is null ? [] : (IReadOnlyDictionary<string, string>[])[Again(desk, operation, from[operation.Id], second)]];
        }

        return new DraftedDesk(whole, whyNot, demonstrated, whyNoSignIn);
    }

    /// <summary>What the second demonstration typed where the first has inputs.</summary>
    private static Dictionary<string, string> Again(RecordedDesk desk, Operation operation, RecordedDesk.Shown shown, Demonstration second)
    {
        var alone = Drafter.Draft(second, null, null, new DraftNames(desk.Adapter, shown.Operation)).Adapter.Find(operation.Id);
        return alone is null ? [] : Examples(alone).Where(e => operation.Input.Any(p => p.Name == e.Key)).ToDictionary();
    }

    private static Dictionary<string, string> Examples(Operation operation) =>
        operation.Input.Where(p => p.Type != ParameterType.File && (p.Example ?? p.Default) is not null).ToDictionary(p => p.Name, p => (p.Example ?? p.Default)!);
}
