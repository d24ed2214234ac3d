using System.Text.Json.Nodes;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Paths;

/// <summary>
/// The browser path, through its connection, against a plain Playwright script of the same steps on the same old system. Both are warm and signed in, take
/// turns (and turns at going first), and must give the same rows.
/// </summary>
internal sealed class PathsBenchmark : Benchmark
{
    private const int Warmups = 3;
    private const int Rounds = 20;

    private static readonly int[] Delays = [0, 50];

    private static IReadOnlyList<Search> Searches(SandboxHost sandbox) =>
    [
        new("civil-affairs", "find-residents", "by name", new() { ["name"] = "张伟" }),
        new("civil-affairs", "find-residents", "by street", new() { ["street"] = sandbox.CivilAffairs.Residents.CountBy(r => r.Street).MaxBy(s => s.Value).Key }),
        new("document-oa", "find-documents", "by title and urgency", new() { ["title"] = "临时救助", ["urgency"] = "特急" }),
        new("document-oa", "find-documents", "by urgency", new() { ["urgency"] = "特急" }),
    ];

    public override string Name => "paths";

    public override string Summary => "the browser path over a plain Playwright script of the same steps, p50; anchor ≤ 1.0";

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, ct);
        await using var ours = await ConnectedSystems.StartAsync(ct);
        await ours.ConnectAsync("civil-affairs", sandbox.CivilAffairs, ct);
        await ours.ConnectAsync("document-oa", sandbox.DocumentOa, ct);
        await using var plain = await PlainScripts.StartAsync(sandbox, ct);

        var lines = new List<Line>();
        foreach (var search in Searches(sandbox))
        {
            var system = search.Adapter == "civil-affairs" ? (SandboxSystem)sandbox.CivilAffairs : sandbox.DocumentOa;
            foreach (var delay in Delays)
            {
                system.Switches.Slow = delay;
                var line = await RaceAsync(search, delay, ours, plain, ct);
                system.Switches.Slow = 0;
                lines.Add(line);
                setting.Progress.WriteLine($"{search.Operation} ({search.Words}, {delay} ms): {line.Ratio:0.00}");
            }
        }

        var overall = Math.Exp(lines.Average(l => Math.Log(l.Ratio)));
        setting.Table(
            ["browser path / plain script", "server ms", "rows", "pages", "ours p50", "p95", "plain p50", "p95", "p50 ratio", "anchor", ""],
            [.. lines.Select(l => (IReadOnlyList<string>)
                [
                    $"{l.Search.Operation}, {l.Search.Words}", $"{l.Delay}", $"{l.Rows}", $"{l.Pages}", $"{l.Ours.P50:0}", $"{l.Ours.P95:0}", $"{l.Plain.P50:0}", $"{l.Plain.P95:0}",
                    $"{l.Ratio:0.00}", "≤ 1.00", Figures.Met(l.Ratio <= 1),
                ]),
                ["geometric mean", "", "", "", "", "", "", "", $"{overall:0.00}", "≤ 1.00", Figures.Met(overall <= 1)]]);
        return new JsonObject
        {
            ["browserOverPlaywrightP50"] = overall.Round(),
            ["rounds"] = Rounds,
            ["cases"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject
            {
                ["operation"] = l.Search.Operation,
                ["what"] = l.Search.Words,
                ["serverMs"] = l.Delay,
                ["pages"] = l.Pages,
                ["oursMsP50"] = l.Ours.P50.Round(1),
                ["plainMsP50"] = l.Plain.P50.Round(1),
                ["ratio"] = l.Ratio.Round(),
            })]),
        };
    }

    private static async Task<Line> RaceAsync(Search search, int delay, ConnectedSystems ours, PlainScripts plain, CancellationToken ct)
    {
        var line = new Line(search, delay);
        for (var round = -Warmups; round < Rounds; round++)
        {
            var (ourTime, plainTime) = round < 0 ? (new Timings(), new Timings()) : (line.Ours, line.Plain);
            IReadOnlyList<string> their = [];
            if (round % 2 == 0)
                their = await plainTime.TimeAsync(() => plain.RunAsync(search));
            var our = await ourTime.TimeAsync(() => ours.RunAsync(search, ct));
            await ours.AtRestAsync();
            if (round % 2 != 0)
                their = await plainTime.TimeAsync(() => plain.RunAsync(search));
            if (their.Count == 0 || !our.Rows.SequenceEqual(their))
                throw new InvalidOperationException($"{search}: {our.Rows.Count} rows by the browser path, {their.Count} by the script, or not the same; first '{our.Rows.FirstOrDefault()}' and '{their.FirstOrDefault()}'");
            (line.Rows, line.Pages) = (our.Rows.Count, our.Pages);
        }

        return line;
    }

    private sealed record Line(Search Search, int Delay)
    {
        public Timings Ours { get; } = new();

        public Timings Plain { get; } = new();

        public int Rows { get; set; }

        public int Pages { get; set; }

        public double Ratio => Ours.P50 / Plain.P50;
    }
}
