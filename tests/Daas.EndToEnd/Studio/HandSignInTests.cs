using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Runtime.Browsers;
using Daas.Server.Sandbox.CivilAffairs;
using Microsoft.Playwright;

namespace Daas.EndToEnd.Studio;

/// <summary>A system asks for a code; an operator types it in the live view, and the connection goes on.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class HandSignInTests(GatewayFixture gateway) : IAsyncLifetime
{
    private const string Page = "/studio/sign-in/civil-affairs/default";

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    private CivilAffairsSystem System => gateway.Sandbox.CivilAffairs;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        System.Switches.AskCode = true;
        System.Switches.Expire();
        _playwright = await Playwright.CreateAsync();
        var browser = await new BrowserFinder().FindOrInstallAsync(static _ => { }, Stop);
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = browser.ExecutablePath });
    }

    public async ValueTask DisposeAsync()
    {
        System.Switches.AllOff();
        await _browser.DisposeAsync();
        _playwright.Dispose();
        // Leaves the connection as it was found.
        using var settled = await gateway.TryPullAsync("civil-affairs/find-residents", ("name", "查无此人"));
        if (settled.StatusCode == HttpStatusCode.FailedDependency)
            await gateway.ConnectAsync("civil-affairs", System.Url, "clerk", "Clerk2026");
    }

    [Theory]
    [InlineData("en", "waiting for a person", "Sign in by hand", "Your turn")]
    [InlineData("zh-CN", "等待人工登录", "人工登录", "请您操作")]
    public async Task An_operator_types_the_code_in_the_live_view_and_pulls_go_on(string language, string waiting, string button, string turn)
    {
        await AskedAsync();
        var page = await OperatorAsync(language);
        var card = page.Locator("#c-civil-affairs-default");
        await Assertions.Expect(card.Locator("> header")).ToContainTextAsync(waiting);
        await ShootAsync(page, $"health-{language}");
        await card.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        var standing = page.Locator("#hand-standing");
        await Assertions.Expect(standing).ToContainTextAsync(turn, new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Tab).First).ToBeVisibleAsync();
        await page.Locator("#hand-view canvas").ClickAsync(new() { Position = new() { X = 5, Y = 5 } });
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("000000");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForTimeoutAsync(1000);
        await ShootAsync(page, $"hand-{language}");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(System.Code!);
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync(new Regex(@"/\?done=by-hand"), new() { Timeout = 30_000 });
        await Assertions.Expect(card.Locator("> header")).Not.ToContainTextAsync(waiting);
        await ShootAsync(page, $"done-{language}");
        using var answer = await gateway.TryPullAsync("civil-affairs/find-residents", ("name", "张伟"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, SignedIn());
    }

    [Fact]
    public async Task Who_is_not_signed_in_yet_is_told_so_and_another_operator_neither_sees_nor_joins_nor_ends_it()
    {
        await AskedAsync();
        var page = await OperatorAsync("en");
        await page.GotoAsync(Page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        var standing = page.Locator("#hand-standing");
        await Assertions.Expect(standing).ToContainTextAsync("Your turn", new() { Timeout = 30_000 });

        var other = await OperatorAsync("en");
        await other.GotoAsync(Page);
        await Assertions.Expect(other.Locator("#hand-view")).ToHaveCountAsync(0);
        await other.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync(new Regex(@"Somebody at \S+ has been signing in since \d{4}-"));
        var token = await other.Locator("input[name=__RequestVerificationToken]").First.GetAttributeAsync("value");
        foreach (var button in new[] { "look", "end" })
        {
            var form = other.APIRequest.CreateFormData();
            form.Set("__RequestVerificationToken", token!);
            Assert.Equal(404, (await other.APIRequest.PostAsync($"{Page}/{button}", new() { Form = form })).Status);
        }

        Assert.Equal(404, (await other.APIRequest.GetAsync($"{Page}/standing")).Status);
        var live = await page.Locator("#hand-view").GetAttributeAsync("data-url");
        var ours = new Dictionary<string, string> { ["Origin"] = gateway.SignInLink.GetLeftPart(UriPartial.Authority) };
        Assert.Equal(404, (await other.APIRequest.GetAsync(live!, new() { Headers = ours })).Status);

        await page.GetByRole(AriaRole.Button, new() { Name = "I am signed in" }).ClickAsync();
        await Assertions.Expect(standing).ToContainTextAsync("does not show yet", new() { Timeout = 40_000 });
        Assert.Equal(0, SignedIn());
        await page.GetByRole(AriaRole.Button, new() { Name = "Give up" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Given up");
        await ShootAsync(page, "given-up");
        await other.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(other.Locator("#hand-standing")).ToContainTextAsync("Your turn", new() { Timeout = 30_000 });
        await other.GetByRole(AriaRole.Button, new() { Name = "Give up" }).ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Status)).ToContainTextAsync("Given up");
    }

    private async Task AskedAsync()
    {
        using var asked = await gateway.TryPullAsync("civil-affairs/find-residents", ("name", "张伟"));
        Assert.Equal(HttpStatusCode.FailedDependency, asked.StatusCode);
        using var problem = JsonDocument.Parse(await asked.Content.ReadAsStringAsync(Stop));
        Assert.Equal("needs-person", problem.RootElement.GetProperty("class").GetString());
    }

    private int SignedIn()
    {
        lock (System.Gate)
            return System.Sessions.CountOf(System.Accounts.Find("clerk")!);
    }

    private async Task<IPage> OperatorAsync(string language)
    {
        var context = await _browser.NewContextAsync(new()
        {
            Locale = language,
            ViewportSize = new() { Width = 1366, Height = 768 },
            BaseURL = gateway.SignInLink.GetLeftPart(UriPartial.Authority),
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(gateway.SignInLink.ToString());
        return page;
    }

    // To be looked at: DAAS_PICTURES names the folder.
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("DAAS_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
