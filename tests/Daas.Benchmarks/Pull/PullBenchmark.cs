using System.Text.Json.Nodes;

namespace Daas.Benchmarks.Pull;

/// <summary>A pull of 10,000 rows over 100 pages through the gateway as NDJSON, by the HTTP path: what leaves when, and what it weighs.</summary>
internal sealed class PullBenchmark : Benchmark
{
    /// <summary>Live heap that may come from page 10 to page 100, MB: less than a tenth of what the rows themselves would take.</summary>
    private const double Flat = 2;

    private const int Parallel = 4;

    public override string Name => "pull";

    public override string Summary => "10000 rows over 100 pages as NDJSON: first row before page 2, memory flat, every row as in the old system's ledger";

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        await using var system = await RegisterSystem.StartAsync(ct);
        await using var gateway = await ServedGateway.StartAsync(
            new Dictionary<string, IReadOnlyDictionary<string, string>> { ["register"] = Scripts(system.Url) }, ct);
        var runs = new List<(string Way, LongPull Pull)>();
        foreach (var (way, operation) in new[] { ("follows the next link", "follow"), ("by page number", "number"), ($"{Parallel} pages at once", "parallel") })
        {
            await LongPull.RunAsync(gateway.Http, $"/api/register/{operation}", system, ct);
            runs.Add((way, await LongPull.RunAsync(gateway.Http, $"/api/register/{operation}", system, ct)));
            setting.Progress.WriteLine($"{way}: {runs[^1].Pull.Rows} rows, {runs[^1].Pull.Total.TotalSeconds:0.0} s, {runs[^1].Pull.End}");
        }

        setting.Table(
            ["10000 rows, 100 pages, as NDJSON", .. runs.Select(r => r.Way), "anchor"],
            ["rows", .. runs.Select(r => $"{r.Pull.Rows}"), "10000"],
            ["same hash as the ledger", .. runs.Select(r => Figures.Met(r.Pull.Hash == LongPull.LedgerHash)), "same"],
            ["first row before page 2 is answered (its log)", .. runs.Select(r => Figures.Met(r.Pull.FirstRowBeforePage2Answered)), "before"],
            ["first row before page 2 is asked for (its log)", .. runs.Select(r => r.Pull.FirstRowBeforePage2Asked ? "yes" : "no"), ""],
            ["most pages at once (its log)", .. runs.Select(r => $"{r.Pull.AtOnce}"), ""],
            ["first row after ms", .. runs.Select(r => $"{r.Pull.FirstRow.TotalMilliseconds:0.0}"), ""],
            ["total ms", .. runs.Select(r => $"{r.Pull.Total.TotalMilliseconds:0}"), ""],
            ["rows/s", .. runs.Select(r => $"{r.Pull.RowsPerSecond:0}"), ""],
            ["live heap MB at pages 10 / 50 / 100", .. runs.Select(r => Triple(r.Pull.HeapMb)), "flat"],
            ["working set MB at the same", .. runs.Select(r => Triple(r.Pull.WorkingSetMb)), ""],
            ["live heap grows by MB", .. runs.Select(r => $"{Growth(r.Pull):0.0} {Figures.Met(Growth(r.Pull) <= Flat)}"), $"≤ {Flat}"]);
        setting.Output.WriteLine($"the log of '{runs[0].Way}' begins: {string.Join(", ", runs[0].Pull.Log.Take(7))}");
        setting.Output.WriteLine();
        return new JsonObject
        {
            ["rows"] = runs.Min(r => r.Pull.Rows),
            ["equalHash"] = runs.All(r => r.Pull.Hash == LongPull.LedgerHash),
            ["firstRowBeforePage2"] = runs.All(r => r.Pull.FirstRowBeforePage2Answered),
            ["rowsPerSecond"] = runs[0].Pull.RowsPerSecond.Round(0),
            ["rowsPerSecondParallel"] = runs[^1].Pull.RowsPerSecond.Round(0),
            ["heapGrowthMb"] = runs.Max(r => Growth(r.Pull)).Round(1),
            ["cases"] = new JsonArray([.. runs.Select(r => (JsonNode)new JsonObject
            {
                ["way"] = r.Way,
                ["firstRowMs"] = r.Pull.FirstRow.TotalMilliseconds.Round(1),
                ["totalMs"] = r.Pull.Total.TotalMilliseconds.Round(0),
                ["heapMb"] = new JsonArray([.. r.Pull.HeapMb.Select(m => (JsonNode)m.Round(1))]),
                ["workingSetMb"] = new JsonArray([.. r.Pull.WorkingSetMb.Select(m => (JsonNode)m.Round(0))]),
            })]),
        };
    }

    private static double Growth(LongPull pull) => pull.HeapMb is [var first, .., var last] ? last - first : double.NaN;

    private static string Triple(List<double> mb) => string.Join(" / ", mb.Select(m => $"{m:0.0}"));

    private static Dictionary<string, string> Scripts(Uri url)
    {
        string Operation(string id, string http) => $$"""
            operation: {{id}}
            kind: pull
            title: 救助登记簿
            steps:
              - open: /list?page=1
            output:
              rows: { table: [编号, 姓名, 出生日期] }
              fields:
                id:        { column: 编号, required: true }
                name:      { column: 姓名 }
                street:    { column: 街道 }
                birthDate: { column: 出生日期, type: date }
                amount:    { column: 救助金额(元), type: money }
                remark:    { column: 备注 }
              next: { role: link, name: 下一页 }
              empty: { text: 没有记录 }
              paging: { shown: '共(?<total>\d+)条 第(?<page>\d+)页/共(?<pages>\d+)页' }
              key: [id]
            http:
              proved: { at: 2026-11-23T09:00:00Z, inputs: 1, rows: 1 }
              exchanges:
                - get: /list?page=1
            {{http}}
            """;
        const string Next = "  next:\n    - get: /list?page=${page}\n";
        return new Dictionary<string, string>
        {
            ["system.yaml"] = $"adapter: register\ntitle: 救助登记簿\nurl: {url}\nlimits: {{ sessions: 4, concurrency: 4, perMinute: 100000 }}\n",
            ["follow.yaml"] = Operation("follow", ""),
            ["number.yaml"] = Operation("number", Next),
            ["parallel.yaml"] = Operation("parallel", Next + $"  parallel: {Parallel}\n"),
        };
    }
}
