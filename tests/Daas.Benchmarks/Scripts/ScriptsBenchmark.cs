using System.Text.Json.Nodes;
using Daas.Core.Tests.Adapters;

namespace Daas.Benchmarks.Scripts;

/// <summary>Malformed scripts, made from good ones by rule: each must be an error with file and line, never a crash or a half-loaded adapter.</summary>
internal sealed class ScriptsBenchmark : Benchmark
{
    private const int Anchor = 200;

    public override string Name => "scripts";

    public override string Summary => "malformed adapter scripts: how many are an error with file and line; anchor: all of at least 200";

    public override Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        var all = ScriptMutations.All;
        setting.Progress.WriteLine($"reading {all.Count} malformed scripts");
        var verdicts = all.AsParallel().WithCancellation(ct).Select(m => (m.Name, Verdict: m.Judge())).ToList();
        int Count(string words) => verdicts.Count(v => v.Verdict?.StartsWith($"{v.Name}: {words}", StringComparison.Ordinal) == true);
        var (crashes, halfLoaded, astray) = (Count("throws"), Count("taken for good"), Count("leads astray"));
        var right = verdicts.Count(v => v.Verdict is null);
        foreach (var wrong in verdicts.Where(v => v.Verdict is not null).Take(20))
            setting.Progress.WriteLine($"  {wrong.Verdict}");

        setting.Table(
            ["malformed scripts", "count", "anchor", ""],
            ["in all", $"{all.Count}", $"≥ {Anchor}", Figures.Met(all.Count >= Anchor)],
            ["an error with file and line", $"{right}", "all", Figures.Met(right == all.Count)],
            ["an error that leads astray", $"{astray}", "0", Figures.Met(astray == 0)],
            ["crashes", $"{crashes}", "0", Figures.Met(crashes == 0)],
            ["taken for good, or half loaded", $"{halfLoaded}", "0", Figures.Met(halfLoaded == 0)]);
        return Task.FromResult(new JsonObject { ["scripts"] = all.Count, ["errors"] = right, ["astray"] = astray, ["crashes"] = crashes, ["halfLoaded"] = halfLoaded });
    }
}
