using System.Text.Json;
using Microsoft.Playwright;

namespace Daas.EndToEnd.Recording;

/// <summary>The mouse and keyboard of the very browser that is seen.</summary>
internal sealed class OwnHands : Hands
{
    public override Task MoveAsync(IPage window, float x, float y) => window.Mouse.MoveAsync(x, y, new() { Steps = 3 });

    public override Task ClickAsync(IPage window, float x, float y, int count) =>
        UnlessItCloses(window, window.Mouse.ClickAsync(x, y, new() { ClickCount = count }));

    public override Task PressAsync(IPage window, string key) => UnlessItCloses(window, window.Keyboard.PressAsync(key));

    public override Task TypeAsync(IPage window, string text) => window.Keyboard.TypeAsync(text);

    // The list that the browser draws is no part of any page: it is gone through by keys.
    public override async Task ChooseAsync(IPage window, IElementHandle list, float x, float y, string label, string option)
    {
        await list.FocusAsync();
        var (now, want) = await OptionAsync(list, option);
        Assert.True(want >= 0, $"'{label}' offers no '{option}'");
        await window.Keyboard.PressAsync("Alt+ArrowDown");
        await Task.Delay(150);
        for (; now < want; now++)
            await window.Keyboard.PressAsync("ArrowDown");
        for (; now > want; now--)
            await window.Keyboard.PressAsync("ArrowUp");
        await window.Keyboard.PressAsync("Enter");
    }

    public override Task UploadAsync(IPage window, IElementHandle field, FilePayload file) => field.SetInputFilesAsync(file);

    public override Task AnswerAsync(IDialog dialog, bool accept, string? reply) => accept ? dialog.AcceptAsync(reply) : dialog.DismissAsync();

    public override Task CloseAsync(IPage window) => window.CloseAsync();

    public override async Task LeaveAsync(IReadOnlyList<IPage> windows)
    {
        foreach (var window in windows)
            await window.CloseAsync();
    }

    // A button that closes its window may do so before the browser has said that it was clicked.
    private static async Task UnlessItCloses(IPage window, Task done)
    {
        try
        {
            await done;
        }
        catch (PlaywrightException) when (window.IsClosed)
        {
        }
    }

    private static async Task<(int Now, int Want)> OptionAsync(IElementHandle element, string option)
    {
        // Disabled options are stepped over by the keys.
        var told = await element.EvaluateAsync<JsonElement>("""
            (e, option) => {
              const live = [...e.options].filter(o => !o.disabled);
              const text = o => o.text.replace(/[\s\u00a0]+/g, ' ').trim();
              return { now: live.findIndex(o => o.selected), want: live.findIndex(o => text(o) === option) };
            }
            """, option);
        return (told.GetProperty("now").GetInt32(), told.GetProperty("want").GetInt32());
    }
}
