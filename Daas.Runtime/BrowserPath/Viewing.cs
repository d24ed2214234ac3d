using System.Text.Json;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Runtime.BrowserPath;

/// <summary>Takes what a window shows as a <see cref="PageView"/>, in one call for all its frames.</summary>
internal sealed class Viewing(Scene scene)
{
    /// <summary>Characters of all frames together.</summary>
    private const int MostCharacters = 20_000_000;

    private static readonly object Whole = new { mark = FrameView.HiddenMark, most = MostCharacters };

    public async Task<Fallible<PageView>> ViewAsync(Window window)
    {
        var seen = await LookAsync(window, null);
        return seen.Failed ? seen.Error : seen.Value.View!;
    }

    /// <param name="window">The window.</param>
    /// <param name="since">Stamp of the last look; null looks anew.</param>
    public async Task<Fallible<Look>> LookAsync(Window window, string? since)
    {
        var said = $" {scene.Dialogs.Count} {scene.Answers.Count}";
        var before = since is not null && since.EndsWith(said, StringComparison.Ordinal) ? since[..^said.Length] : null;
        JsonElement? taken = null;
        for (var tries = 0; taken is null && tries < 50; tries++)
        {
            if (window.Page.IsClosed)
                return new RunError(ErrorClass.Drift, "the window was closed by its page");
            taken = await window.CallAsync("view", new { mark = FrameView.HiddenMark, most = MostCharacters, since = before }, scene.Ct);
        }

        if (taken is not { } seen)
            return new RunError(ErrorClass.Drift, "the page does not come to rest: its document is replaced again and again");
        if (seen.TryGetProperty("over", out var over))
            return new RunError(ErrorClass.ResponseLimit, $"the page is too large to be read ({over.GetString()})");
        if (seen.GetProperty("opaque").GetInt32() > 0)
            return await WithForeignAsync(window, seen, said, since);
        var stamp = seen.GetProperty("stamp").GetString() + said;
        return seen.TryGetProperty("same", out _) ? new Look(null, stamp) : await WholeAsync(window, seen, seen.GetProperty("frames").EnumerateArray().Select(Frame), stamp);
    }

    /// <summary>Frames of other origins come after those of the window's own.</summary>
    private async Task<Fallible<Look>> WithForeignAsync(Window window, JsonElement seen, string said, string? since)
    {
        if (seen.TryGetProperty("same", out _) && await window.CallAsync("view", Whole, scene.Ct) is { } whole)
            seen = whole;
        if (!seen.TryGetProperty("frames", out var own))
            return new RunError(ErrorClass.Drift, "the page does not come to rest");
        var frames = own.EnumerateArray().Select(Frame).ToList();
        var stamp = seen.GetProperty("stamp").GetString();
        foreach (var inner in await window.FindForeignAsync(scene.Time, scene.Ct))
        {
            if (await inner.CallAsync("view", Whole, scene.Ct) is not { } there)
                continue;
            if (there.TryGetProperty("over", out var over))
                return new RunError(ErrorClass.ResponseLimit, $"a frame is too large to be read ({over.GetString()})");
            frames.AddRange(there.GetProperty("frames").EnumerateArray().Select(Frame));
            stamp += there.GetProperty("stamp").GetString();
        }

        // Its own stamp never equals that of the window alone, so that the next look is a whole one too.
        stamp = $"foreign {stamp}{said}";
        return stamp == since ? new Look(null, stamp) : await WholeAsync(window, seen, frames, stamp);
    }

    private async Task<Look> WholeAsync(Window window, JsonElement seen, IEnumerable<FrameView> frames, string stamp)
    {
        return new Look(new PageView
        {
            Url = new Uri(seen.GetProperty("url").GetString()!),
            Title = seen.GetProperty("title").GetString() ?? "",
            Status = window.Traffic.Main?.Status ?? 0,
            Frames = [.. frames],
            Dialogs = scene.Dialogs.Texts,
            Json = await scene.Answers.AllAsync(),
        }, stamp);
    }

    private static FrameView Frame(JsonElement frame) =>
        new(new Uri(frame.GetProperty("url").GetString()!), frame.GetProperty("name").GetString() ?? "", frame.GetProperty("html").GetString() ?? "");
}

/// <summary>One look at a window.</summary>
/// <param name="View">Null when nothing changed since the last look.</param>
/// <param name="Stamp">Names this state of the page.</param>
internal sealed record Look(PageView? View, string Stamp);
