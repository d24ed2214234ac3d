using System.Text.Json.Nodes;
using Daas.Recorder.Capture;
using Daas.Runtime.Browsers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Daas.Benchmarks.Recording;

/// <summary>
/// What recording costs the person: the same browser, driven by the same driver through the same debug port, recorded and not recorded, in turns; time from action to
/// page ready.
/// </summary>
internal sealed class RecordBenchmark : Benchmark
{
    private const double Goal = 1.15;
    private const int Rounds = 40;
    private const int Warm = 5;

    /// <summary>Between two actions, as a person looks at the page: what is kept of it is kept meanwhile.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public override string Name => "record";

    public override string Summary => "pages of an old system while they are recorded, against the same browser unrecorded";

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        await using var pages = await PlainPages.StartAsync(ct);
        var browser = (await new BrowserFinder(new()).FindOrInstallAsync(setting.Progress.WriteLine, ct)).ExecutablePath;
        var lines = new List<(PageKind Kind, Timings Plain, Timings Recorded, double Ratio)>();
        foreach (var kind in PageKind.All)
        {
            setting.Progress.WriteLine($"{kind.Name} …");
            lines.Add(await MeasureAsync(kind, new Uri(pages.Url, kind.Path), browser, ct));
            setting.Progress.WriteLine($"  {lines[^1].Plain.P50:0.0} ms, recorded {lines[^1].Recorded.P50:0.0} ms");
        }

        var slower = lines.Max(l => l.Ratio);
        setting.Table(
            ["page", "rounds", "p50 ms", "p50 ms recorded", "slower", "p95 ms", "p95 ms recorded", $"goal {Goal:0.00}"],
            [.. lines.Select(l => (IReadOnlyList<string>)
            [
                l.Kind.Name, $"{l.Plain.Count}", $"{l.Plain.P50:0.0}", $"{l.Recorded.P50:0.0}", $"{l.Ratio:0.00}", $"{l.Plain.P95:0.0}", $"{l.Recorded.P95:0.0}",
                Figures.Met(l.Ratio <= Goal),
            ])]);
        setting.Output.WriteLine(
            "slower: the median over rounds of one recorded action against the unrecorded one right beside it; slowerP50 is the worst kind of page. "
            + $"Every answer takes {PlainPages.Thinks.TotalMilliseconds:0} ms, as of a quick old system.");
        return new JsonObject
        {
            ["slowerP50"] = slower.Round(),
            ["goal"] = Goal,
            ["kinds"] = new JsonObject(lines.Select(l => KeyValuePair.Create(l.Kind.Name, (JsonNode?)l.Ratio.Round()))),
        };
    }

    private static async Task<(PageKind Kind, Timings Plain, Timings Recorded, double Ratio)> MeasureAsync(PageKind kind, Uri url, string browser, CancellationToken ct)
    {
        using var work = new WorkFolder();
        var options = new CaptureOptions { Url = url, Browser = browser, Folder = Path.Combine(work.Path, "recording"), Headless = true };
        using var playwright = await Playwright.CreateAsync();
        await using var process = await BrowserProcess.StartAsync(new BrowserStart { Browser = browser, Headless = true }, ct);
        var plain = (await playwright.Chromium.ConnectOverCDPAsync(process.Address.AbsoluteUri)).Contexts[0].Pages[0];
        await plain.GotoAsync(url.AbsoluteUri);
        await using var capturing = await Capturing.StartAsync(options, TimeProvider.System, NullLogger.Instance, ct);
        var recorded = (await playwright.Chromium.ConnectOverCDPAsync(capturing.Address.AbsoluteUri)).Contexts[0].Pages[0];
        await kind.Ready(plain, 0);
        await kind.Ready(recorded, 0);

        var (without, with) = (new Timings(), new Timings());
        var ratios = new List<double>();
        for (var round = 1; round <= Warm + Rounds; round++)
        {
            var times = new TimeSpan[2];
            // Each goes first as often as the other.
            foreach (var which in round % 2 == 0 ? (int[])[0, 1] : [1, 0])
            {
                await Task.Delay(Look, ct);
                times[which] = await kind.ActAsync(which == 0 ? plain : recorded, round);
            }

            if (round <= Warm)
                continue;
            without.Add(times[0]);
            with.Add(times[1]);
            ratios.Add(times[1] / times[0]);
        }

        await capturing.FinishAsync();
        return (kind, without, with, ratios.Order().ElementAt(ratios.Count / 2));
    }
}
