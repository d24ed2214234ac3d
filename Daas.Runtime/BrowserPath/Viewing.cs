using System.Text.Json;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Runtime.BrowserPath;

/// <summary>Takes what a window shows as a <see cref="PageView"/>, in one call for all its frames.</summary>
internal sealed class Viewing(Scene scene)
{
    /// <summary>Characters of all frames together.</summary>
    private const int MostCharacters = 20_000_000;

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
        var stamp = seen.GetProperty("stamp").GetString() + said;
        if (seen.TryGetProperty("same", out _))
            return new Look(null, stamp);
        return new Look(new PageView
        {
            Url = new Uri(seen.GetProperty("url").GetString()!),
            Title = seen.GetProperty("title").GetString() ?? "",
            Status = window.Traffic.Main?.Status ?? 0,
            Frames = [.. seen.GetProperty("frames").EnumerateArray().Select(Frame)],
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
