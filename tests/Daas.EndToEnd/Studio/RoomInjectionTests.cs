using System.Text.RegularExpressions;
using Daas.Server.Commands;
using Daas.Server.Studio.Drafts;
using Daas.Server.Studio.Rooms;
using Microsoft.Playwright;
using Serilog;
using static Microsoft.Playwright.Assertions;

namespace Daas.EndToEnd.Studio;

/// <summary>What an old system says is text on the page on which a workflow is recorded, corrected and published, in a real browser.</summary>
[Collection(EndToEndCollection.Name)]
public sealed partial class RoomInjectionTests : IAsyncLifetime
{
    private const int Part = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("daas-injected-room-").FullName;
    private RunningGateway _gateway = null!;
    private OperatorBrowser _browser = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPage Page => _browser.Page;

    public async ValueTask InitializeAsync()
    {
        var adapters = Directory.CreateDirectory(Path.Combine(_folder, "adapters")).FullName;
        var settings = new ServerSettings
        {
            Data = Path.Combine(_folder, "data"),
            Adapters = adapters,
            Urls = ["http://127.0.0.1:0"],
            Admin = "http://127.0.0.1:0",
        };
        _gateway = await RunningGateway.StartAsync(settings, new LoggerConfiguration().CreateLogger(), Ct);
        _browser = await OperatorBrowser.StartAsync(_gateway.SignInLink);
        Page.SetDefaultTimeout(30_000);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(0, true)]
    [InlineData(4, true)]
    public async Task A_draft_shows_them_as_texts(int part, bool file)
    {
        var payloads = Payloads.All.Skip(part * Part).Take(Part).ToList();
        await OpenAsync(payloads, file);
        await _browser.HoldsAsync("a draft");
        var steps = Page.Locator(".stepbutton");
        var seen = await ShownAsync();
        for (var i = 0; i < await steps.CountAsync(); i++)
        {
            await steps.Nth(i).ClickAsync();
            await Expect(Page.Locator(".stepdetail")).ToHaveCountAsync(1);
            await Expect(steps.Nth(i)).ToHaveAttributeAsync("aria-expanded", "true");
            seen += await ShownAsync();
            await _browser.HoldsAsync($"step {i}");
        }

        await Page.EvaluateAsync("for (const d of document.querySelectorAll('details')) d.open = true");
        await _browser.HoldsAsync("all there is of a draft");
        seen += await ShownAsync();
        AllIn(seen, payloads);

        // Whatever else could be the answer.
        var answers = await Page.Locator(".answer h2 select option").CountAsync();
        for (var i = 1; i < answers; i++)
        {
            await Page.Locator(".answer h2 select").SelectOptionAsync(new SelectOptionValue { Index = i });
            await Expect(Page.Locator(".resting [role=toolbar] button").Nth(2)).ToBeEnabledAsync();
            await _browser.HoldsAsync($"answer {i}");
        }

        while (await Page.Locator(".resting [role=toolbar] button").Nth(2).IsEnabledAsync())
        {
            await Page.Locator(".resting [role=toolbar] button").Nth(2).ClickAsync();
            await Task.Delay(100, Ct);
        }

        await _browser.HoldsAsync("taken back");
        await Page.Locator("#publish-now").ClickAsync();
        await Page.Locator("#published, section:has(#publish) [role=alert]").First.WaitForAsync();
        Assert.True(await Page.Locator("#published").IsVisibleAsync(), await Page.Locator("section:has(#publish)").InnerTextAsync());
        await Expect(Page.Locator("#curl")).ToContainTextAsync("/api/hostile/find");
        await _browser.HoldsAsync("what was published");
        await ShootAsync($"published-{part}-{file}");
        foreach (var address in (string[])["/", "/studio", "/studio/adapters/hostile",
            "/studio/adapters/hostile/find.yaml", "/connections/hostile/default/find"])
        {
            await Page.GotoAsync(_gateway.Pages + address);
            await _browser.HoldsAsync($"{address} after it was published");
        }
    }

    [Fact]
    public async Task A_page_shown_says_them_around_its_picture_as_texts()
    {
        await using var system = await InjectedSystem.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await BeginAsync(system.Url);
        var room = _gateway.Rooms.Find(new Uri(Page.Url).Segments[^1])!;
        // Before anybody else listens to that browser, who would get its files.
        await EachAsync("a file that it gave", async (_, i) =>
        {
            await Stage(".live-bar input").FillAsync($"{system.Url}files/{i}");
            await Stage(".live-bar input").PressAsync("Enter");
            await Expect(Stage(".live-note a")).ToHaveTextAsync(new Regex($"^{i:00} "));
            Assert.Equal(await Stage(".live-note a").TextContentAsync(), await Stage(".live-note a").GetAttributeAsync("download"));
        });
        await using var browser = await playwright.Chromium.ConnectOverCDPAsync(room.Browser!.Capturing.Address.ToString());
        var old = browser.Contexts[0].Pages[0];
        // Its dialogs are answered on our page.
        old.Dialog += (_, _) => { };
        await EachAsync("a title", async (payload, i) =>
        {
            await old.EvaluateAsync("title => { document.title = title; }", $"{i}: {payload}");
            await Expect(Stage(".live-tab [role=tab]")).ToContainTextAsync($"{i}:");
            Same($"{i}: {payload}", await Stage(".live-tab [role=tab]").TextContentAsync());
        });
        await EachAsync("an address", async (payload, i) =>
        {
            await old.EvaluateAsync("to => history.replaceState(null, '', to)", $"/?{i}:&{payload[..Math.Min(payload.Length, 2000)]}");
            await Expect(Stage(".live-bar input")).ToHaveValueAsync(new Regex($"/\\?{i}:&"));
        });
        await EachAsync("something copied", async (payload, i) =>
        {
            await old.EvaluateAsync(Copy, $"{i}: {payload}");
            await WaitAsync(() => Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), t => t.StartsWith($"{i}:", StringComparison.Ordinal));
        });
        await EachAsync("a dialog", async (payload, i) =>
        {
            var kind = i % 3 == 0 ? "alert" : i % 3 == 1 ? "confirm" : "prompt";
            await old.EvaluateAsync("([kind, text]) => { setTimeout(() => window[kind](text, text)); }", new[] { kind, $"{i}: {payload}" });
            await Expect(Stage(".live-said")).ToContainTextAsync($"{i}:");
            Same($"{i}: {payload}", await Stage(".live-said").TextContentAsync());
        }, () => Stage(".live-dialog .primary").ClickAsync());
    }

    [Fact]
    public async Task A_page_used_says_them_in_its_lists_its_windows_and_its_steps_as_texts()
    {
        await using var system = await InjectedSystem.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await BeginAsync(system.Url);
        var room = _gateway.Rooms.Find(new Uri(Page.Url).Segments[^1])!;
        await using var browser = await playwright.Chromium.ConnectOverCDPAsync(room.Browser!.Capturing.Address.ToString());
        var old = browser.Contexts[0].Pages[0];
        await PressAsync(20);
        await Expect(Stage(".live-list [role=option]")).ToHaveCountAsync(Payloads.All.Count);
        AllIn(Squeezed(await Stage(".live-list").TextContentAsync() ?? ""), Payloads.All);
        await _browser.HoldsAsync("a list");
        await ShootAsync("list");
        await Stage(".live-list [role=option]").Nth(12).ClickAsync();

        // What is given to it is named as its owner named it.
        await PressAsync(70);
        await Stage(".live-files input[type=file]").SetInputFilesAsync(Payloads.All.Take(30).Select((p, i) =>
            new FilePayload { Name = $"{i} {(p.Length > 100 ? p[..100] : p)}.txt", MimeType = "text/plain", Buffer = [1] }));
        await Stage(".live-files").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Expect(Page.Locator(".recording .steps li")).Not.ToHaveCountAsync(0);
        await _browser.HoldsAsync("files that were given");

        foreach (var address in Payloads.All.Where(p => p.Contains("script:", StringComparison.OrdinalIgnoreCase)
            && !p.Contains('<', StringComparison.Ordinal)))
        {
            await Stage(".live-bar input").FillAsync(address);
            await Stage(".live-bar input").PressAsync("Enter");
            await Expect(Stage(".live-note")).Not.ToBeEmptyAsync();
            await _browser.HoldsAsync($"{address} as an address");
        }

        // What is clicked and typed is told beside the picture as it happens.
        for (var i = 0; i < Payloads.All.Count; i += 4)
        {
            await old.EvaluateAsync("([words, at]) => { const b = document.getElementById('say'); b.textContent = words; b.title = words; b.name = `n${at}`; }",
                new object[] { $"{i}: {Payloads.All[i]}", i });
            await PressAsync(120, i % 8);
            await Expect(Page.Locator(".recording .steps")).ToContainTextAsync($"{i}:");
            await _browser.HoldsAsync($"a click at {Payloads.All[i]}");
        }

        foreach (var payload in Payloads.All.TakeLast(12))
        {
            await old.EvaluateAsync("title => { open('/').addEventListener('load', e => { e.target.title = title; }); }", payload);
        }

        await Expect(Stage(".live-tab")).ToHaveCountAsync(13);
        await _browser.HoldsAsync("many windows");
        await ShootAsync("windows");
        await Page.Locator(".recording button.strong").ClickAsync();
        await Page.Locator(".resting .draft").WaitForAsync(new() { Timeout = 60_000 });
        await _browser.HoldsAsync("what was made of it");
        await ShootAsync("made");
    }

    private const string Copy =
        """
        text => {
          const field = document.createElement('textarea');
          document.body.append(field);
          field.value = text;
          field.select();
          document.execCommand('copy');
          field.remove();
        }
        """;

    private static void AllIn(string seen, IEnumerable<string> payloads) =>
        Assert.Empty(payloads.Where(p => !seen.Contains(Beginning(p), StringComparison.Ordinal)).Select(p => p[..Math.Min(p.Length, 100)]));

    private static void Same(string payload, string? shown) => Assert.StartsWith(Beginning(payload), Squeezed(shown ?? ""), StringComparison.Ordinal);

    private ILocator Stage(string part) => Page.Locator("#stage " + part);

    /// <summary>Presses the mouse in the picture, near its left edge.</summary>
    private async Task PressAsync(float down, int right = 0)
    {
        var picture = (await Stage("canvas").BoundingBoxAsync())!;
        var scale = await Page.EvaluateAsync<float>(
            "() => { const c = document.querySelector('#stage canvas'); return c.getBoundingClientRect().width / c.width; }");
        await Page.Mouse.ClickAsync(picture.X + ((20 + (5 * right)) * scale), picture.Y + (down * scale));
    }

    private async Task EachAsync(string what, Func<string, int, Task> show, Func<Task>? leave = null)
    {
        for (var i = 0; i < Payloads.All.Count; i++)
        {
            await show(Payloads.All[i], i);
            await _browser.HoldsAsync($"{what}: {Payloads.All[i]}");
            if (i == Payloads.All.Count - 2)
                await ShootAsync(what);
            if (leave is not null)
                await leave();
        }
    }

    private static async Task WaitAsync(Func<Task<string>> read, Func<string, bool> until)
    {
        var last = "";
        for (var tries = 0; tries < 100; tries++)
        {
            if (until(last = await read()))
                return;
            await Task.Delay(50, Ct);
        }

        Assert.Fail($"it stays {last[..Math.Min(last.Length, 100)]}");
    }

    private async Task BeginAsync(string url)
    {
        await Page.GotoAsync(_gateway.Pages + "/studio");
        await Page.Locator("[name=url]").FillAsync(url);
        await Page.Locator("[name=id]").FillAsync("hostile");
        await Page.Locator("[name=operation]").FillAsync("find");
        await Page.Locator("form.begin button").ClickAsync();
        await Page.Locator(".recording button.strong:enabled").WaitForAsync(new() { Timeout = 120_000 });
        await Page.Locator("#stage:not(.live-loading) canvas[style*=width]").WaitForAsync();
    }

    private async Task ShootAsync(string what)
    {
        if (Environment.GetEnvironmentVariable("DAAS_SHOTS") is { } shots)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(shots, $"room-{what}.png"), FullPage = true });
    }

    private static string Beginning(string payload) => Squeezed(payload) is var words && words.Length > 30 ? words[..30] : words;

    private static string Squeezed(string text) => Blanks().Replace(text, "");

    /// <summary>All texts of the page, also those in fields and beside the pointer, without blanks.</summary>
    private async Task<string> ShownAsync() => Squeezed(await Page.EvaluateAsync<string>(
        """
        () => [document.querySelector('main').textContent, ...[...document.querySelectorAll('input, textarea')].map(e => e.value),
          ...[...document.querySelectorAll('[title]')].map(e => e.title)].join('\n')
        """));

    /// <summary>A draft that somebody else began, with what was recorded, taken over as the page offers it.</summary>
    private async Task OpenAsync(IReadOnlyList<string> payloads, bool file)
    {
        var recording = Path.Combine(_folder, "recording");
        new InjectedRecording(payloads).Write(recording, file);
        var draft = new StudioDraft
        {
            Id = Guid.CreateVersion7().ToString("n"),
            Adapter = "hostile",
            Title = payloads[0],
            Operation = "find",
            Url = new Uri("http://127.0.0.1:8791/"),
            Owner = "somebody",
            At = DateTimeOffset.UtcNow,
            ChangedAt = DateTimeOffset.UtcNow,
            Recording = recording,
        };
        _gateway.Rooms.Book.Keep(draft);
        await Page.GotoAsync($"{_gateway.Pages}/studio/drafts/{draft.Id}");
        await _browser.HoldsAsync("a draft of somebody else");
        await Page.Locator("form button.strong").ClickAsync();
        await Page.Locator(".resting .draft").WaitForAsync();
    }

    [GeneratedRegex(@"[\s\u200B]+")]
    private static partial Regex Blanks();
}
