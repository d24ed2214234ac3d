using Daas.Recorder.Capture.Screens;
using Daas.Server.Tests.Studio;

namespace Daas.Benchmarks.Live;

/// <summary>Further people who record at the same time: each has a recorded browser of their own, looks at it, and clicks once a second.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly List<ViewerSite> _sites = [];
    private readonly List<IDisposable> _watching = [];
    private readonly CancellationTokenSource _over = new();
    private Task _clicking = Task.CompletedTask;

    public static async Task<Crowd> StartAsync(int people, Uri system, string browser, CancellationToken ct)
    {
        var crowd = new Crowd();
        for (var i = 0; i < people; i++)
        {
            var site = await ViewerSite.StartAsync(system, browser, ct);
            crowd._sites.Add(site);
            site.Screen.Do(new ScreenCommand.Resize(1000, 620, 1));
            crowd._watching.Add(site.Screen.Watch(seen =>
            {
                // Drawn at once.
                if (seen is ScreenEvent.Frame frame)
                    site.Screen.Do(new ScreenCommand.Acknowledge(frame.Number));
            }));
        }

        crowd._clicking = crowd.ClickAsync();
        return crowd;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _clicking;
        _watching.ForEach(w => w.Dispose());
        foreach (var site in _sites)
            await site.DisposeAsync();
        _over.Dispose();
    }

    private async Task ClickAsync()
    {
        try
        {
            for (var n = 0; ; n++)
            {
                foreach (var site in _sites)
                {
                    site.Screen.Do(new ScreenCommand.Mouse("move", 300 + (n % 50), 200, "none", 0, 0));
                    site.Screen.Do(new ScreenCommand.Mouse("down", 300 + (n % 50), 200, "left", 1, 1));
                    site.Screen.Do(new ScreenCommand.Mouse("up", 300 + (n % 50), 200, "left", 1, 1));
                    await Task.Delay(1000 / _sites.Count, _over.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }
}
