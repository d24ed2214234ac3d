using System.Text.Json;
using Microsoft.Playwright;

namespace Daas.Benchmarks.Paths.Recorded;

/// <summary>Someone who works in a recorded browser with its mouse and keyboard, in whatever frame a thing is shown.</summary>
internal sealed class Clerk : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>After each act, until its consequences have come: what is recorded tells them by what happened between two acts.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(700);

    private const int Looks = 600;

    private readonly IPlaywright _playwright;
    private readonly IPage _window;

    private Clerk(IPlaywright playwright, IPage window) => (_playwright, _window) = (playwright, window);

    public static async Task<Clerk> AtAsync(Uri browser)
    {
        var playwright = await Playwright.CreateAsync();
        return new Clerk(playwright, (await playwright.Chromium.ConnectOverCDPAsync(browser.AbsoluteUri)).Contexts[0].Pages[0]);
    }

    public async Task ClickAsync(string css)
    {
        await (await SeeAsync(css)).ClickAsync();
        await Task.Delay(Rest);
    }

    public async Task TypeAsync(string css, string text)
    {
        await (await SeeAsync(css)).ClickAsync();
        await _window.Keyboard.TypeAsync(text);
        await Task.Delay(Rest);
    }

    /// <summary>Goes to the option with the arrow keys: the list that the browser draws is no part of any page.</summary>
    public async Task ChooseAsync(string css, string option)
    {
        var list = await SeeAsync(css);
        await list.FocusAsync();
        var told = await list.EvaluateAsync<JsonElement>("(e, text) => ({ now: e.selectedIndex, want: [...e.options].findIndex(o => o.text.trim() === text) })", option);
        var (now, want) = (told.GetProperty("now").GetInt32(), told.GetProperty("want").GetInt32());
        if (want < 0)
            throw new InvalidOperationException($"{css} offers no '{option}'");
        await _window.Keyboard.PressAsync("Alt+ArrowDown");
        await Task.Delay(Look);
        for (var at = now; at != want; at += Math.Sign(want - now))
            await _window.Keyboard.PressAsync(want > now ? "ArrowDown" : "ArrowUp");
        await _window.Keyboard.PressAsync("Enter");
        await _window.Keyboard.PressAsync("Tab");
        await Task.Delay(Rest);
    }

    public ValueTask DisposeAsync()
    {
        _playwright.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ILocator> SeeAsync(string css)
    {
        for (var look = 0; look < Looks; look++)
        {
            foreach (var frame in _window.Frames)
            {
                try
                {
                    if (await frame.Locator(css).First.IsVisibleAsync())
                        return frame.Locator(css).First;
                }
                catch (PlaywrightException)
                {
                    // The frame goes away right now.
                }
            }

            await Task.Delay(Look);
        }

        throw new InvalidOperationException($"nothing shows {css}");
    }
}
