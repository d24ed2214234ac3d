using Microsoft.Playwright;

namespace Daas.Benchmarks.Recording;

/// <summary>One kind of page and what somebody does on it, driven by mouse and keyboard.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Path">Where it begins.</param>
/// <param name="ActIn">Name of the frame with what is clicked; empty: the window itself.</param>
/// <param name="ShownIn">Name of the frame that shows the answer.</param>
/// <param name="Types">What is typed first.</param>
internal sealed record PageKind(string Name, string Path, string ActIn = "", string ShownIn = "", params IReadOnlyList<string> Types)
{
    public static readonly IReadOnlyList<PageKind> All =
    [
        new("plain table", "/table"),
        new("table of 1,000 rows", "/heavy"),
        new("frameset", "/frames", "menu", "main"),
        new("form with typing", "/form", "", "", "王小明", "bei da jie 12 hao", "ban li ju min deng ji"),
        new("ajax grid", "/grid"),
    ];

    /// <summary>From the first key or click to when the page is ready, which shows the number asked for.</summary>
    public async Task<TimeSpan> ActAsync(IPage page, int next)
    {
        var frame = Frame(page, ActIn);
        // Found before the clock runs: the eye has seen it long ago.
        var box = (await (await frame.WaitForSelectorAsync("#go"))!.BoundingBoxAsync())!;
        if (Types.Count > 0)
            await frame.FocusAsync("#name");
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        foreach (var (text, at) in Types.Select((t, i) => (t, i)))
        {
            if (at > 0)
                await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync(text);
        }

        await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Ready(page, next);
        return System.Diagnostics.Stopwatch.GetElapsedTime(began);
    }

    public async Task Ready(IPage page, int number)
    {
        while (true)
        {
            try
            {
                await Frame(page, ShownIn).WaitForFunctionAsync(
                    "n => document.readyState === 'complete' && document.getElementById('done')?.textContent === `第${n}页`", number, new() { PollingInterval = 5 });
                return;
            }
            catch (PlaywrightException e) when (e.Message.Contains("context was destroyed", StringComparison.Ordinal) || e.Message.Contains("navigat", StringComparison.Ordinal))
            {
                // Between two documents.
            }
        }
    }

    private static IFrame Frame(IPage page, string name) => name.Length == 0 ? page.MainFrame : page.Frame(name)!;
}
