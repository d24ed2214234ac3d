using System.Text.Json.Nodes;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Soak;

/// <summary>
/// 32 callers over the gateway, all at once, a little more than the limits allow: no error, no wrong row, memory flat, and by the old systems' own logs never
/// more at once or in a minute than the adapters say.
/// </summary>
internal sealed class SoakBenchmark : Benchmark
{
    private const int Seconds = 300;

    /// <summary>Live heap that may come between start and end, MB.</summary>
    private const double Flat = 5;

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(10);

    public override string Name => "soak";

    public override string Summary => "five minutes, 32 callers over three systems: no error, no wrong row, memory flat, limits never exceeded";

    public override bool TakesSeconds => true;

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, ct);
        IReadOnlyList<CalledSystem> systems =
        [
            new(sandbox.DocumentOa, "document-oa", Callers: 18, Concurrency: 4, PerMinute: 2400, "GET /docList.do", Errands.DocumentOa(sandbox)),
            // The filter of its export is kept in the session: one run at a time.
            new(sandbox.CivilAffairs, "civil-affairs", Callers: 11, Concurrency: 1, PerMinute: 1200, "GET /residents.aspx", Errands.CivilAffairs(sandbox)),
            new(sandbox.CommunityGrid, "community-grid", Callers: 3, Concurrency: 1, PerMinute: 20, "GET /tab/events", Errands.CommunityGrid(sandbox)),
        ];
        await using var gateway = await ServedGateway.StartAsync(systems.ToDictionary(s => s.Adapter, s => ServedGateway.Scripts(s.Adapter, s.Limits)), ct);
        foreach (var system in systems)
            await gateway.ConnectAsync(system.Adapter, system.System, ct);

        // Nobody calls while the memory is weighed.
        var half = TimeSpan.FromSeconds((setting.Seconds ?? Seconds) / 2.0);
        var memory = new List<(double HeapMb, double WorkingSetMb)>();
        foreach (var part in new[] { Warming, half, half })
        {
            await Task.WhenAll(systems.Select(s => s.CallAsync(gateway.Http, part, ct)));
            foreach (var system in systems)
                system.ReadLog();
            memory.Add((GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, Environment.WorkingSet / 1048576.0));
            setting.Progress.WriteLine($"{systems.Sum(s => s.Answers)} answers, {systems.Sum(s => s.Errors)} errors, {systems.Sum(s => s.Wrong)} wrong, heap {memory[^1].HeapMb:0.0} MB");
        }

        foreach (var trouble in systems.SelectMany(s => s.Troubles))
            setting.Progress.WriteLine($"  {trouble}");
        return Tell(setting, systems, memory);
    }

    private static JsonObject Tell(Setting setting, IReadOnlyList<CalledSystem> systems, List<(double HeapMb, double WorkingSetMb)> memory)
    {
        var growth = memory[^1].HeapMb - memory[0].HeapMb;
        setting.Table(
            ["32 callers", "callers", "path", "answers", "errors", "wrong", "p50 ms", "p95", "its requests", "most at once", "limit", "", "most runs in 60 s", "limit", ""],
            [.. systems.Select(s => (IReadOnlyList<string>)
                [
                    s.Adapter, $"{s.Callers}", string.Join('+', s.Paths), $"{s.Answers}", $"{s.Errors}", $"{s.Wrong}", $"{s.Times.P50:0}", $"{s.Times.P95:0}", $"{s.Requests}",
                    $"{s.MostInFlight}", IsBrowser(s) ? "" : $"{s.Concurrency}", IsBrowser(s) ? "a browser" : Figures.Met(s.MostInFlight <= s.Concurrency),
                    $"{s.MostInAMinute}", $"{s.PerMinute}", Figures.Met(s.MostInAMinute <= s.PerMinute),
                ])]);
        setting.Table(
            ["", "start", "middle", "end", "anchor", ""],
            ["live heap MB", .. memory.Select(m => $"{m.HeapMb:0.0}"), $"flat (≤ {Flat} more)", Figures.Met(growth <= Flat)],
            ["working set MB", .. memory.Select(m => $"{m.WorkingSetMb:0}"), "", ""],
            ["errors", "", "", $"{systems.Sum(s => s.Errors)}", "0", Figures.Met(systems.All(s => s.Errors == 0))],
            ["wrong rows", "", "", $"{systems.Sum(s => s.Wrong)}", "0", Figures.Met(systems.All(s => s.Wrong == 0))]);
        return new JsonObject
        {
            ["seconds"] = setting.Seconds ?? Seconds,
            ["answers"] = systems.Sum(s => s.Answers),
            ["errors"] = systems.Sum(s => s.Errors),
            ["wrong"] = systems.Sum(s => s.Wrong),
            ["heapMb"] = new JsonArray([.. memory.Select(m => (JsonNode)m.HeapMb.Round(1))]),
            ["workingSetMb"] = new JsonArray([.. memory.Select(m => (JsonNode)m.WorkingSetMb.Round(0))]),
            ["systems"] = new JsonArray([.. systems.Select(s => (JsonNode)new JsonObject
            {
                ["adapter"] = s.Adapter,
                ["path"] = string.Join('+', s.Paths),
                ["answers"] = s.Answers,
                ["mostAtOnce"] = s.MostInFlight,
                ["concurrency"] = s.Concurrency,
                ["mostInAMinute"] = s.MostInAMinute,
                ["perMinute"] = s.PerMinute,
            })]),
        };
    }

    // One run of a browser asks for a page's pictures, styles and scripts at the same time, as browsers do.
    private static bool IsBrowser(CalledSystem system) => system.Paths.Contains("browser");
}
