using System.Text.Json.Nodes;
using Daas.Benchmarks.HandWritten;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Gateway;

/// <summary>
/// The HTTP path through the whole gateway against a hand-written HttpClient + AngleSharp program behind a bare endpoint, on the same old systems: signed in,
/// warm, taking turns (and turns at going first), with equal rows.
/// </summary>
internal sealed class GatewayBenchmark : Benchmark
{
    private const int Warmups = 100;
    private const int Rounds = 400;
    private const int Windows = 5;
    private const double Ratio = 1.3;
    private const double Added = 2;
    private const double Throughput = 0.7;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    // As the hand-written program does it: the query is posted at once, without the form fetched first.
    private const string OnePost = """

        http:
          proved: { at: 2026-11-23T09:00:00Z, inputs: 1, rows: 1 }
          exchanges:
            - post: /docList.do
              set: { docNo: '${number}', title: '${title}', unit: '${unit}', urgency: '${urgency}', cmd: 查询 }
          next:
            - submit: form[name=queryForm]
              set: { pageNo: '${page}' }

        """;

    public override string Name => "gateway";

    public override string Summary => "the HTTP path through the whole gateway over a hand-written program behind a bare endpoint; anchors ≤ 1.3, ≤ 2 ms, ≥ 0.7";

    public override bool TakesProfile => true;

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        const string Limits = "sessions: 1, concurrency: 32, perMinute: 100000";
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, ct);
        var documents = new Dictionary<string, string>(ServedGateway.Scripts("document-oa", Limits));
        documents["find-documents.yaml"] = documents["find-documents.yaml"].Split("\nhttp:")[0] + OnePost;
        await using var gateway = await ServedGateway.StartAsync(
            new Dictionary<string, IReadOnlyDictionary<string, string>> { ["document-oa"] = documents, ["civil-affairs"] = ServedGateway.Scripts("civil-affairs", Limits) }, ct);
        await gateway.ConnectAsync("document-oa", sandbox.DocumentOa, ct);
        await gateway.ConnectAsync("civil-affairs", sandbox.CivilAffairs, ct);
        await using var hand = await HandServer.StartAsync(sandbox, ct);

        var lines = new List<Line>();
        foreach (var search in Searches(sandbox))
        {
            var line = new Line(search);
            var race = new Race(gateway.Http, hand.Http, search);
            await race.TakeTurnsAsync(Warmups, Rounds, line, ct);
            await race.CrowdAsync(Windows, Window, line, ct);
            lines.Add(line);
            setting.Progress.WriteLine($"{search.Operation} ({search.Words}): {line.P50Ratio:0.00}, +{line.AddedMs:0.00} ms, throughput {line.ThroughputRatio:0.00}");
        }

        var (ratio, throughput) = (Mean(lines.Select(l => l.P50Ratio)), Mean(lines.Select(l => l.ThroughputRatio)));
        var added = lines.Max(l => l.AddedMs);
        setting.Table(
            ["HTTP path / hand-written", "rows", "pages", "ours p50 ms", "p95", "hand p50 ms", "p95", "p50 ratio", "≤ 1.3", "added ms", "≤ 2", "ours/s at 32", "hand/s", "ratio", "≥ 0.7"],
            [.. lines.Select(l => (IReadOnlyList<string>)
                [
                    $"{l.Search.Operation}, {l.Search.Words}", $"{l.Rows}", $"{l.Search.Pages}", $"{l.Ours.P50:0.00}", $"{l.Ours.P95:0.00}", $"{l.Hand.P50:0.00}", $"{l.Hand.P95:0.00}",
                    $"{l.P50Ratio:0.00}", Figures.Met(l.P50Ratio <= Ratio), $"{l.AddedMs:0.00}", Figures.Met(l.AddedMs <= Added),
                    $"{l.OursPerSecond:0}", $"{l.HandPerSecond:0}", $"{l.ThroughputRatio:0.00}", Figures.Met(l.ThroughputRatio >= Throughput),
                ]),
                [
                    "geometric mean (added: most)", "", "", "", "", "", "", $"{ratio:0.00}", Figures.Met(ratio <= Ratio), $"{added:0.00}", Figures.Met(added <= Added),
                    "", "", $"{throughput:0.00}", Figures.Met(throughput >= Throughput),
                ]]);
        if (setting.Profile)
            await new Race(gateway.Http, hand.Http, lines[0].Search).ProfileAsync(setting, ct);
        return new JsonObject
        {
            ["httpOverHandP50"] = ratio.Round(),
            ["addedMsP50"] = added.Round(),
            ["throughputOverHand"] = throughput.Round(),
            ["rounds"] = Rounds,
            ["callers"] = Race.Callers,
            ["cases"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject
            {
                ["operation"] = l.Search.Operation,
                ["what"] = l.Search.Words,
                ["oursMsP50"] = l.Ours.P50.Round(2),
                ["handMsP50"] = l.Hand.P50.Round(2),
                ["oursPerSecond"] = l.OursPerSecond.Round(0),
                ["handPerSecond"] = l.HandPerSecond.Round(0),
            })]),
        };
    }

    private static IReadOnlyList<ListSearch> Searches(SandboxHost sandbox)
    {
        var street = sandbox.CivilAffairs.Residents.CountBy(r => r.Street).MaxBy(s => s.Value).Key;
        return
        [
            new("document-oa", "find-documents", "by title and urgency", Pages: 1, ("title", "临时救助"), ("urgency", "特急")),
            new("document-oa", "find-documents", "by urgency", Pages(sandbox.DocumentOa.Documents.Count(d => d.Urgency == "特急"), 15), ("urgency", "特急")),
            new("civil-affairs", "find-residents", "by name", Pages: 1, ("name", "张伟")),
            new("civil-affairs", "find-residents", "by street", Pages(sandbox.CivilAffairs.Residents.Count(r => r.Street == street), 20), ("street", street)),
        ];
    }

    private static int Pages(int rows, int each) => (rows + each - 1) / each;

    private static double Mean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));
}
