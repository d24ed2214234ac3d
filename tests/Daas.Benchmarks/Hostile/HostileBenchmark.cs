using System.Diagnostics;
using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Connections;
using Daas.Server.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace Daas.Benchmarks.Hostile;

/// <summary>Pages that never let go, each pulled through a connection of its own, while a healthy connection is called again and again beside it.</summary>
internal sealed class HostileBenchmark : Benchmark
{
    private const int RunSeconds = 20;
    private const int Before = 15;

    /// <summary>Seconds beyond the run's own cap that count as an end by it: a stuck page is given this long to let go.</summary>
    private const int Grace = 10;

    private static readonly ErrorClass[] Sensible =
        [ErrorClass.Drift, ErrorClass.ResponseLimit, ErrorClass.Timeout, ErrorClass.ContractViolation, ErrorClass.TargetDown];

    public override string Name => "hostile";

    public override string Summary => "hostile pages: each ends by a cap with its class, the run beside it unaffected";

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        using var work = new WorkFolder();
        await using var system = await HostileSystem.StartAsync(ct);
        var services = new ServiceCollection();
        services.AddLogging();
        Server.Program.AddRuntime(services, new ServerSettings { Data = work.Data, Adapters = work.Adapters });
        await using var provider = services.BuildServiceProvider();
        var directory = provider.GetRequiredService<ConnectionDirectory>();
        await directory.ApplyAsync([.. HostileSystem.Kinds.Append(HostileSystem.Healthy).Select(kind => Read(system, kind))], ct);

        var lines = new List<Line>();
        foreach (var kind in HostileSystem.Kinds)
        {
            setting.Progress.WriteLine($"{kind} …");
            var line = await MeetAsync(directory, kind, ct);
            lines.Add(line);
            setting.Progress.WriteLine($"  {line.Class} after {line.Seconds:0.0} s: {line.Message}");
            foreach (var trouble in line.Troubles.Distinct())
                setting.Progress.WriteLine($"  beside it: {trouble}");
        }

        var pool = provider.GetRequiredService<BrowserPool>().Figures;
        setting.Table(
            ["hostile page", "ended as", "seconds", "cap", "beside it: right", "p50 ms before", "during", "during/before", ""],
            [.. lines.Select(l => (IReadOnlyList<string>)
                [l.Kind, l.Class, $"{l.Seconds:0.0}", $"{RunSeconds}", $"{l.Right} of {l.Calls}", $"{l.Before.P50:0}", $"{l.During.P50:0}", $"{l.During.P50 / l.Before.P50:0.00}", Figures.Met(l.IsMet)])]);
        setting.Output.WriteLine($"browsers started {pool.Launches}, crashed {pool.Crashes}, killed {pool.Killed}");
        setting.Output.WriteLine();
        return new JsonObject
        {
            ["pages"] = lines.Count,
            ["endedByCap"] = lines.Count(l => l.EndedByCap),
            ["neighbourCalls"] = lines.Sum(l => l.Calls),
            ["neighbourWrong"] = lines.Sum(l => l.Calls - l.Right),
            ["cases"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject
            {
                ["page"] = l.Kind,
                ["class"] = l.Class,
                ["seconds"] = l.Seconds.Round(1),
                ["neighbourDuringOverBeforeP50"] = (l.During.P50 / l.Before.P50).Round(2),
            })]),
        };
    }

    private static Adapter Read(HostileSystem system, string kind)
    {
        var reading = AdapterReader.Read(kind, system.Scripts(kind, RunSeconds));
        return reading.Adapter ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }

    private static async Task<Line> MeetAsync(ConnectionDirectory directory, string kind, CancellationToken ct)
    {
        var line = new Line(kind);
        for (var i = -3; i < Before; i++)
            await BesideAsync(directory, line, i < 0 ? new Timings() : line.Before, ct);
        var began = Stopwatch.GetTimestamp();
        var hostile = RunAsync(directory, kind, ct);
        do
        {
            await BesideAsync(directory, line, line.During, ct);
        }
        while (!hostile.IsCompleted && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(RunSeconds * 5));
        var (result, rows) = await hostile.WaitAsync(TimeSpan.FromSeconds(1), ct);
        line.Seconds = result.Duration.TotalSeconds;
        line.Class = result.Error?.Class.Slug() ?? $"ok, {rows.Count} rows";
        line.Message = result.Error?.ToString() ?? "";
        line.EndedByCap = result.Error is { } error && Sensible.Contains(error.Class) && line.Seconds < RunSeconds + Grace;
        // What it leaves behind must not meet the next one either.
        await BesideAsync(directory, line, new Timings(), ct);
        return line;
    }

    private static async Task BesideAsync(ConnectionDirectory directory, Line line, Timings timings, CancellationToken ct)
    {
        line.Calls++;
        var (result, rows) = await timings.TimeAsync(() => RunAsync(directory, HostileSystem.Healthy, ct));
        if (result.Succeeded && rows.SequenceEqual(HostileSystem.HealthyIds))
            line.Right++;
        else
            line.Troubles.Add(result.Error?.ToString() ?? $"{rows.Count} rows");
        if (result.Attempts > 1)
            line.Troubles.Add($"it took {result.Attempts} attempts");
    }

    private static async Task<(RunResult Result, IReadOnlyList<string> Ids)> RunAsync(ConnectionDirectory directory, string adapter, CancellationToken ct)
    {
        var ids = new List<string>();
        var request = new RunRequest { Run = RunId.New(TimeProvider.System), Adapter = adapter, Operation = "find" };
        RunResult? result = null;
        await foreach (var told in directory.Find(adapter)!.RunAsync(request, ct))
        {
            if (told is RunEvent.Rows rows)
                ids.AddRange(rows.Items.Select(r => (string)r.Values[0]!));
            result = (told as RunEvent.Finished)?.Result;
        }

        return (result!, ids);
    }

    private sealed record Line(string Kind)
    {
        public string Class { get; set; } = "";

        public string Message { get; set; } = "";

        public double Seconds { get; set; }

        public bool EndedByCap { get; set; }

        public int Calls { get; set; }

        public int Right { get; set; }

        public Timings Before { get; } = new();

        public Timings During { get; } = new();

        public List<string> Troubles { get; } = [];

        public bool IsMet => EndedByCap && Right == Calls;
    }
}
