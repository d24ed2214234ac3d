using System.Net;
using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Recorder.Drafting.Deriving;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Paths.Memory;

/// <summary>
/// What a call that is under way costs in memory, by each path: the gateway and all that it started, with many calls under way at once, less what they take with
/// one, by the number of the others. The old system thinks long, so that all are under way together.
/// </summary>
internal sealed class CallMemory(SandboxHost sandbox, Setting setting)
{
    private const int ByHttp = 64;
    private const int ByBrowser = 8;
    private const int Thinking = 1500;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(4);

    /// <param name="adapter">Of the office system, with its proofs.</param>
    /// <param name="http">Operation that goes by HTTP.</param>
    /// <param name="browser">Operation that goes by the browser.</param>
    /// <param name="folder">For the gateway's data.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<JsonObject?> MeasureAsync(Adapter adapter, string http, string browser, string folder, CancellationToken ct)
    {
        if (!ProcessTree.IsMeasurable)
        {
            setting.Output.WriteLine("memory per call: only where /proc tells it (Linux)");
            return null;
        }

        var served = Derivation.With(adapter, browser, null) with { Limits = new Limits { Sessions = ByHttp, Concurrency = ByHttp, PerMinute = 100_000 } };
        await using var gateway = await GatewayProcess.StartAsync(folder, served, sandbox.DocumentOa, ByBrowser, ct);
        var rows = new List<(string Path, int Calls, Weight Before, Weight One, Weight Many)>();
        foreach (var (path, operation, calls) in new[] { ("http", http, ByHttp), ("browser", browser, ByBrowser) })
        {
            var before = await RestAsync(gateway, ct);
            // Twice: what is made once and kept is no call's.
            await PeakAsync(gateway, path, operation, 1, ct);
            var one = await PeakAsync(gateway, path, operation, 1, ct);
            await PeakAsync(gateway, path, operation, calls, ct);
            await RestAsync(gateway, ct);
            rows.Add((path, calls, before, one, await PeakAsync(gateway, path, operation, calls, ct)));
            setting.Progress.WriteLine($"memory by {path}: {rows[^1].Before.All.Proportional:0} MB at rest, {one.All.Proportional:0} with one call, {rows[^1].Many.All.Proportional:0} with {calls}");
        }

        return Tell(rows);
    }

    private static async Task<Weight> RestAsync(GatewayProcess gateway, CancellationToken ct)
    {
        await Task.Delay(Settling, ct);
        return ProcessTree.Weigh(gateway.Id);
    }

    /// <summary>The most that was taken while so many calls were under way.</summary>
    private async Task<Weight> PeakAsync(GatewayProcess gateway, string path, string operation, int calls, CancellationToken ct)
    {
        sandbox.DocumentOa.Switches.Slow = Thinking;
        try
        {
            var all = Task.WhenAll(Enumerable.Range(0, calls).Select(_ => CallAsync(gateway, path, operation, ct)));
            var most = new Weight();
            while (!all.IsCompleted)
            {
                var now = ProcessTree.Weigh(gateway.Id);
                most = now.All.Proportional > most.All.Proportional ? now : most;
                await Task.Delay(Beat, ct);
            }

            await all;
            return most;
        }
        finally
        {
            sandbox.DocumentOa.Switches.Slow = 0;
        }
    }

    private static async Task CallAsync(GatewayProcess gateway, string path, string operation, CancellationToken ct)
    {
        using var answer = await gateway.Http.GetAsync($"/api/document-oa/{operation}?urgency={Uri.EscapeDataString("特急")}", ct);
        var by = answer.Headers.TryGetValues("Daas-Path", out var values) ? values.First() : "";
        if (answer.StatusCode != HttpStatusCode.OK || by != path)
            throw new InvalidOperationException($"{operation} by {by} in place of {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
    }

    private JsonObject Tell(List<(string Path, int Calls, Weight Before, Weight One, Weight Many)> rows)
    {
        setting.Table(
            ["MB", "at rest before", "with one call", "calls at once", "with these", "each further", "working set", "private", "of it the gateway"],
            [.. rows.Select(r => (IReadOnlyList<string>)
            [
                r.Path, $"{r.Before.All.Proportional:0}", $"{r.One.All.Proportional:0}", $"{r.Calls}", $"{r.Many.All.Proportional:0}", $"{Each(r).All.Proportional:0.00}",
                $"{Each(r).All.Resident:0.00}", $"{Each(r).All.Private:0.00}", $"{Each(r).Own.Private:0.00}",
            ])]);
        setting.Output.WriteLine("memory of daas serve and all that it started: shared pages counted once (Pss), as working set, and what is private; the most while the calls were under way");
        return new JsonObject(rows.Select(r => KeyValuePair.Create(r.Path, (JsonNode?)new JsonObject
        {
            ["calls"] = r.Calls,
            ["atRestMb"] = r.Before.All.Proportional.Round(0),
            ["oneCallMb"] = r.One.All.Proportional.Round(0),
            ["perCallMb"] = Each(r).All.Proportional.Round(2),
            ["perCallWorkingSetMb"] = Each(r).All.Resident.Round(2),
            ["perCallPrivateMb"] = Each(r).All.Private.Round(2),
        })));
    }

    private static Weight Each((string Path, int Calls, Weight Before, Weight One, Weight Many) row) =>
        new((row.Many.Own - row.One.Own) / (row.Calls - 1), (row.Many.Below - row.One.Below) / (row.Calls - 1));
}
