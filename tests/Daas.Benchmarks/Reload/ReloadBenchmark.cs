using System.Text.Json.Nodes;

namespace Daas.Benchmarks.Reload;

/// <summary>How fast a saved script is live, and whether callers ever notice that scripts change under them.</summary>
internal sealed class ReloadBenchmark : Benchmark
{
    private const int Saves = 40;
    private const int Reloads = 1_000;
    private const double Anchor = 500;

    public override string Name => "reload";

    public override string Summary => "file saved → endpoint live (anchor 0.5 s); 1000 reloads under load (anchor: no failed, no mixed answer)";

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        var live = await SaveToLive.MeasureAsync(Saves, setting.Progress, ct);
        var load = await ReloadsUnderLoad.MeasureAsync(Reloads, setting.Progress, ct);
        setting.Table(
            ["file saved → endpoint live, ms", "p50", "p95", "max", "anchor (max)", ""],
            [$"{live.Live.Count} saves, real gateway", $"{live.Live.P50:0}", $"{live.Live.P95:0}", $"{live.Live.Max:0}", $"≤ {Anchor:0}", Figures.Met(live.Live.Max <= Anchor)],
            ["of these, documented", $"{live.Documented.P50:0}", $"{live.Documented.P95:0}", $"{live.Documented.Max:0}", $"≤ {Anchor:0}", Figures.Met(live.Documented.Max <= Anchor)],
            [$"{load.Live.Count} reloads under load", $"{load.Live.P50:0}", $"{load.Live.P95:0}", $"{load.Live.Max:0}", "", ""]);
        setting.Table(
            [$"{load.Live.Count} reloads under load", "count", "anchor", ""],
            ["answers", $"{load.Answers}", "", ""],
            ["versions that answered", $"{load.Versions}", "", ""],
            ["failed", $"{load.Failed}", "0", Figures.Met(load.Failed == 0)],
            ["mixed versions in one answer", $"{load.Mixed}", "0", Figures.Met(load.Mixed == 0)],
            ["older than what was live before the call", $"{load.Stale}", "0", Figures.Met(load.Stale == 0)],
            ["documents", $"{load.Documents}", "", ""],
            ["mixed versions in one document", $"{load.MixedDocuments}", "0", Figures.Met(load.MixedDocuments == 0)],
            [$"real pulls after a save (browser, sandbox)", $"{live.Pulled} of {live.Live.Count}", "all", Figures.Met(live.Pulled == live.Live.Count)]);
        return new JsonObject
        {
            ["saves"] = live.Live.Count,
            ["liveMsP50"] = live.Live.P50.Round(1),
            ["liveMsP95"] = live.Live.P95.Round(1),
            ["liveMsMax"] = live.Live.Max.Round(1),
            ["pulledRight"] = live.Pulled,
            ["reloads"] = load.Live.Count,
            ["answers"] = load.Answers,
            ["failed"] = load.Failed,
            ["mixed"] = load.Mixed + load.MixedDocuments,
            ["stale"] = load.Stale,
        };
    }
}
