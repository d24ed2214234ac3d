using System.Diagnostics;
using Microsoft.Playwright;

namespace Daas.Runtime.Browsers;

/// <summary>One browser process of the pool.</summary>
internal sealed class RunningBrowser
{
    private readonly ICDPSession control;
    private readonly CancellationTokenSource lost = new();
    private int ending;

    private RunningBrowser(IBrowser browser, ICDPSession control, int processId, bool images, DateTimeOffset started)
    {
        this.control = control;
        Browser = browser;
        ProcessId = processId;
        Images = images;
        Started = LastUsed = started;
        browser.Disconnected += (_, _) => MarkLost();
        if (!browser.IsConnected)
            MarkLost();
    }

    /// <summary>Raised once, when the browser is gone without having been asked to go.</summary>
    public event Action<RunningBrowser>? Died;

    public IBrowser Browser { get; }

    public int ProcessId { get; }

    public bool Images { get; }

    public DateTimeOffset Started { get; }

    public DateTimeOffset LastUsed { get; set; }

    public int Leases { get; set; }

    /// <summary>Contexts in it, leased and warm. Guarded by the pool's lock.</summary>
    public int Contexts { get; set; }

    /// <summary>No new context goes into it; it ends with its last one.</summary>
    public bool Retiring { get; set; }

    public CancellationToken Lost => lost.Token;

    public static async Task<RunningBrowser> WrapAsync(IBrowser browser, bool images, DateTimeOffset now)
    {
        var control = await browser.NewBrowserCDPSessionAsync();
        var processes = await ProcessesAsync(control);
        return new RunningBrowser(browser, control, processes.First(p => p.Type == "browser").Id, images, now);
    }

    /// <summary>Whether it still answers within the time.</summary>
    public async Task<bool> AnswersAsync(TimeSpan timeout)
    {
        try
        {
            await control.SendAsync("Browser.getVersion").WaitAsync(timeout);
            return !Lost.IsCancellationRequested;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Resident bytes of all its processes.</summary>
    public async Task<long> ResidentBytesAsync()
    {
        long sum = 0;
        foreach (var (_, id) in await ProcessesAsync(control))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                sum += process.WorkingSet64;
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It ended between the two looks.
            }
        }

        return sum;
    }

    /// <summary>Closes it in order, or kills it when it does not answer in time; true when it had to be killed.</summary>
    public async Task<bool> EndAsync(TimeSpan timeout)
    {
        Interlocked.Exchange(ref ending, 1);
        try
        {
            await Browser.CloseAsync().WaitAsync(timeout);
            return false;
        }
        catch (PlaywrightException)
        {
            return false;
        }
        catch (TimeoutException)
        {
            Kill();
            return true;
        }
    }

    /// <summary>Kills the process. The leases in it are lost.</summary>
    public void Kill()
    {
        Interlocked.Exchange(ref ending, 1);
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is gone already.
        }

        MarkLost();
    }

    private void MarkLost()
    {
        if (lost.IsCancellationRequested)
            return;
        var unasked = Interlocked.Exchange(ref ending, 1) == 0;
        lost.Cancel();
        if (unasked)
            Died?.Invoke(this);
    }

    private static async Task<List<(string Type, int Id)>> ProcessesAsync(ICDPSession control)
    {
        var answer = await control.SendAsync("SystemInfo.getProcessInfo");
        return [.. answer!.Value.GetProperty("processInfo").EnumerateArray()
            .Select(p => (p.GetProperty("type").GetString()!, p.GetProperty("id").GetInt32()))];
    }
}
