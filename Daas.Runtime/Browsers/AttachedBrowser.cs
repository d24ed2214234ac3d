using Microsoft.Playwright;

namespace Daas.Runtime.Browsers;

/// <summary>A browser that somebody else started, for as long as this one acts in it; disposing lets go of it and leaves it as it is.</summary>
internal sealed class AttachedBrowser : IAsyncDisposable
{
    private readonly IBrowser _browser;
    private readonly CancellationTokenSource _lost = new();

    public AttachedBrowser(IBrowser browser, IPage page)
    {
        (_browser, Page) = (browser, page);
        browser.Disconnected += OnDisconnected;
    }

    /// <summary>Its first window.</summary>
    public IPage Page { get; }

    /// <summary>Cancelled when it is gone.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        _browser.Disconnected -= OnDisconnected;
        try
        {
            await _browser.CloseAsync();
        }
        catch (PlaywrightException)
        {
            // Gone already.
        }

        _lost.Dispose();
    }

    private void OnDisconnected(object? sender, IBrowser browser) => _lost.Cancel();
}
