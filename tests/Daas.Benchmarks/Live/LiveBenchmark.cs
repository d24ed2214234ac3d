using System.Text.Json.Nodes;
using Daas.Runtime.Browsers;
using Daas.Server.Tests.Studio;
using Microsoft.Playwright;

namespace Daas.Benchmarks.Live;

/// <summary>The studio's live picture, as its page in a browser gets it: recorded browser, screencast, web socket, canvas.</summary>
internal sealed class LiveBenchmark : Benchmark
{
    private const double MedianGoal = 80;
    private const double TailGoal = 200;
    private const double FramesGoal = 20;
    private const double IdleGoal = 1024;
    private const double GrowthGoal = 1.5;
    private const double SlowLink = 125_000;
    private const int Clicks = 100;
    private const int Many = 10;

    // What the page sends when it has drawn a picture says that it has.
    private const string Watch = """
        (() => {
          window.drawn = [];
          const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (message) {
            send.call(this, message);
            if (message.startsWith('{"do":"ack"')) drawn.push(Date.now()), window.whenDrawn?.();
          };
          window.lit = (x, y) => {
            const canvas = document.querySelector('canvas'), scale = canvas.width / canvas.clientWidth;
            return canvas.getContext('2d').getImageData(x * scale, y * scale, 1, 1).data[1] > 127;
          };
          window.shows = white => new Promise(done => {
            const look = () => { if (lit(16, 16) === white) { window.whenDrawn = null; done(performance.now() - window.pressed); } };
            window.whenDrawn = look;
          });
          addEventListener('pointerdown', e => { window.pressed = performance.now(); }, true);
          window.ages = () => new Promise(done => {
            const all = [], began = Date.now();
            window.whenDrawn = () => {
              let made = 0;
              for (let i = 0; i < 24; i++) made |= lit(i * 32 + 16, 16) << i;
              all.push((Date.now() & 0xffffff) - made);
              if (Date.now() - began > window.lasts) { window.whenDrawn = null; done(all); }
            };
          });
        })()
        """;

    public override string Name => "live";

    public override string Summary => "the studio's live picture: click to pixel, frames a second, a link of 1 Mbit/s, a page at rest";

    public override bool TakesSeconds => true;

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        var seconds = setting.Seconds ?? 20;
        await using var pages = await ShownPages.StartAsync(ct);
        var browser = (await new BrowserFinder(new()).FindOrInstallAsync(setting.Progress.WriteLine, ct)).ExecutablePath;
        await using var site = await ViewerSite.StartAsync(new Uri(pages.Url, "/flip"), browser, ct);
        await using var link = new Link(site.Url);
        using var playwright = await Playwright.CreateAsync();
        await using var viewing = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = browser });
        var page = await viewing.NewPageAsync(new() { ViewportSize = new() { Width = 1366, Height = 768 }, BypassCSP = true });
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(new Uri(link.Url, site.Link).AbsoluteUri);
        await page.WaitForFunctionAsync("drawn.length > 0 && document.querySelector('canvas').clientWidth > 1000");

        setting.Progress.WriteLine("clicks …");
        var clicks = await ClickAsync(page, ct);
        setting.Progress.WriteLine("a page that moves …");
        await GoAsync(page, new Uri(pages.Url, "/move"));
        var frames = await FramesAsync(page, TimeSpan.FromSeconds(5), ct);
        setting.Progress.WriteLine("1 Mbit/s …");
        link.Rate = SlowLink;
        var ages = await AgesAsync(page, seconds);
        link.Rate = null;
        setting.Progress.WriteLine("a page at rest …");
        await GoAsync(page, new Uri(pages.Url, "/rest"));
        await Task.Delay(TimeSpan.FromSeconds(3), ct);
        var before = link.Came;
        await Task.Delay(TimeSpan.FromSeconds(10), ct);
        var idle = link.Came - before;

        setting.Progress.WriteLine($"{Many} at once …");
        await GoAsync(page, new Uri(pages.Url, "/flip"));
        await using var crowd = await Crowd.StartAsync(Many - 1, new Uri(pages.Url, "/flip"), browser, ct);
        var crowded = await ClickAsync(page, ct);

        var (early, late) = (Typical(ages[..(ages.Length / 3)]), Typical(ages[^(ages.Length / 3)..]));
        var growth = late / early;
        setting.Table(
            ["figure", "measured", "anchor", ""],
            ["click to pixel, median ms", $"{clicks.P50:0}", $"<= {MedianGoal:0}", Figures.Met(clicks.P50 <= MedianGoal)],
            ["click to pixel, p95 ms", $"{clicks.P95:0}", $"<= {TailGoal:0}", Figures.Met(clicks.P95 <= TailGoal)],
            ["frames/s, page moving", $"{frames:0.0}", $">= {FramesGoal:0}", Figures.Met(frames >= FramesGoal)],
            ["1 Mbit/s: frames/s", $"{ages.Length / (double)seconds:0.0}", "", ""],
            ["1 Mbit/s: age of the newest frame, median ms, first third", $"{early:0}", "", ""],
            ["1 Mbit/s: … last third", $"{late:0}", "", ""],
            ["1 Mbit/s: growth", $"{growth:0.00}", $"<= {GrowthGoal:0.0}", Figures.Met(growth <= GrowthGoal)],
            [$"{Many} sessions, each clicked once a second: click to pixel, median ms", $"{crowded.P50:0}", $"<= {TailGoal:0}", Figures.Met(crowded.P50 <= TailGoal)],
            ["… p95 ms", $"{crowded.P95:0}", "", ""],
            ["page at rest, bytes in 10 s", $"{idle}", $"<= {IdleGoal:0}", Figures.Met(idle <= IdleGoal)]);
        return new JsonObject
        {
            ["clickToPixelP50Ms"] = clicks.P50.Round(1),
            ["clickToPixelP95Ms"] = clicks.P95.Round(1),
            ["framesPerSecond"] = frames.Round(1),
            ["slowLink"] = new JsonObject
            {
                ["framesPerSecond"] = (ages.Length / (double)seconds).Round(1),
                ["ageMsEarly"] = early.Round(0),
                ["ageMsLate"] = late.Round(0),
                ["growth"] = growth.Round(2),
            },
            ["manyP50Ms"] = crowded.P50.Round(1),
            ["manyP95Ms"] = crowded.P95.Round(1),
            ["idleBytesIn10s"] = idle,
        };
    }

    private static async Task<Timings> ClickAsync(IPage page, CancellationToken ct)
    {
        var timings = new Timings();
        var canvas = await page.Locator("canvas").BoundingBoxAsync() ?? throw new InvalidOperationException("the picture is not there");
        for (var n = 0; n < Clicks; n++)
        {
            // The page begins black and turns with each click.
            await page.EvaluateAsync("white => { window.flipped = shows(white); }", n % 2 == 0);
            await page.Mouse.MoveAsync(canvas.X + 300 + n, canvas.Y + 200);
            await page.Mouse.DownAsync();
            timings.Add(TimeSpan.FromMilliseconds(await page.EvaluateAsync<double>("flipped")));
            await page.Mouse.UpAsync();
            await Task.Delay(50 + (n * 7 % 60), ct);
        }

        return timings;
    }

    private static async Task<double> FramesAsync(IPage page, TimeSpan time, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), ct);
        await page.EvaluateAsync("() => { drawn.length = 0; }");
        await Task.Delay(time, ct);
        return await page.EvaluateAsync<int>("drawn.length") / time.TotalSeconds;
    }

    private static async Task<double[]> AgesAsync(IPage page, int seconds)
    {
        await page.EvaluateAsync($"() => {{ window.lasts = {seconds * 1000}; }}");
        return await page.EvaluateAsync<double[]>("ages()");
    }

    private static async Task GoAsync(IPage page, Uri url)
    {
        await page.Locator(".live-bar input").FillAsync(url.AbsoluteUri);
        await page.Locator(".live-bar input").PressAsync("Enter");
        await page.Locator($"[role=tab][title='{url.AbsolutePath}']").WaitForAsync();
    }

    private static double Typical(double[] all) => all.Order().ElementAt(all.Length / 2);
}
