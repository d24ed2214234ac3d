using Daas.Runtime.Tests.BrowserPath;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedBrowser))]

namespace Daas.Runtime.Tests.BrowserPath;

/// <summary>One browser for all tests of the browser path; each test has a context of its own.</summary>
public sealed class SharedBrowser : IAsyncLifetime
{
    private readonly SemaphoreSlim starting = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<IPage> PageAsync()
    {
        await starting.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("DAAS_BROWSER") ?? "/usr/bin/chromium" });
        }
        finally
        {
            starting.Release();
        }

        var context = await browser.NewContextAsync(new() { Locale = "zh-CN", AcceptDownloads = true });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
        starting.Dispose();
    }
}
