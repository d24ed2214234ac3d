using Daas.Server.Commands;
using Microsoft.Playwright;
using Serilog;
using static Microsoft.Playwright.Assertions;

namespace Daas.EndToEnd.Studio;

/// <summary>An operator edits a script as text, in a real browser over a real gateway.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class EditorTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daas-editor-").FullName;
    private RunningGateway _gateway = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Script => Path.Combine(_folder, "adapters", "civil-affairs", "find-residents.yaml");

    private string Address => $"{_gateway.Pages}/studio/adapters/civil-affairs/find-residents.yaml";

    public async ValueTask InitializeAsync()
    {
        var adapter = Directory.CreateDirectory(Path.Combine(_folder, "adapters", "civil-affairs")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Adapters, "civil-affairs"), "*.yaml"))
            File.Copy(file, Path.Combine(adapter, Path.GetFileName(file)));
        var settings = new ServerSettings
        {
            Data = Path.Combine(_folder, "data"),
            Adapters = Path.Combine(_folder, "adapters"),
            Urls = ["http://127.0.0.1:0"],
            Admin = "http://127.0.0.1:0",
        };
        _gateway = await RunningGateway.StartAsync(settings, new LoggerConfiguration().CreateLogger(), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_wrong_key_is_shown_with_the_right_word_and_what_is_mended_and_saved_is_live()
    {
        await using var browser = await OperatorBrowser.StartAsync(_gateway.SignInLink);
        var page = await OpenAsync(browser);
        await TypeOverAsync(page, "with: ${name}", "    wth: ${name}");
        var problem = page.Locator("#problem-list li").Filter(new() { HasText = "unknown key 'wth'; did you mean “with”?" });
        await Expect(problem.GetByRole(AriaRole.Button)).ToHaveTextAsync("line 15");
        await Expect(page.Locator(".cm-lint-marker-error").First).ToBeVisibleAsync();

        // Saving is refused, and nothing of what was typed is lost.
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Locator("#said")).ToContainTextAsync("Not saved: it has errors");
        Assert.DoesNotContain("wth", await File.ReadAllTextAsync(Script, Ct), StringComparison.Ordinal);

        // The list leads to the place; what is offered there mends it.
        await problem.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator(".cm-lintRange-error").GetByText("wth").HoverAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Write “with”" }).ClickAsync();
        await Expect(page.Locator("#problem-count")).ToHaveTextAsync("No problems");
        await TypeOverAsync(page, "title: 查询居民", "title: 找一位居民");
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Locator("#said")).ToContainTextAsync("is in service");
        await Expect(page.Locator("#unsaved")).ToBeHiddenAsync();
        Assert.Equal("找一位居民", _gateway.Catalog.Adapters["civil-affairs"].Find("find-residents")!.Title);
        Assert.Contains("    with: ${name}", await File.ReadAllTextAsync(Script, Ct), StringComparison.Ordinal);
        await browser.HoldsAsync("the editor");
    }

    [Fact]
    public async Task Completion_offers_steps_their_keys_and_the_inputs()
    {
        await using var browser = await OperatorBrowser.StartAsync(_gateway.SignInLink);
        var page = await OpenAsync(browser);
        await TypeBehindAsync(page, "- open: /residents.aspx", "\n");
        // The dash goes where the list's other dashes are, although the line was indented for a key.
        await page.Keyboard.TypeAsync("- ", new() { Delay = 30 });
        await Expect(Offered(page, "fill")).ToBeVisibleAsync();
        await Expect(Offered(page, "choose")).ToBeVisibleAsync();
        await Expect(Offered(page, "with")).ToHaveCountAsync(0);
        await page.Keyboard.TypeAsync("fi", new() { Delay = 30 });
        await Expect(Offered(page, "choose")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.InsertTextAsync("备注");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("wi", new() { Delay = 30 });
        await Offered(page, "with").ClickAsync();
        await page.Keyboard.TypeAsync("${na", new() { Delay = 30 });
        await Offered(page, "name").ClickAsync();
        await Expect(page.Locator(".cm-content")).ToContainTextAsync("- fill: 备注    with: ${name}");
        await Expect(page.Locator("#problem-count")).ToHaveTextAsync("No problems");
        await browser.HoldsAsync("the editor");
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_shown_beside_ones_own_and_nothing_is_lost()
    {
        await using var browser = await OperatorBrowser.StartAsync(_gateway.SignInLink, "zh-CN");
        var page = await OpenAsync(browser);
        await TypeBehindAsync(page, "- open: /residents.aspx", " # 我的");
        var theirs = (await File.ReadAllTextAsync(Script, Ct)).Replace("kind: pull", "kind: pull # 对方的", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Script, theirs, Ct);
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Locator("#conflict")).ToBeVisibleAsync();
        await Expect(page.Locator(".cm-deletedChunk").First).ToContainTextAsync("# 对方的");
        Assert.Equal(theirs, await File.ReadAllTextAsync(Script, Ct));

        // Theirs is taken where it differs, then mine is saved with it.
        await page.Locator(".cm-deletedChunk").First.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await page.Locator("[data-keep]").ClickAsync();
        await Expect(page.Locator("#said")).ToContainTextAsync("服务中");
        var both = await File.ReadAllTextAsync(Script, Ct);
        Assert.Contains("# 对方的", both, StringComparison.Ordinal);
        Assert.Contains("# 我的", both, StringComparison.Ordinal);
        await browser.HoldsAsync("the editor");
    }

    [Fact]
    public async Task Leaving_with_a_text_that_is_not_saved_asks_first_and_the_text_in_service_comes_back_by_one_link()
    {
        await using var browser = await OperatorBrowser.StartAsync(_gateway.SignInLink);
        var page = await OpenAsync(browser);
        var asked = 0;
        page.Dialog += (_, dialog) => asked += dialog.Type == DialogType.BeforeUnload ? 1 : 0;
        await TypeBehindAsync(page, "title: 查询居民", " # mine");
        await Expect(page.Locator("#unsaved")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the text in service" }).ClickAsync();
        await Expect(page.Locator("#unsaved")).ToBeHiddenAsync();
        await page.Locator(".cm-content").FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".cm-content")).ToContainTextAsync("# mine");
        await page.GotoAsync(_gateway.Pages + "/");
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task The_text_can_be_entered_and_left_by_keyboard()
    {
        await using var browser = await OperatorBrowser.StartAsync(_gateway.SignInLink);
        var page = await OpenAsync(browser);
        await page.Locator(".cm-content").FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true })).ToBeFocusedAsync();
    }

    private static ILocator Offered(IPage page, string label) =>
        page.Locator(".cm-tooltip-autocomplete .cm-completionLabel").GetByText(label, new() { Exact = true });

    private async Task<IPage> OpenAsync(OperatorBrowser browser)
    {
        await browser.Page.GotoAsync(Address);
        await browser.Page.Locator("html[data-editor=ready]").WaitForAsync();
        return browser.Page;
    }

    private static async Task TypeBehindAsync(IPage page, string line, string text)
    {
        await page.Locator(".cm-line").GetByText(line).First.ClickAsync();
        await page.Keyboard.PressAsync("End");
        foreach (var (i, part) in text.Split('\n').Index())
        {
            if (i > 0)
                await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.InsertTextAsync(part);
        }
    }

    private static async Task TypeOverAsync(IPage page, string line, string text)
    {
        await page.Locator(".cm-line").GetByText(line).First.ClickAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Shift+End");
        await page.Keyboard.InsertTextAsync(text);
    }
}
