using System.Text.Json.Nodes;
using Daas.Benchmarks.Paths.Replay;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Paths;

/// <summary>
/// The same searches on the same old systems, five ways: our HTTP path and browser path through their connection, a plain Playwright script, @puppeteer/replay,
/// and a hand-written HttpClient + AngleSharp program; signed in and warm, with a server that takes no time, 50 and 300 ms.
/// </summary>
internal sealed class PathsBenchmark : Benchmark
{
    private static readonly int[] s_delays = [0, 50, 300];

    public override string Name => "paths";

    public override string Summary => "HTTP path, browser path, plain Playwright, @puppeteer/replay, hand-written: p50; anchors: browser ≤ 1.0 of either, HTTP ≤ 1.3 of by hand";

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, ct);
        await using var ours = await ConnectedSystems.StartAsync(ct);
        await ours.ConnectAsync("civil-affairs", sandbox.CivilAffairs, ct);
        await ours.ConnectAsync("document-oa", sandbox.DocumentOa, ct);
        await using var plain = await PlainScripts.StartAsync(sandbox, ct);
        var session = await plain.ResidentsSessionAsync();
        using var hand = await HandScripts.StartAsync(sandbox, session, ct);
        await using var replay = await ReplayProcess.StartAsync(sandbox, session, setting, ct);
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

        return Tell(setting, lines);
    }

    // On both systems a list of one page, and one of several.
    private static IReadOnlyList<Search> Searches(SandboxHost sandbox) =>
    [
        new("civil-affairs", "find-residents", "by name", new() { ["name"] = "张伟" }),
        new("civil-affairs", "find-residents", "by street", new() { ["street"] = sandbox.CivilAffairs.Residents.CountBy(r => r.Street).MaxBy(s => s.Value).Key }),
        new("document-oa", "find-documents", "by title and urgency", new() { ["title"] = "临时救助", ["urgency"] = "特急" }),
        new("document-oa", "find-documents", "by urgency", new() { ["urgency"] = "特急" }),
    ];

    private static JsonObject Tell(Setting setting, List<Line> lines)
    {
        var (plain, replay) = (Mean(lines, l => l.BrowserOverPlain), Mean(lines, l => l.BrowserOverReplay));
        var (http, hand) = (Mean(lines, l => l.BrowserOverHttp), Mean(lines, l => l.HttpOverHand));
        setting.Table(
            ["p50 ms", "server ms", "rows", "pages", "by hand", "HTTP", "replay", "plain", "browser", "HTTP/hand", "≤ 1.3", "browser/plain", "≤ 1.0", "browser/replay", "≤ 1.0", "browser/HTTP"],
            [.. lines.Select(l => (IReadOnlyList<string>)
                [
                    $"{l.Search.Operation}, {l.Search.Words}", $"{l.Delay}", $"{l.Rows}", $"{l.Pages}", $"{l.Hand.P50:0.0}", $"{l.Http.P50:0.0}", $"{l.Replay.P50:0}", $"{l.Plain.P50:0}", $"{l.Browser.P50:0}",
                    $"{l.HttpOverHand:0.00}", Figures.Met(l.HttpOverHand <= 1.3), $"{l.BrowserOverPlain:0.00}", Figures.Met(l.BrowserOverPlain <= 1),
                    $"{l.BrowserOverReplay:0.00}", Figures.Met(l.BrowserOverReplay <= 1), $"{l.BrowserOverHttp:0.0}",
                ]),
                [
                    "geometric mean", "", "", "", "", "", "", "", "", $"{hand:0.00}", Figures.Met(hand <= 1.3), $"{plain:0.00}", Figures.Met(plain <= 1),
                    $"{replay:0.00}", Figures.Met(replay <= 1), $"{http:0.0}",
                ]]);
        return new JsonObject
        {
            ["browserOverPlaywrightP50"] = plain.Round(),
            ["browserOverReplayP50"] = replay.Round(),
            ["browserOverHttpP50"] = http.Round(1),
            ["httpOverHandP50"] = hand.Round(),
            ["cases"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject
            {
                ["operation"] = l.Search.Operation,
                ["what"] = l.Search.Words,
                ["serverMs"] = l.Delay,
                ["pages"] = l.Pages,
                ["handMsP50"] = l.Hand.P50.Round(1),
                ["httpMsP50"] = l.Http.P50.Round(1),
                ["replayMsP50"] = l.Replay.P50.Round(1),
                ["plainMsP50"] = l.Plain.P50.Round(1),
                ["browserMsP50"] = l.Browser.P50.Round(1),
            })]),
        };
    }

    private static double Mean(List<Line> lines, Func<Line, double> ratio) => Math.Exp(lines.Average(l => Math.Log(ratio(l))));
}
