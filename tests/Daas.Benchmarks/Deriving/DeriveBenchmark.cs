using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Deriving;
using Daas.Recorder.Recordings;
using Shown = Daas.Recorder.Recordings.Recording;

namespace Daas.Benchmarks.Deriving;

/// <summary>
/// Of kept recordings (such as <c>DAAS_DESKS=DIR</c> leaves of the end-to-end tests, or a data folder's), how many operations have their plain requests
/// derived, how long that takes, and what each idea is worth: without markup as a source of values, and with constants alone.
/// </summary>
internal sealed class DeriveBenchmark : Benchmark
{
    private static readonly DerivingRule[] Rules = [DerivingRule.Whole, DerivingRule.WithoutMarkup, DerivingRule.ConstantsOnly];

    public override string Name => "derive";

    public override string Summary => "plain requests out of recordings (--data DIR with recordings); goals: ≥ 80% of pulls, ≥ 70% of pushes, ≤ 5 s each";

    public override Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        var (derived, of, slowest) = (new Dictionary<(DerivingRule, OperationKind), int>(), new Dictionary<OperationKind, int>(), TimeSpan.Zero);
        foreach (var (name, first, second) in Recordings(setting))
        {
            ct.ThrowIfCancellationRequested();
            var names = new DraftNames(name.Split('/')[0], name.Split('/')[1]);
            var adapter = Drafter.Draft(first, second, null, names).Adapter;
            foreach (var operation in adapter.Operations)
            {
                of[operation.Kind] = of.GetValueOrDefault(operation.Kind) + 1;
                var said = new List<string>();
                foreach (var rule in Rules)
                {
                    var began = Stopwatch.GetTimestamp();
                    var found = Derivation.Of(adapter, operation.Id, first, second, rule);
                    var took = Stopwatch.GetElapsedTime(began);
                    slowest = took > slowest ? took : slowest;
                    if (found.Script is not null)
                        derived[(rule, operation.Kind)] = derived.GetValueOrDefault((rule, operation.Kind)) + 1;
                    said.Add(found.Script is null ? rule == DerivingRule.Whole ? $"no: {found.WhyNot[0]}" : "no" : $"{found.Requests.Count} in {took.TotalMilliseconds:0} ms");
                }

                setting.Progress.WriteLine($"  {operation.Kind,-4} {names.Adapter}/{operation.Id,-24} {said[0]} | without markup: {said[1]} | constants: {said[2]}");
            }
        }

        string Share(DerivingRule rule, OperationKind kind) => string.Create(
            CultureInfo.InvariantCulture, $"{derived.GetValueOrDefault((rule, kind))} / {of.GetValueOrDefault(kind)}");
        string Goal(OperationKind kind, double share) =>
            Figures.Met(derived.GetValueOrDefault((DerivingRule.Whole, kind)) >= share * of.GetValueOrDefault(kind));
        setting.Table(
            ["plain requests derived (not proved here)", "pulls", "pushes"],
            [.. Rules.Select(r => (IReadOnlyList<string>)[r.ToString(), Share(r, OperationKind.Pull), Share(r, OperationKind.Push)]),
                ["goal, of the whole", $"≥ 80%  {Goal(OperationKind.Pull, 0.8)}", $"≥ 70%  {Goal(OperationKind.Push, 0.7)}"],
                ["slowest", $"{slowest.TotalSeconds.Round(2)} s, goal ≤ 5 s  {Figures.Met(slowest.TotalSeconds <= 5)}", ""]]);
        return Task.FromResult(new JsonObject
        {
            ["pulls"] = derived.GetValueOrDefault((DerivingRule.Whole, OperationKind.Pull)),
            ["pullsOf"] = of.GetValueOrDefault(OperationKind.Pull),
            ["pushes"] = derived.GetValueOrDefault((DerivingRule.Whole, OperationKind.Push)),
            ["pushesOf"] = of.GetValueOrDefault(OperationKind.Push),
            ["withoutMarkup"] = derived.Where(d => d.Key.Item1 == DerivingRule.WithoutMarkup).Sum(d => d.Value),
            ["constantsOnly"] = derived.Where(d => d.Key.Item1 == DerivingRule.ConstantsOnly).Sum(d => d.Value),
            ["slowestSeconds"] = slowest.TotalSeconds.Round(2),
        });
    }

    private static IEnumerable<(string Name, Shown First, Shown? Second)> Recordings(Setting setting)
    {
        if (setting.Data is not { } folder || !Directory.Exists(folder))
            throw new DirectoryNotFoundException("no recordings: give --data DIR, a folder below which recordings are; DAAS_DESKS=DIR makes the end-to-end tests leave theirs there");
        var operations = Directory.EnumerateFiles(folder, "start.json", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(Path.GetDirectoryName(f))!).Distinct();
        foreach (var operation in operations.Order(StringComparer.Ordinal))
        {
            if (RecordingFolder.Latest(operation) is not ({ } first, var second))
                continue;
            yield return ($"{Path.GetFileName(Path.GetDirectoryName(operation))}/{Path.GetFileName(operation)}", RecordingFolder.Read(first),
                second is null ? null : RecordingFolder.Read(second));
        }
    }
}
