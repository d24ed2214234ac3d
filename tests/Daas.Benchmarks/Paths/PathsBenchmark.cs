using System.Text.Json.Nodes;
using Daas.Benchmarks.Paths.Memory;
using Daas.Benchmarks.Paths.Recorded;
using Daas.Benchmarks.Paths.Replay;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Paths;

/// <summary>
/// The same searches on the same old systems, five ways: our HTTP path, recorded, derived and proved here, and browser path through their connection, a plain
/// Playwright script, @puppeteer/replay, and a hand-written HttpClient + AngleSharp program; signed in and warm, with a server that takes no time, 50 and 300 ms.
/// </summary>
internal sealed class PathsBenchmark : Benchmark
{
    private const double Hand = 1.15;
    private const double Plain = 0.85;
    private const double Faster = 50;

    private static readonly int[] s_delays = [0, 50, 300];

    public override string Name => "paths";

    public override string Summary => "derived HTTP path, browser path, plain Playwright, @puppeteer/replay, hand-written: p50; HTTP ≤ 1.15 of by hand, browser ≤ 0.85 of plain";

    public override bool TakesProfile => true;

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, ct);
        using var work = new WorkFolder();
        var recorded = await RecordedAdapters.RecordAsync(sandbox, work, setting.Progress, ct);
        await using var ours = new ConnectedSystems();
        var proved = new Dictionary<string, Adapter>();
        foreach (var (adapter, scripts) in recorded.Scripts)
        {
            await ours.ConnectAsync(adapter, scripts, adapter == "civil-affairs" ? sandbox.CivilAffairs : sandbox.DocumentOa, ct);
            proved[adapter] = await ours.ProveAsync(adapter, setting.Progress, ct);
        }

        await using var plain = await PlainScripts.StartAsync(sandbox, ct);
        var session = await plain.ResidentsSessionAsync();
        using var hand = await HandScripts.StartAsync(sandbox, session, ct);
        await using var replay = await ReplayProcess.StartAsync(sandbox, session, setting, ct);
        if (setting.Profile)
            await ProfileAsync(setting, ours, Searches(sandbox)[1], ct);
        var contest = new Contest(ours, plain, replay, hand);

        var lines = new List<Line>();
        foreach (var search in Searches(sandbox))
        {
            var system = search.Adapter == "civil-affairs" ? (SandboxSystem)sandbox.CivilAffairs : sandbox.DocumentOa;
            foreach (var delay in s_delays)
            {
                system.Switches.Slow = delay;
                var line = await contest.RunAsync(search, delay, ct);
                system.Switches.Slow = 0;
                lines.Add(line);
                setting.Progress.WriteLine($"{search.Operation} ({search.Words}, {delay} ms): browser/plain {line.BrowserOverPlain:0.00}, /replay {line.BrowserOverReplay:0.00}, "
                    + $"/http {line.BrowserOverHttp:0.0}; http/hand {line.HttpOverHand:0.00}");
            }
        }

        var figures = Tell(setting, lines);
        figures["memory"] = await new CallMemory(sandbox, setting).MeasureAsync(proved["document-oa"], RecordedAdapters.FindPapers, "find-documents", work.Path, ct);
        return figures;
    }

    // On both systems a list of one page, and one of several.
    private static IReadOnlyList<Search> Searches(SandboxHost sandbox) =>
    [
        new("civil-affairs", "find-residents", RecordedAdapters.FindByName, "by name", new() { ["name"] = "张伟" }),
        new("civil-affairs", "find-residents", RecordedAdapters.FindByStreet, "by street", new() { ["street"] = sandbox.CivilAffairs.Residents.CountBy(r => r.Street).MaxBy(s => s.Value).Key }),
        new("document-oa", "find-documents", RecordedAdapters.FindPapers, "by title and urgency", new() { ["title"] = "临时救助", ["urgency"] = "特急" }),
        new("document-oa", "find-documents", RecordedAdapters.FindPapers, "by urgency", new() { ["urgency"] = "特急" }),
    ];

    private static JsonObject Tell(Setting setting, List<Line> lines)
    {
        var (plain, replay) = (Mean(lines, l => l.BrowserOverPlain), Mean(lines, l => l.BrowserOverReplay));
        var (http, hand) = (Mean([.. lines.Where(l => l.Delay == 0)], l => l.BrowserOverHttp), Mean(lines, l => l.HttpOverHand));
        setting.Table(
            ["p50 ms", "server ms", "rows", "pages", "shortest", "by hand", "HTTP", "shipped", "replay", "plain", "browser",
                "HTTP/hand", "≤ 1.15", "browser/plain", "≤ 0.85", "browser/replay", "< 1", "browser/HTTP", "≥ 50 at 0 ms"],
            [.. lines.Select(l => (IReadOnlyList<string>)
                [
                    $"{l.Search.Operation}, {l.Search.Words}", $"{l.Delay}", $"{l.Rows}", $"{l.Pages}", l.Shortest.Count == 0 ? "" : $"{l.Shortest.P50:0.0}", $"{l.Hand.P50:0.0}",
                    $"{l.Http.P50:0.0}", $"{l.Shipped.P50:0.0}", $"{l.Replay.P50:0}", $"{l.Plain.P50:0}", $"{l.Browser.P50:0}",
                    $"{l.HttpOverHand:0.00}", Figures.Met(l.HttpOverHand <= Hand), $"{l.BrowserOverPlain:0.00}", Figures.Met(l.BrowserOverPlain <= Plain),
                    $"{l.BrowserOverReplay:0.00}", Figures.Met(l.BrowserOverReplay < 1), $"{l.BrowserOverHttp:0.0}", l.Delay == 0 ? Figures.Met(l.BrowserOverHttp >= Faster) : "",
                ]),
                [
                    "geometric mean", "", "", "", "", "", "", "", "", "", "", $"{hand:0.00}", Figures.Met(hand <= Hand), $"{plain:0.00}", Figures.Met(plain <= Plain),
                    $"{replay:0.00}", Figures.Met(replay < 1), $"{http:0.0} at 0 ms", Figures.Met(http >= Faster),
                ]]);
        setting.Output.WriteLine("""
            HTTP: requests derived from a recording made here, and proved here; each answer is held against what was proved, and its run is stored before it is told.
            by hand: the same requests by HttpClient and AngleSharp, the same rows, nothing stored. shortest: by hand without the page that has the form.
            shipped: the repository's requests. browser: the repository's steps, which are the plain script's.
            """);
        return new JsonObject
        {
            ["httpOverHandP50"] = hand.Round(),
            ["httpOverHandP50ByServerMs"] = ByDelay(lines, l => l.HttpOverHand),
            ["browserOverHttpP50AtOnce"] = http.Round(1),
            ["browserOverPlaywrightP50"] = plain.Round(),
            ["browserOverPlaywrightP50ByServerMs"] = ByDelay(lines, l => l.BrowserOverPlain),
            ["browserOverReplayP50"] = replay.Round(),
            ["browserOverReplayP50ByServerMs"] = ByDelay(lines, l => l.BrowserOverReplay),
            ["cases"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject
            {
                ["operation"] = l.Search.Derived,
                ["what"] = l.Search.Words,
                ["serverMs"] = l.Delay,
                ["pages"] = l.Pages,
                ["shortestMsP50"] = l.Shortest.P50.Round(1),
                ["handMsP50"] = l.Hand.P50.Round(1),
                ["httpMsP50"] = l.Http.P50.Round(1),
                ["shippedMsP50"] = l.Shipped.P50.Round(1),
                ["replayMsP50"] = l.Replay.P50.Round(1),
                ["plainMsP50"] = l.Plain.P50.Round(1),
                ["browserMsP50"] = l.Browser.P50.Round(1),
            })]),
        };
    }

    /// <summary>Where the time of an answer by HTTP goes, and what it allocates.</summary>
    private static async Task ProfileAsync(Setting setting, ConnectedSystems ours, Search search, CancellationToken ct)
    {
        var flame = Flame.PrintAsync(TimeSpan.FromSeconds(10), setting, ct);
        var (calls, before) = (0, GC.GetTotalAllocatedBytes());
        for (; !flame.IsCompleted; calls++)
            await ours.RunAsync(search.Derived, search, RunPath.Http, ct);
        await flame;
        setting.Output.WriteLine($"{search.Derived}: {(GC.GetTotalAllocatedBytes() - before) / Math.Max(1, calls) >> 10} KB allocated a call, the old system's own included");
    }

    private static JsonObject ByDelay(List<Line> lines, Func<Line, double> ratio) =>
        new(lines.GroupBy(l => l.Delay).Select(g => KeyValuePair.Create($"{g.Key}", (JsonNode?)Mean([.. g], ratio).Round())));

    private static double Mean(IReadOnlyCollection<Line> lines, Func<Line, double> ratio) => Math.Exp(lines.Average(l => Math.Log(ratio(l))));
}
