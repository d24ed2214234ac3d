using System.Text.RegularExpressions;
using Daas.Recorder.Capture;
using Microsoft.Playwright;

namespace Daas.Recorder.Tests.Capture;

/// <summary>What was recorded once, done again by itself in a new browser.</summary>
public sealed class ReplayingTests : IAsyncLifetime
{
    private OldSystem _system = null!;

    public async ValueTask InitializeAsync() => _system = await OldSystem.StartAsync();

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task Steps_are_done_again_and_heard_as_the_person_was()
    {
        await using var first = await Driven.StartAsync(_system.Url);
        var page = first.Page;
        await page.FillAsync("[name=user]", "clerk01");
        await page.FillAsync("[name=pwd]", "Secret-9!");
        await page.ClickAsync("button");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/home$"));
        await page.FrameLocator("[name=menu]").Locator("text=居民查询").ClickAsync();
        var main = page.FrameLocator("[name=main]");
        await main.Locator("[name=name]").FillAsync("张");
        await main.Locator("[name=street]").SelectOptionAsync("1");
        await main.Locator("text=查询").ClickAsync();
        var popup = await page.RunAndWaitForPopupAsync(() => main.Locator("text=张伟").ClickAsync());
        await popup.WaitForSelectorAsync("text=关闭");
        var earlier = await first.FinishAsync();

        await using var again = await Driven.StartAsync(_system.Url);
        var stopped = await again.Capturing.ReplayAsync(earlier.Actions, new TypedCredential("clerk01", "Secret-9!"), TestContext.Current.CancellationToken);
        var recording = await again.FinishAsync();

        Assert.Null(stopped);
        Assert.Equal(earlier.Actions.Select(CapturingTests.Say), recording.Actions.Select(CapturingTests.Say));
        Assert.Equal(earlier.Page(earlier.Actions[^1].After)!.Url, recording.Page(recording.Actions[^1].After)!.Url);
    }

    [Fact]
    public async Task It_stops_at_the_step_whose_element_is_not_there()
    {
        await using var first = await Driven.StartAsync(new Uri(_system.Url, "/list"));
        await first.Page.FillAsync("[name=name]", "张");
        await first.Page.EvaluateAsync("document.querySelector('[name=street]').id = 'gone'");
        await first.Page.SelectOptionAsync("#gone", "1");
        var earlier = await first.FinishAsync();

        await using var again = await Driven.StartAsync(new Uri(_system.Url, "/list"));
        var stopped = await again.Capturing.ReplayAsync(earlier.Actions, null, TestContext.Current.CancellationToken);

        Assert.Equal(2, stopped);
    }
}
