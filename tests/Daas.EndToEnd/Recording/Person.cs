using Microsoft.Playwright;

namespace Daas.EndToEnd.Recording;

/// <summary>
/// Someone at the screen of a recorded browser: sees words and fields in whatever frame they are, moves the mouse to them, types. Knows nothing of ids,
/// names or paths; fields are found by the words beside them, as eyes do.
/// </summary>
internal sealed class Person : IAsyncDisposable
{
    private const int Looks = 150;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Hands _hands;
    private readonly List<(string Kind, string Text)> _dialogs = [];
    private readonly HashSet<IRequest> _underWay = [];
    private string? _reply;
    private bool _refuse;

    private Person(IPlaywright playwright, IBrowser browser, Hands hands)
    {
        (_playwright, _browser, _hands) = (playwright, browser, hands);
        foreach (var page in browser.Contexts[0].Pages)
            Watch(page);
        browser.Contexts[0].Page += (_, page) => Watch(page);
    }

    /// <summary>Words of the dialogs that came up; all were answered with OK unless said otherwise.</summary>
    public IReadOnlyList<string> Dialogs => [.. _dialogs.Select(d => d.Text)];

    /// <summary>The window in front: the newest that is still open.</summary>
    public IPage Window => _browser.Contexts[0].Pages[^1];

    /// <param name="address">The browser that is seen.</param>
    /// <param name="hands">By which things are done in it; null: its own mouse and keyboard.</param>
    public static async Task<Person> AtAsync(string address, Hands? hands = null)
    {
        var playwright = await Playwright.CreateAsync();
        var person = new Person(playwright, await playwright.Chromium.ConnectOverCDPAsync(address), hands ?? new OwnHands());
        await person.RestAsync();
        return person;
    }

    /// <summary>The next dialogs are answered with Cancel.</summary>
    public void Refuse() => _refuse = true;

    /// <summary>What is typed into the next prompt.</summary>
    public void Reply(string text) => _reply = text;

    /// <summary>Clicks what shows these words: a link, a button, a tab, a cell.</summary>
    /// <param name="words">All of what it shows; or its title or picture's text where it shows none.</param>
    /// <param name="near">Words of the row in which it stands; null when it is the first on the screen.</param>
    public async Task ClickAsync(string words, string? near = null, int count = 1)
    {
        var seen = await SeeAsync("words", words, near);
        await MoveAsync(seen);
        await _hands.ClickAsync(Window, seen.X, seen.Y, count);
        await RestAsync();
    }

    /// <summary>Clicks the field beside these words, as one that opens a list.</summary>
    public async Task ClickFieldAsync(string label, string? near = null)
    {
        var seen = await SeeAsync("field", label, near);
        await MoveAsync(seen);
        await _hands.ClickAsync(Window, seen.X, seen.Y, 1);
        await RestAsync();
    }

    public async Task HoverAsync(string words, string? near = null)
    {
        await MoveAsync(await SeeAsync("words", words, near));
        await RestAsync();
    }

    /// <summary>Types into the field beside these words, in place of what it holds.</summary>
    public async Task TypeAsync(string label, string text, string? near = null)
    {
        var seen = await SeeAsync("box", label, near);
        await MoveAsync(seen);
        await _hands.ClickAsync(Window, seen.X, seen.Y, 1);
        await _hands.PressAsync(Window, "Control+A");
        await _hands.PressAsync(Window, "Delete");
        foreach (var line in text.Split('\n').Select((l, i) => (Text: l, First: i == 0)))
        {
            if (!line.First)
                await _hands.PressAsync(Window, "Enter");
            await _hands.TypeAsync(Window, line.Text);
        }

        await RestAsync();
    }

    /// <summary>Opens the list beside these words, goes to the option with the arrow keys, takes it.</summary>
    public async Task ChooseAsync(string label, string option, string? near = null)
    {
        var seen = await SeeAsync("list", label, near);
        await _hands.ChooseAsync(Window, seen.Element, seen.X, seen.Y, label, option);
        await RestAsync();
        await _hands.PressAsync(Window, "Tab");
        await RestAsync();
    }

    /// <summary>Clicks the box or radio button beside these words.</summary>
    public async Task TickAsync(string label, string? near = null)
    {
        var seen = await SeeAsync("tick", label, near);
        await MoveAsync(seen);
        await _hands.ClickAsync(Window, seen.X, seen.Y, 1);
        await RestAsync();
    }

    public async Task PressAsync(string key)
    {
        await _hands.PressAsync(Window, key);
        await RestAsync();
    }

    /// <summary>Gives a file to the field beside these words; it is chosen in the system's own file window, which no page sees.</summary>
    public async Task UploadAsync(string label, string name, byte[] bytes)
    {
        var seen = await SeeAsync("file", label, null);
        await _hands.UploadAsync(Window, seen.Element, new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
        await RestAsync();
    }

    /// <summary>Waits until some frame shows the words.</summary>
    public Task ReadAsync(string words) => SeeAsync("text", words, null);

    public async Task CloseWindowAsync()
    {
        await _hands.CloseAsync(Window);
        await RestAsync();
    }

    /// <summary>Closes all windows: the work is done.</summary>
    public async Task LeaveAsync()
    {
        await _hands.LeaveAsync([.. _browser.Contexts[0].Pages.Reverse()]);
    }

    public ValueTask DisposeAsync()
    {
        _playwright.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Watch(IPage page)
    {
        page.Dialog += AnswerAsync;
        page.Request += (_, request) => Count(request, begins: true);
        page.RequestFinished += (_, request) => Count(request, begins: false);
        page.RequestFailed += (_, request) => Count(request, begins: false);
        page.Close += (_, _) =>
        {
            lock (_underWay)
                _underWay.Clear();
        };
    }

    private void Count(IRequest request, bool begins)
    {
        lock (_underWay)
            _ = begins ? _underWay.Add(request) : _underWay.Remove(request);
    }

    private async void AnswerAsync(object? sender, IDialog dialog)
    {
        _dialogs.Add((dialog.Type, dialog.Message));
        await _hands.AnswerAsync(dialog, !_refuse || dialog.Type == "alert", dialog.Type == "prompt" ? _reply : null);
        _refuse = false;
    }

    private Task MoveAsync(Seen seen) => _hands.MoveAsync(Window, seen.X, seen.Y);

    /// <summary>A person goes on when the screen has come to rest: nothing that was asked for is still awaited.</summary>
    private async Task RestAsync()
    {
        const int least = 5, most = 80;
        for (int quiet = 0, beats = 0; quiet < least && beats < most; beats++)
        {
            await Task.Delay(100);
            lock (_underWay)
                quiet = _underWay.Count == 0 ? quiet + 1 : 0;
        }
    }

    private async Task<Seen> SeeAsync(string kind, string words, string? near)
    {
        for (var look = 0; look < Looks; look++)
        {
            foreach (var frame in Window.Frames)
            {
                try
                {
                    var handle = await frame.EvaluateHandleAsync(Sight.Script, new { kind, words, near });
                    if (handle is not IElementHandle element)
                        continue;
                    await element.ScrollIntoViewIfNeededAsync(new() { Timeout = 2000 });
                    if (kind == "text" || kind == "file")
                        return new Seen(element, 0, 0);
                    if (await element.BoundingBoxAsync() is { Width: > 0 } box)
                        return new Seen(element, box.X + Math.Min(box.Width / 2, 200), box.Y + (box.Height / 2));
                }
                catch (Exception e) when (e is PlaywrightException or TimeoutException)
                {
                    // The frame was on its way to another page.
                }
            }

            await Task.Delay(100);
        }

        await Window.ScreenshotAsync(new() { Path = Path.Combine(Path.GetTempPath(), "daas-person.png") });
        throw new Xunit.Sdk.XunitException($"no {kind} '{words}'{(near is null ? "" : $" near '{near}'")} on the screen of {Window.Url} (picture: daas-person.png)");
    }

    private sealed record Seen(IElementHandle Element, float X, float Y);
}
