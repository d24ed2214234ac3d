using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Daas.Runtime.Browsers;

/// <summary>
/// Finds a browser on this machine, or installs one: an installed browser first, then Playwright's own download, then Debian's package.
/// </summary>
public sealed partial class BrowserFinder
{
    /// <summary>Environment variable that names the executable to use.</summary>
    public const string PathVariable = "DAAS_BROWSER";

    private readonly BrowserFinderOptions options;
    private readonly BrowserSurroundings machine;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly SemaphoreSlim naming = new(1, 1);
    private BrowserLocation? found;
    private string? userAgent;

    public BrowserFinder(BrowserFinderOptions? options = null)
        : this(options ?? new(), new())
    {
    }

    internal BrowserFinder(BrowserFinderOptions options, BrowserSurroundings machine)
    {
        this.options = options;
        this.machine = machine;
    }

    /// <summary>Looks without installing anything; null when there is none. Costs a few file look-ups.</summary>
    /// <exception cref="BrowserUnavailableException">A path was configured and there is no file.</exception>
    public BrowserLocation? FindInstalled()
    {
        var configured = options.ExecutablePath ?? machine.Variable(PathVariable);
        if (!string.IsNullOrEmpty(configured))
        {
            return machine.FileExists(configured)
                ? new(configured, "configured")
                : throw new BrowserUnavailableException(
                    $"The configured browser '{configured}' does not exist. Correct the path (setting or {PathVariable}), or remove it to have a browser found.");
        }

        foreach (var place in InstalledBrowsers.Places(machine))
            if (machine.FileExists(place))
                return new(place, "installed");
        return null;
    }

    /// <summary>Finds a browser, or installs one. <paramref name="progress"/> gets lines of text for a person when this takes long.</summary>
    /// <exception cref="BrowserUnavailableException">Nothing worked; the message lists what was tried.</exception>
    public async Task<BrowserLocation> FindOrInstallAsync(Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (found is not null && machine.FileExists(found.ExecutablePath))
                return found;
            return found = FindInstalled() ?? await InstallAsync(progress ?? (_ => { }), cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>
    /// What both paths call themselves to the old systems, some of which bind a session to it: what the browser of this machine sends by itself. Found
    /// out once, without starting or installing one.
    /// </summary>
    public async ValueTask<string> UserAgentAsync(CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref userAgent) is { } known)
            return known;
        await naming.WaitAsync(cancellationToken);
        try
        {
            if (userAgent is not null)
                return userAgent;
            var location = found;
            try
            {
                location ??= FindInstalled();
            }
            catch (BrowserUnavailableException)
            {
                // Who needs the browser itself is told; plain requests do without.
            }

            var name = await UserAgent.OfAsync(location, machine, cancellationToken);
            Volatile.Write(ref userAgent, name);
            return name;
        }
        finally
        {
            naming.Release();
        }
    }

    private async Task<BrowserLocation> InstallAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        List<string> tried = ["looked for Chromium, Chrome and Edge: none is installed"];

        if (machine.Driver() is { } driver)
        {
            if (await DownloadedAsync(driver, cancellationToken) is { } earlier)
                return earlier;
            if (!options.MayDownload)
                tried.Add("Playwright's own Chromium: not downloaded before, and a download is not allowed by configuration");
            else if (await DownloadAsync(driver, progress, tried, cancellationToken) is { } downloaded)
                return downloaded;
        }
        else
        {
            tried.Add("Playwright's own Chromium: its driver is not beside this program");
        }

        if (await InstallPackageAsync(progress, tried, cancellationToken) is { } package)
            return package;

        throw new BrowserUnavailableException(
            "No browser. Tried:" + string.Concat(tried.Select(t => $"\n  - {t}"))
            + $"\nInstall Chromium, Chrome or Edge (Debian: apt-get install chromium fonts-noto-cjk), or set {PathVariable} to a browser's executable.");
    }

    private async Task<BrowserLocation?> DownloadAsync(
        PlaywrightDriver driver, Action<string> progress, List<string> tried, CancellationToken cancellationToken)
    {
        progress("No browser is installed; downloading Playwright's Chromium (about 170 MB) ...");
        var words = new LastWords();
        var shown = -1;
        var code = await machine.RunAsync(
            driver.Node,
            [driver.Script, "install", "chromium", "--no-shell"],
            line =>
            {
                if (Percent().Match(line) is { Success: true } percent)
                {
                    // One line for each tenth is enough for a person; the download's bar writes far more.
                    var tenth = int.Parse(percent.Groups[1].Value) / 10;
                    if (tenth == shown)
                        return;
                    shown = tenth;
                }
                else
                {
                    words.Hear(line);
                }

                progress(line);
            },
            cancellationToken);
        if (code != 0)
        {
            tried.Add($"Playwright's download: failed ({words})");
            return null;
        }

        if (await DownloadedAsync(driver, cancellationToken) is not { } location)
        {
            tried.Add("Playwright's download: ended well, but its Chromium was not found afterwards");
            return null;
        }

        // A downloaded browser is of no use where the system's libraries are missing: its own version line shows that they are there.
        if (await machine.RunAsync(location.ExecutablePath, ["--version"], words.Hear, cancellationToken) == 0)
            return location;
        tried.Add($"Playwright's download: does not start on this system ({words})");
        return null;
    }

    private async Task<BrowserLocation?> DownloadedAsync(PlaywrightDriver driver, CancellationToken cancellationToken)
    {
        // A dry run prints where the browser is, or would be, without touching the network.
        string? folder = null;
        await machine.RunAsync(
            driver.Node,
            [driver.Script, "install", "chromium", "--no-shell", "--dry-run"],
            line =>
            {
                if (folder is null && InstallLocation().Match(line) is { Success: true } match)
                    folder = match.Groups[1].Value.Trim();
            },
            cancellationToken);
        return folder is null
            ? null
            : DownloadLayouts(folder).Where(machine.FileExists).Select(p => new BrowserLocation(p, "Playwright's download")).FirstOrDefault();
    }

    private static IEnumerable<string> DownloadLayouts(string folder) =>
    [
        folder + "/chrome-linux64/chrome",
        folder + "/chrome-linux-arm64/chrome",
        folder + "/chrome-linux/chrome",
        folder + @"\chrome-win64\chrome.exe",
        folder + @"\chrome-win\chrome.exe",
        folder + "/chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
        folder + "/chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
        folder + "/chrome-mac/Chromium.app/Contents/MacOS/Chromium",
    ];

    private async Task<BrowserLocation?> InstallPackageAsync(Action<string> progress, List<string> tried, CancellationToken cancellationToken)
    {
        const string aptGet = "/usr/bin/apt-get";
        if (machine.Platform != OSPlatform.Linux || !machine.FileExists(aptGet))
            return null;
        if (!options.MayInstallPackage || !machine.IsRoot)
        {
            tried.Add("Debian's package: " + (machine.IsRoot ? "not allowed by configuration" : "needs root"));
            return null;
        }

        progress("Installing Debian's Chromium (apt-get install chromium fonts-noto-cjk) ...");
        var words = new LastWords();
        void Line(string line)
        {
            words.Hear(line);
            progress(line);
        }

        string[] install = ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"];
        var code = await machine.RunAsync(aptGet, install, Line, cancellationToken);
        if (code != 0 && await machine.RunAsync(aptGet, ["update"], Line, cancellationToken) == 0)
            code = await machine.RunAsync(aptGet, install, Line, cancellationToken);

        if (code == 0 && InstalledBrowsers.Places(machine).FirstOrDefault(machine.FileExists) is { } place)
            return new(place, "Debian's package");
        tried.Add($"Debian's package: apt-get failed ({words})");
        return null;
    }

    [GeneratedRegex(@"(\d+)% of ")]
    private static partial Regex Percent();

    [GeneratedRegex(@"Install location:\s+(.+)$")]
    private static partial Regex InstallLocation();
}
