using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Daas.Runtime.Browsers;

/// <summary>Starts Playwright's driver once, and browsers with it.</summary>
internal sealed class BrowserLauncher(BrowserFinder finder, BrowserPoolOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    // Whatever is not a leased context (the browser's own look-ups) meets a closed door.
    private const string Nowhere = "http://127.0.0.1:9";

    internal static readonly string[] FeaturesOff =
    [
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades",
        "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "BlockOriginHeaderModificationOnRedirect",
        "AvoidCorsURLLoaderRestartOnRedirect", "Translate", "AutoDeElevate", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
        "msForceBrowserSignIn", "msEdgeUpdateLaunchServicesPreferredVersion", "AutofillServerCommunication",
    ];

    private static readonly string[] Flags =
    [
        "--disable-quic",
        // One response at a time on a connection: that is what lets the egress gate count bytes per response in a TLS tunnel.
        "--disable-http2",
        // WebRTC would send UDP past the proxy.
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-domain-reliability",
        "--no-pings",
        // Of several such flags Chromium takes the last: this is Playwright's list (a test compares), and last the look-ups about every form it sees.
        "--disable-features=" + string.Join(',', FeaturesOff),
        // All frames of a page in one process: fewer processes, and framesets over several hosts step as fast as others.
        "--disable-site-isolation-trials",
    ];

    private static readonly string[] BareFlags = ["--blink-settings=imagesEnabled=false", "--disable-remote-fonts"];

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly List<RunningBrowser> started = [];
    private IPlaywright? playwright;
    private bool withoutSandbox = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <exception cref="BrowserUnavailableException">There is none, or it does not start.</exception>
    public async Task<RunningBrowser> LaunchAsync(bool images)
    {
        await oneAtATime.WaitAsync();
        try
        {
            var location = await finder.FindOrInstallAsync(line => Log.BrowserInstallation(logger, line));
            try
            {
                return await LaunchOnceAsync(location, images);
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                // The driver may have died with its browsers, or the sandbox be forbidden (containers): once more with what can be changed.
                if (!withoutSandbox && e.Message.Contains("sandbox", StringComparison.OrdinalIgnoreCase))
                {
                    withoutSandbox = true;
                    Log.BrowserWithoutSandbox(logger, location.ExecutablePath);
                }

                ForgetDriver();
                return await LaunchOnceAsync(location, images);
            }
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            ForgetDriver();
            throw new BrowserUnavailableException($"The browser does not start: {e.Message}", e);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <param name="address">Its DevTools address.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="BrowserUnavailableException">It is not there.</exception>
    public async Task<AttachedBrowser> AttachAsync(Uri address, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            var driver = await DriverAsync();
            var patience = (float)options.StartTimeout.TotalMilliseconds;
            var browser = await driver.Chromium.ConnectOverCDPAsync(address.AbsoluteUri, new() { Timeout = patience }).WaitAsync(ct);
            return new AttachedBrowser(browser, browser.Contexts[0].Pages[0]);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            throw new BrowserUnavailableException($"The browser does not answer: {e.Message}", e);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        playwright?.Dispose();
        playwright = null;
    }

    private async Task<RunningBrowser> LaunchOnceAsync(BrowserLocation location, bool images)
    {
        var driver = await DriverAsync();
        var browser = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = location.ExecutablePath,
            Headless = true,
            ChromiumSandbox = !withoutSandbox,
            Args = images ? Flags : [.. Flags, .. BareFlags],
            Proxy = new() { Server = Nowhere },
            Timeout = (float)options.StartTimeout.TotalMilliseconds,
            // The server ends its runs first, then its browsers.
            HandleSIGINT = false,
            HandleSIGTERM = false,
            HandleSIGHUP = false,
        }).WaitAsync(options.StartTimeout + TimeSpan.FromSeconds(5));
        var running = await RunningBrowser.WrapAsync(browser, images, time.GetUtcNow());
        started.RemoveAll(b => b.Lost.IsCancellationRequested);
        started.Add(running);
        Log.BrowserStarted(logger, location.ExecutablePath, browser.Version, running.ProcessId, images);
        return running;
    }

    private async Task<IPlaywright> DriverAsync()
    {
        if (playwright is not null)
            return playwright;
        if (PlaywrightDriver.Find() is null)
            throw new BrowserUnavailableException(
                $"Playwright's driver is not beside this program. Publish it with the folder .playwright, or set {PlaywrightDriver.SearchPathVariable}.");
        return playwright = await Playwright.CreateAsync().WaitAsync(options.StartTimeout);
    }

    // A driver with a living browser is sound, and other runs depend on it.
    private void ForgetDriver()
    {
        if (started.TrueForAll(b => b.Lost.IsCancellationRequested))
            Dispose();
    }
}
