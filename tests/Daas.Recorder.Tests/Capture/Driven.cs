using Daas.Recorder.Capture;
using Daas.Recorder.Recordings;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Daas.Recorder.Tests.Capture;

/// <summary>A recorded browser, driven by a second client as a script would.</summary>
internal sealed class Driven : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Driven(Capturing capturing, string folder, IPlaywright playwright, IBrowser browser, List<TypedCredential> typed) =>
        (Capturing, Folder, _playwright, _browser, Typed) = (capturing, folder, playwright, browser, typed);

    public Capturing Capturing { get; }

    public string Folder { get; }

    public IReadOnlyList<TypedCredential> Typed { get; }

    public IPage Page => _browser.Contexts[0].Pages[0];

    public static string Chromium { get; } =
        new[] { Environment.GetEnvironmentVariable("DAAS_BROWSER"), "/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser" }.First(File.Exists)!;

    public static async Task<Driven> StartAsync(Uri url, bool bar = false, string? state = null)
    {
        var folder = Directory.CreateTempSubdirectory("daas-recording-").FullName;
        var typed = new List<TypedCredential>();
        var capturing = await Capturing.StartAsync(
            new CaptureOptions { Url = url, Browser = Chromium, Folder = folder, Headless = true, Bar = bar, State = state, Typed = typed.Add },
            TimeProvider.System,
            new ToTestOutput(),
            TestContext.Current.CancellationToken);
        var playwright = await Playwright.CreateAsync();
        return new Driven(capturing, folder, playwright, await playwright.Chromium.ConnectOverCDPAsync(capturing.Address.ToString()), typed);
    }

    public Task<Recording> FinishAsync() => Capturing.FinishAsync();

    public async ValueTask DisposeAsync()
    {
        await Capturing.DisposeAsync();
        _playwright.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What the recorder stumbles over is a failure of the test that made it.</summary>
internal sealed class ToTestOutput : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{formatter(state, exception)} {exception}");
}
