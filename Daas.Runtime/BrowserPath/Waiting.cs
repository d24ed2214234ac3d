using System.Collections.Concurrent;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Judging;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>Waits for the consequences of an act, and for signs. No fixed sleeps: the browser's announcements and the page's state decide.</summary>
internal sealed class Waiting(Scene scene, Viewing viewing)
{
    private const int MostDocuments = 60;
    private const long LargePage = 8L * 1024 * 1024;
    private const long MostBytes = 64L * 1024 * 1024;

    // Addresses of requests that are never answered while a page stands (comet). Learned when pages open, for all runs.
    private static readonly ConcurrentDictionary<string, bool> LongPolls = new();

    /// <summary>
    /// Returns when nothing that the last act started is under way any more, so that a stale page is never read as the answer.
    /// An error when the system does not answer in time, or answers without end.
    /// </summary>
    public async Task<RunError?> SettleAsync(Window window, TimeSpan patience, bool opening = false)
    {
        if (scene.Notes is not { } notes)
            return await SettledAsync(window, patience, opening, null);
        var (began, last) = (scene.Time.GetTimestamp(), "");
        var error = await SettledAsync(window, patience, opening, url => last = url);
        notes.Waited(WaitedFor.Answers, began, StepNotes.Address(last.Length > 0 || window.Page.IsClosed ? last : window.Page.Url));
        return error;
    }

    /// <param name="window">Where.</param>
    /// <param name="patience">How long.</param>
    /// <param name="opening">True while an address is gone to.</param>
    /// <param name="pends">Told the address of what is under way; null when nobody wants to know.</param>
    private async Task<RunError?> SettledAsync(Window window, TimeSpan patience, bool opening, Action<string>? pends)
    {
        var traffic = window.Traffic;
        var began = scene.Time.GetTimestamp();
        var ticked = window.StartsAtMark;
        while (true)
        {
            scene.Ct.ThrowIfCancellationRequested();
            if (window.Page.IsClosed)
                return null;
            var changed = traffic.Changed;
            if (traffic.Documents > MostDocuments)
                return await EndLoadingAsync(window, $"more than {MostDocuments} documents followed one another without coming to rest");
            if (traffic.LargestAnswer > MostBytes)
                return await EndLoadingAsync(window, $"an answer is larger than {MostBytes / 1024 / 1024} MB");
            var pending = window.Pending(LongPolls.ContainsKey);
            if (pending is null)
            {
                if (window.Starts == ticked)
                    return null;
                // One more turn of the page's own queue, for what the answers' handlers start.
                ticked = window.Starts;
                await window.CallAsync("tick", null, scene.Ct);
                continue;
            }

            if (pending.Url.Length > 0)
                pends?.Invoke(pending.Url);
            var waited = scene.Time.GetElapsedTime(began);
            if (waited > patience)
            {
                if (pending.IsDocument && pending.Answered)
                    return traffic.LargestAnswer > LargePage
                        ? await EndLoadingAsync(window, $"a page of more than {traffic.LargestAnswer / 1024 / 1024} MB was not there after {patience.TotalSeconds:0} s")
                        : Unreachable.Unfinished(patience);
                if (!pending.IsDocument && (opening || pending.Answered))
                {
                    LongPolls[pending.Place] = true;
                    continue;
                }

                return Unreachable.Silent(pending.Url, patience);
            }

            await Task.WhenAny(changed, Task.Delay(100, scene.Ct));
        }
    }

    /// <summary>Looks at the page, again whenever it changed, until <paramref name="look"/> has an answer or patience ends (null).</summary>
    public async Task<Fallible<T>?> UntilAsync<T>(TimeSpan patience, Func<PageView, Task<Fallible<T>?>> look)
    {
        var began = scene.Time.GetTimestamp();
        string? stamp = null;
        for (var pause = 15; ; pause = Math.Min(pause * 2, 200))
        {
            var seen = await viewing.LookAsync(scene.Window, stamp);
            if (seen.Failed)
                return seen.Error;
            if (seen.Value.View is { } view && await look(view) is { } answer)
            {
                if (typeof(T) != typeof(bool))
                    scene.Notes?.Waited(WaitedFor.Rows, began, "");
                return answer;
            }

            stamp = seen.Value.Stamp;
            if (scene.Time.GetElapsedTime(began) > patience)
                return null;
            await Task.WhenAny(scene.Window.Traffic.Changed, Task.Delay(pause, scene.Ct));
            await Task.Delay(Math.Min(pause, 15), scene.Ct);
        }
    }

    public Task<Fallible<PageView>> ViewAsync(Window window) => viewing.ViewAsync(window);

    /// <summary>The error for an address that did not come.</summary>
    public static RunError Unreached(string failure, Window window, string? asked = null)
    {
        var url = asked ?? window.Page.Url;
        // The browser shows a page of its own where an error came without a word.
        if (failure.Contains("HTTP_RESPONSE_CODE_FAILURE", StringComparison.Ordinal))
            return Unreachable.Wordless(window.Traffic.Main is { } main ? (main.Url, main.Status) : (url, 0));
        if (failure.Contains("TOO_MANY_REDIRECTS", StringComparison.Ordinal))
            return Unreachable.Endless(url);
        if (failure.StartsWith(Traffic.TooLarge, StringComparison.Ordinal))
            return Unreachable.Cut(url, failure);
        return failure == $"{Traffic.GateWord}refused" || failure.Contains("BLOCKED", StringComparison.Ordinal) || failure.Contains("TUNNEL_CONNECTION_FAILED", StringComparison.Ordinal)
            ? Unreachable.Refused(url, failure)
            : Unreachable.Down(url, failure);
    }

    private async Task<RunError> EndLoadingAsync(Window window, string why)
    {
        try
        {
            await window.SendAsync("Page.stopLoading", [], scene.Ct);
        }
        catch (Exception e) when (e is PlaywrightException or WindowStuckException)
        {
            // The page is thrown away in any case.
        }

        return new RunError(ErrorClass.ResponseLimit, why);
    }
}
