using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>A picture of the page on which a run failed: the visible part, password fields blanked.</summary>
internal static class Pictures
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(4);

    public static async Task<byte[]?> TakeAsync(Window window)
    {
        if (window.Page.IsClosed)
            return null;
        // The run may be over by its cap; the picture has a time of its own.
        using var cap = new CancellationTokenSource(Most);
        try
        {
            await window.CallAsync("hidePasswords", true, cap.Token);
            return await window.Page.ScreenshotAsync(new() { Type = ScreenshotType.Png, Timeout = (float)Most.TotalMilliseconds, Animations = ScreenshotAnimations.Disabled })
                .WaitAsync(cap.Token);
        }
        catch (Exception e) when (e is PlaywrightException or OperationCanceledException or TimeoutException or WindowStuckException)
        {
            return null;
        }
    }
}
