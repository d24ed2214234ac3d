using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Runtime.Proving;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Proofs;

/// <summary>
/// Of kept recordings (such as <c>DAAS_DESKS=DIR</c> leaves of the end-to-end tests, or a data folder's), against the running systems: how many operations have
/// their plain requests derived and proved, whether those give what the browser gives with values that nobody showed, after a restart and a fresh sign-in, and
/// whether one ever answers wrongly while its system breaks. Pushes write: once to be proved, once with fresh values, once under each switch.
/// </summary>
internal sealed class ProofsBenchmark : Benchmark
{
    public override string Name => "proofs";

    public override string Summary => "recordings (--data DIR) derived, proved, called anew; goals: ≥ 80% of pulls, ≥ 70% of pushes, fresh 100% equal, 0 wrong under switches";

    public override bool TakesOnly => true;

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        if (setting.Data is not { } folder || !Directory.Exists(folder))
            throw new DirectoryNotFoundException("no recordings: give --data DIR, a folder below which recordings are; DAAS_DESKS=DIR makes the end-to-end tests leave theirs there");
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, ct);
        var systems = new OldSystems(sandbox);
        var (all, left) = (new List<Standing>(), new List<string>());
        var found = new Dictionary<string, FoundValues>(StringComparer.Ordinal);
        try
        {
            var desks = RecordedDesk.Below(folder).Where(d => Wanted(setting, d)).Select(d => (Desk: d, Drafted: DraftedDesk.Of(d)))
                // Lists show the values that others are called with.
                .OrderBy(d => d.Desk.Adapter, StringComparer.Ordinal)
                .ThenBy(d => d.Drafted.Adapter.Operations.Any(o => o.Kind == OperationKind.Push))
                .ThenByDescending(d => d.Drafted.Adapter.Operations.Any(o => o.Output?.Rows is not null));
            foreach (var (desk, drafted) in desks)
            {
                var (system, whyNot) = await systems.OfAsync(desk, ct);
                if (system is null)
                {
                    left.Add($"{desk.Name}: {whyNot}");
                    setting.Progress.WriteLine($"left out: {left[^1]}");
                    continue;
                }

                if (!found.TryGetValue(system.Name, out var values))
                    found[system.Name] = values = new FoundValues();
                all.AddRange(await new DeskProofs(desk, drafted, system, values, setting.Progress).MeasureAsync(ct));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            setting.Progress.WriteLine("stopped; what follows is of what was measured until then");
        }

        return Tell(setting, all, left);
    }

    private static bool Wanted(Setting setting, RecordedDesk desk) => setting.Only is not { } only
        || desk.Name.Contains(only, StringComparison.OrdinalIgnoreCase)
        || desk.Operations.Any(o => $"{desk.Adapter}/{o.Operation}".Contains(only, StringComparison.OrdinalIgnoreCase));

    private static JsonObject Tell(Setting setting, List<Standing> all, List<string> left)
    {
        var rows = all.GroupBy(s => s.System).Select(g => Row(g.Key, [.. g])).Append(Row("all", all)).ToList();
        var (pulls, pushes) = (Of(all, OperationKind.Pull), Of(all, OperationKind.Push));
        var (fresh, equal, wrong, switched) = (all.Sum(s => s.Fresh), all.Sum(s => s.FreshEqual), all.Sum(s => s.Wrong), all.Sum(s => s.Switched));
        rows.Add(["goal", "", $"≥ 80%  {Figures.Met(pulls.Proved >= 0.8 * pulls.All)}", "", $"≥ 70%  {Figures.Met(pushes.Proved >= 0.7 * pushes.All)}",
            $"100%  {Figures.Met(equal == fresh)}", "", $"0  {Figures.Met(wrong == 0)}"]);
        setting.Table(["system", "pulls derived", "and proved", "pushes derived", "and proved", "fresh equal", "held back", "wrong under switches"], [.. rows]);
        if (left.Count > 0)
            setting.Output.WriteLine($"Left out: {string.Join("; ", left)}");
        return new JsonObject
        {
            ["pulls"] = pulls.All,
            ["pullsDerived"] = pulls.Derived,
            ["pullsProved"] = pulls.Proved,
            ["pushes"] = pushes.All,
            ["pushesDerived"] = pushes.Derived,
            ["pushesProved"] = pushes.Proved,
            ["fresh"] = fresh,
            ["freshEqual"] = equal,
            ["heldBack"] = all.Sum(s => s.HeldBack),
            ["switched"] = switched,
            ["silentlyWrong"] = wrong,
            ["leftOut"] = left.Count,
        };
    }

    private static IReadOnlyList<string> Row(string name, IReadOnlyList<Standing> of)
    {
        var (pulls, pushes) = (Of(of, OperationKind.Pull), Of(of, OperationKind.Push));
        return [name, $"{pulls.Derived} / {pulls.All}", $"{pulls.Proved} / {pulls.All}", $"{pushes.Derived} / {pushes.All}", $"{pushes.Proved} / {pushes.All}",
            $"{of.Sum(s => s.FreshEqual)} / {of.Sum(s => s.Fresh)}", $"{of.Sum(s => s.HeldBack)}", $"{of.Sum(s => s.Wrong)} / {of.Sum(s => s.Switched)}"];
    }

    private static (int All, int Derived, int Proved) Of(IReadOnlyList<Standing> all, OperationKind kind) =>
        (all.Count(s => s.Kind == kind), all.Count(s => s.Kind == kind && s.Derived), all.Count(s => s.Kind == kind && s.Proved));
}
