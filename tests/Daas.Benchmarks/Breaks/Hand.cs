using Microsoft.Playwright;

namespace Daas.Benchmarks.Breaks;

/// <summary>Somebody at the recorded browser, through its debug port: mouse and keyboard, by the words on the screen.</summary>
internal sealed class Hand : IDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowserContext _context;

    private Hand(IPlaywright playwright, IBrowserContext context)
    {
        (_playwright, _context) = (playwright, context);
        foreach (var page in context.Pages)
            page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
    }

    /// <summary>What is uploaded.</summary>
    public static string Paper => Path.Combine(Path.GetTempPath(), "paper.txt");

    private IPage Front => _context.Pages[^1];

    public static async Task<Hand> AtAsync(string address)
    {
        var playwright = await Playwright.CreateAsync();
        return new Hand(playwright, (await playwright.Chromium.ConnectOverCDPAsync(address)).Contexts[0]);
    }

    public async Task ClickAsync(string words)
    {
        await PressAsync(frame => frame.Locator($"a:has-text('{words}'), button:has-text('{words}'), input[value='{words}']"));
        await RestAsync();
    }

    public async Task TypeAsync(string label, string text)
    {
        await PressAsync(frame => frame.GetByLabel(label));
        await Front.Keyboard.TypeAsync(text);
    }

    public async Task UploadAsync(string label)
    {
        await File.WriteAllTextAsync(Paper, "附件");
        await Front.GetByLabel(label).SetInputFilesAsync(Paper);
    }

    public async Task LeaveAsync()
    {
        await RestAsync();
        foreach (var page in _context.Pages.Reverse().ToList())
            await page.CloseAsync();
    }

    public void Dispose() => _playwright.Dispose();

    // As long as a person looks.
    private static Task RestAsync() => Task.Delay(1200);

    private async Task PressAsync(Func<IFrame, ILocator> what)
    {
        for (var looks = 0; looks < 200; looks++)
        {
            foreach (var frame in Front.Frames)
            {
                try
                {
                    if (await what(frame).CountAsync() > 0 && await what(frame).First.BoundingBoxAsync() is { } box)
                    {
                        await Front.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
                        return;
                    }
                }
                catch (PlaywrightException)
                {
                    // Between two documents.
                }
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("what the person looks for is not on the screen");
    }
}
