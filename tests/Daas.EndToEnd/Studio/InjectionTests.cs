using static Microsoft.Playwright.Assertions;

namespace Daas.EndToEnd.Studio;

/// <summary>Texts of old systems and of files are texts on our pages, whatever they are, in a real browser.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class InjectionTests : IAsyncLifetime
{
    private InjectedSite _site = null!;
    private OperatorBrowser _browser = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await InjectedSite.StartAsync();
        _browser = await OperatorBrowser.StartAsync(_site.SignInLink);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public void There_are_a_hundred_different_ones() => Assert.Equal(100, Payloads.All.Distinct().Count());

    [Fact]
    public async Task What_watches_the_browser_would_see_one_that_ran()
    {
        await _browser.Page.EvaluateAsync("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')");
        await Expect(_browser.Page.Locator("img[onerror]")).ToHaveCountAsync(1);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => _browser.HoldsAsync("a page with a handler"));
    }

    [Fact]
    public async Task The_health_page_shows_them_as_texts_at_once_and_when_it_is_told_of_a_change()
    {
        await _browser.Page.GotoAsync(_site.Pages + "/");
        await Expect(_browser.Page.Locator("#parts > .card h2").GetByText("<script>alert(1)</script>", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(_browser.Page.Locator("#live.known")).ToBeVisibleAsync();
        await _browser.HoldsAsync("the health page");
        _site.Change();
        await Expect(_browser.Page.Locator($"#c-{InjectedSite.Adapter(99)}-default pre")).ToContainTextAsync("again");
        await _browser.Page.EvaluateAsync("for (const d of document.querySelectorAll('details')) d.open = true");
        await _browser.HoldsAsync("the health page after a change");
        await _browser.Page.GotoAsync(_site.Pages + "/?wall");
        await _browser.HoldsAsync("the health page on the wall");
    }

    [Fact]
    public async Task The_page_of_an_operation_shows_them_as_texts()
    {
        await _browser.Page.GotoAsync($"{_site.Pages}/connections/{InjectedSite.Adapter(0)}/default/find");
        await _browser.Page.EvaluateAsync("for (const d of document.querySelectorAll('details')) d.open = true");
        await _browser.HoldsAsync("the page of an operation");
    }

    [Fact]
    public async Task The_studios_first_page_shows_them_as_texts()
    {
        await _browser.Page.GotoAsync(_site.Pages + "/studio");
        await Expect(_browser.Page.Locator("main").GetByText("<script>alert(1)</script>").First).ToBeAttachedAsync();
        await _browser.HoldsAsync("the studio's first page");
    }

    [Fact]
    public async Task An_adapters_page_shows_each_as_a_text()
    {
        for (var i = 0; i < Payloads.All.Count; i++)
        {
            await _browser.Page.GotoAsync($"{_site.Pages}/studio/adapters/{InjectedSite.Adapter(i)}");
            await Expect(_browser.Page.Locator(".problem-list li.bad")).ToContainTextAsync("unknown key");
            await _browser.HoldsAsync($"the page of an adapter with {Payloads.All[i]}");
        }
    }

    [Fact]
    public async Task The_editor_shows_each_as_a_text_in_the_file_in_its_problems_and_in_what_somebody_else_wrote()
    {
        var page = _browser.Page;
        for (var i = 0; i < Payloads.All.Count; i++)
        {
            await page.GotoAsync($"{_site.Pages}/studio/adapters/{InjectedSite.Adapter(i)}/{InjectedSite.File}");
            await Expect(page.Locator("html[data-editor=ready]")).ToBeAttachedAsync();
            await Expect(page.Locator("#problem-list li.bad")).ToContainTextAsync("unknown key");
            // The next problem, with its words beside the text; the list is written a moment before the text knows.
            var words = page.Locator(".cm-tooltip .cm-diagnostic");
            for (var tries = 0; tries < 50 && await words.CountAsync() == 0; tries++)
            {
                await page.Keyboard.PressAsync("F8");
                await Task.Delay(50, Ct);
            }

            await Expect(words.First).ToContainTextAsync("unknown key");
            await _browser.HoldsAsync($"the editor with {Payloads.All[i]}");
            if (i % 4 != 0)
                continue;
            await File.AppendAllTextAsync(_site.PathOf(i), "# theirs\n", Ct);
            await page.Keyboard.PressAsync("Control+s");
            await Expect(page.Locator("#conflict")).ToBeVisibleAsync();
            await _browser.HoldsAsync($"a conflict over {Payloads.All[i]}");
        }
    }
}
