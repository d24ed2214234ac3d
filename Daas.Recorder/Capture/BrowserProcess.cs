using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Daas.Recorder.Capture;

/// <summary>A browser that a person works in: a process of its own with a profile that is thrown away.</summary>
internal sealed class BrowserProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Flags =
    [
        "--no-first-run", "--no-default-browser-check", "--no-service-autorun", "--disable-sync", "--disable-background-networking", "--disable-component-update",
        "--disable-default-apps", "--disable-extensions", "--disable-domain-reliability", "--disable-breakpad", "--no-pings", "--password-store=basic",
        "--use-mock-keychain", "--disable-popup-blocking", "--disable-prompt-on-repost", "--disable-hang-monitor", "--disable-save-password-bubble",
        "--disable-back-forward-cache", "--disable-client-side-phishing-detection", "--disable-ipc-flooding-protection", "--hide-crash-restore-bubble",
        "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
        "--disable-features=Translate,HttpsUpgrades,OptimizationHints,MediaRouter,NetworkTimeServiceQuerying,AutofillServerCommunication,"
            + "PasswordManagerOnboarding,PasswordLeakDetection",
        // All frames of a page in one process, as in the browser path.
        "--disable-site-isolation-trials",
    ];

    // The browser ends with this process, however that ends (its end closes the pipe), and does not hear the Ctrl+C of the terminal it was started from.
    private const string Guard = """
        profile=$1; shift; exec 3<&0
        "$@" 3<&- </dev/null & browser=$!
        (cat <&3 >/dev/null 2>&1; kill -TERM $browser; sleep 2; kill -KILL $browser; rm -rf "$profile") 2>/dev/null & guard=$!
        wait $browser; kill $guard 2>/dev/null
        """;

    private readonly Process _process;
    private readonly string _profile;

    private BrowserProcess(Process process, string profile, int port, Uri socket)
    {
        (_process, _profile, Socket) = (process, profile, socket);
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    private const string Preferences = """{"translate":{"enabled":false},"credentials_enable_service":false,"profile":{"password_manager_enabled":false}}""";

    /// <summary>Where another client can drive it.</summary>
    public Uri Address { get; }

    /// <summary>Where it puts what is downloaded, under names of its own.</summary>
    public string Downloads => Path.Combine(_profile, "downloads");

    /// <summary>The browser's own line.</summary>
    public Uri Socket { get; }

    /// <exception cref="CaptureException">It does not start, or the port is taken.</exception>
    public static async Task<BrowserProcess> StartAsync(BrowserStart options, CancellationToken ct)
    {
        if (options.DebugPort != 0 && IsTaken(options.DebugPort))
            throw Taken(options.DebugPort);
        var profile = Directory.CreateTempSubdirectory("daas-record-").FullName;
        // A page that the browser translates shows words that the system does not have.
        Directory.CreateDirectory(Path.Combine(profile, "Default"));
        await File.WriteAllTextAsync(Path.Combine(profile, "Default", "Preferences"), Preferences, ct);
        var start = Start(options.Browser, profile);
        foreach (var flag in Flags)
            start.ArgumentList.Add(flag);
        start.ArgumentList.Add($"--remote-debugging-port={options.DebugPort}");
        start.ArgumentList.Add($"--user-data-dir={profile}");
        start.ArgumentList.Add(options.Headless ? "--window-size=1366,900" : "--window-size=1366,768");
        start.ArgumentList.Add("--window-position=0,0");
        start.ArgumentList.Add(options.Headless ? "--headless=new" : "--start-maximized");
        if (options.Scale != 1)
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--force-device-scale-factor={options.Scale}"));
        if (options.Language is { } language)
            start.ArgumentList.Add($"--accept-lang={language}");
        foreach (var flag in options.Proxy is { } proxy ? Through(proxy) : [])
            start.ArgumentList.Add(flag);
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            start.ArgumentList.Add("--no-sandbox");
        start.ArgumentList.Add("about:blank");

        var said = new List<string>();
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        Process? process = null;
        try
        {
            process = new Process { StartInfo = start, EnableRaisingEvents = true };
            process.Exited += (_, _) => listening.TrySetException(Failed(said));
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, e) =>
            {
                const string before = "DevTools listening on ";
                if (e.Data is null)
                    return;
                lock (said)
                    said.Add(e.Data);
                if (e.Data.StartsWith(before, StringComparison.Ordinal))
                    listening.TrySetResult(new Uri(e.Data[before.Length..].Trim()));
                else if (e.Data.Contains("Cannot start http server for devtools", StringComparison.Ordinal))
                    listening.TrySetException(Taken(options.DebugPort));
            };
            process.Start();
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            var socket = await listening.Task.WaitAsync(Patience, ct);
            return new BrowserProcess(process, profile, socket.Port, socket);
        }
        catch (Exception e)
        {
            if (process is not null)
                await EndAsync(process, TimeSpan.Zero);
            Remove(profile);
            if (e is OperationCanceledException or CaptureException)
                throw;
            throw e is TimeoutException ? Failed(said) : new CaptureException($"the browser {options.Browser} does not start: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_process, TimeSpan.FromSeconds(3));
        Remove(_profile);
    }

    // Asked beforehand: the browser would listen at another address of the same port.
    private static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static CaptureException Taken(int port) =>
        new(string.Create(CultureInfo.InvariantCulture, $"port {port} is taken; choose another with --debug-port"));

    private static ProcessStartInfo Start(string browser, string profile)
    {
        var session = ((string[])["/usr/bin/setsid", "/bin/setsid"]).FirstOrDefault(File.Exists);
        var guarded = !OperatingSystem.IsWindows() && File.Exists("/bin/sh");
        var start = new ProcessStartInfo(guarded ? session ?? "/bin/sh" : browser)
        {
            RedirectStandardInput = guarded,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        string[] before = !guarded ? [] : session is null ? ["-c", Guard, "daas", profile, browser] : ["/bin/sh", "-c", Guard, "daas", profile, browser];
        foreach (var argument in before)
            start.ArgumentList.Add(argument);
        return start;
    }

    // Nothing may go past it: not what is on this machine, not UDP.
    private static string[] Through(string proxy) =>
        [$"--proxy-server={proxy}", "--proxy-bypass-list=<-loopback>", "--disable-quic", "--webrtc-ip-handling-policy=disable_non_proxied_udp"];

    private static async Task EndAsync(Process process, TimeSpan patience)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // Never started.
        }

        process.Dispose();
    }

    private static CaptureException Failed(List<string> said)
    {
        lock (said)
            return new($"the browser does not start: {string.Join(" | ", said.TakeLast(5))}");
    }

    private static void Remove(string profile)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            try
            {
                Directory.Delete(profile, recursive: true);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A process of the browser still writes.
                Thread.Sleep(100);
            }
        }
    }
}
