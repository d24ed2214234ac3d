using System.Text.RegularExpressions;
using Daas.EndToEnd.Recording;
using Microsoft.Playwright;

namespace Daas.EndToEnd.Studio;

/// <summary>Mouse and keyboard at the studio's page: what is seen in the old system's browser is done to its picture there.</summary>
/// <param name="studio">The page on which the old system is shown.</param>
internal sealed class StudioHands(StudioPage studio) : Hands
{
    private const string Canvas = "#stage canvas";

    // What is done here comes to the old system a moment later.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(250);

    private IPage Page => studio.Page;

    public override async Task MoveAsync(IPage window, float x, float y)
    {
        var place = await PlaceAsync(window, x, y);
        await Page.Mouse.MoveAsync(place.X, place.Y, new() { Steps = 3 });
        await Task.Delay(OnItsWay);
    }

    public override async Task ClickAsync(IPage window, float x, float y, int count)
    {
        var place = await PlaceAsync(window, x, y);
        await Page.Mouse.ClickAsync(place.X, place.Y, new() { ClickCount = count });
        await Task.Delay(OnItsWay);
    }

    public override async Task PressAsync(IPage window, string key)
    {
        await Page.Keyboard.PressAsync(key);
        await Task.Delay(OnItsWay);
    }

    public override async Task TypeAsync(IPage window, string text)
    {
        await Page.Keyboard.TypeAsync(text);
        await Task.Delay(OnItsWay);
    }

    public override async Task ChooseAsync(IPage window, IElementHandle list, float x, float y, string label, string option)
    {
        await ClickAsync(window, x, y, 1);
        var words = string.Join(@"[\s\u00a0]+", option.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape));
        var row = Page.Locator("#stage .live-list [role=option]", new() { HasTextRegex = new Regex($@"^[\s\u00a0]*{words}[\s\u00a0]*$") }).First;
        await row.ClickAsync();
        await Page.Locator("#stage .live-list").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Task.Delay(OnItsWay);
    }

    public override async Task UploadAsync(IPage window, IElementHandle field, FilePayload file)
    {
        if (await field.BoundingBoxAsync() is not { Width: > 1 } box)
            throw new Xunit.Sdk.XunitException("the field for files is not seen");
        await ClickAsync(window, box.X + Math.Min(box.Width / 2, 60), box.Y + (box.Height / 2), 1);
        await Page.Locator("#stage .live-files input[type=file]").SetInputFilesAsync(file);
        await Page.Locator("#stage .live-files").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Task.Delay(OnItsWay);
    }

    public override async Task AnswerAsync(IDialog dialog, bool accept, string? reply)
    {
        var asked = Page.Locator("#stage .live-dialog");
        await asked.WaitForAsync();
        if (dialog.Type != "beforeunload")
            Assert.Equal(dialog.Message, await asked.Locator(".live-said").TextContentAsync());
        if (reply is not null)
            await asked.Locator("input").FillAsync(reply);
        await studio.ShootAsync("dialog");
        await asked.Locator(accept ? "button.primary" : "button:not(.primary)").ClickAsync();
    }

    public override async Task CloseAsync(IPage window)
    {
        await Page.Locator("#stage .live-tab[data-active=true] .live-close").ClickAsync();
        await Task.Delay(OnItsWay);
    }

    public override Task LeaveAsync(IReadOnlyList<IPage> windows) => studio.DoneAsync();

    // The picture is the window, perhaps smaller.
    private async Task<(float X, float Y)> PlaceAsync(IPage window, float x, float y)
    {
        var wide = await window.EvaluateAsync<float>("innerWidth");
        var picture = await Page.Locator(Canvas).BoundingBoxAsync() ?? throw new Xunit.Sdk.XunitException("the old system is not shown");
        var scale = picture.Width / wide;
        return (picture.X + (x * scale), picture.Y + (y * scale));
    }
}
