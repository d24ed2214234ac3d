using System.Text.Json;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>Finds one element by a locator in all frames of a window and acts on it in the same call; waits until it is there.</summary>
internal sealed class Locating(Scene scene, ILogger logger)
{
    private static readonly TimeSpan FirstGlance = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan NextGlance = TimeSpan.FromSeconds(1);

    private static int numbers;

    /// <summary>How far down their lists elements were found, by line of the script: 0 is the first way. For the health of the connection.</summary>
    public Dictionary<int, int> Ways { get; } = [];

    /// <summary>Where the last act took place: the window in front, or a frame of another origin in it.</summary>
    public Window At { get; private set; } = null!;

    /// <summary>Looks at the page while something is not there: an error that the page itself gives ends the waiting.</summary>
    public Func<Task<RunError?>> Glance { get; set; } = () => Task.FromResult<RunError?>(null);

    /// <param name="locator">What to find.</param>
    /// <param name="hint">What it is for: <c>fill, choose, check, click, upload, download, read, hover</c> or <c>any</c>. A label leads to other elements for each.</param>
    /// <param name="act">What the agent does with it.</param>
    /// <param name="arguments">What the act needs.</param>
    /// <param name="patience">How long to wait for it.</param>
    /// <param name="line">Line of the step.</param>
    /// <returns>The agent's answer; an undefined element when the document went away by the act; else drift, with what was tried.</returns>
    public async Task<Fallible<JsonElement>> ActAsync(
        Locator locator, string hint, string act, Dictionary<string, object?> arguments, TimeSpan patience, int line)
    {
        if (WayWords.Of(locator, scene.Values) is not { } ways)
            return new RunError(ErrorClass.AdapterBug, $"the locator {locator} refers to something that has no value in this call");
        var window = scene.Window;
        var began = scene.Time.GetTimestamp();
        var glanced = began;
        for (var pause = 10; ; pause = Math.Min(pause * 2, 150))
        {
            if (window.Page.IsClosed)
                return new RunError(ErrorClass.Drift, "the window was closed before the step");
            var waited = scene.Time.GetElapsedTime(began);
            var over = waited > patience;
            var number = Interlocked.Increment(ref numbers);
            var changed = window.Traffic.Changed;
            var argument = new Dictionary<string, object?>(arguments) { ["ways"] = ways, ["hint"] = hint, ["act"] = act, ["number"] = number, ["explain"] = over, ["past"] = waited > patience / 2 };
            At = window;
            var told = await window.CallAsync("act", argument, scene.Ct);
            if (told is { } shut && shut.TryGetProperty("wait", out _) && shut.TryGetProperty("opaque", out var opaque) && opaque.GetInt32() > 0)
            {
                foreach (var inner in await window.FindForeignAsync(scene.Time, scene.Ct))
                {
                    var there = await inner.CallAsync("act", argument, scene.Ct);
                    if (there is null ? inner.Acted.Number != number : there.Value.TryGetProperty("wait", out _))
                        continue;
                    (At, told) = (inner, there);
                    break;
                }
            }

            if (told is not { } reply)
            {
                // The document went away. The agent says first that it acts: then it did.
                if (At.Acted.Number == number)
                {
                    Found(locator, At.Acted.Way, began, line);
                    return default(JsonElement);
                }

                continue;
            }

            if (reply.TryGetProperty("refused", out var refused))
                return new RunError(ErrorClass.ContractViolation, refused.GetString()!);
            if (!reply.TryGetProperty("wait", out var wait))
            {
                Found(locator, reply.GetProperty("way").GetInt32(), began, line);
                return reply;
            }

            if (over)
            {
                scene.Notes?.Waited(WaitedFor.Element, began, StepText.Describe(locator, scene.Values));
                return Missing(locator, reply, wait.GetString()!);
            }

            if (scene.Time.GetElapsedTime(glanced) > (glanced == began ? FirstGlance : NextGlance))
            {
                glanced = scene.Time.GetTimestamp();
                if (await Glance() is { } ended)
                    return ended;
            }

            await Task.WhenAny(changed, Task.Delay(pause, scene.Ct));
            await Task.Delay(5, scene.Ct);
        }
    }

    /// <summary>The frame of the window in which a way is found.</summary>
    public async Task<(IFrame? Frame, RunError? Error)> FrameAsync(Way way, TimeSpan patience)
    {
        if (WayWords.Of(way, scene.Values) is not { } words)
            return (null, new RunError(ErrorClass.AdapterBug, $"the frame {way} refers to something that has no value in this call"));
        var began = scene.Time.GetTimestamp();
        while (true)
        {
            var reply = await scene.Window.CallAsync("frameOf", new { way = words }, scene.Ct);
            if (reply is { } found && found.GetProperty("path") is { ValueKind: JsonValueKind.Array } path)
            {
                var frame = path.EnumerateArray().Aggregate(scene.Window.Page.MainFrame, (at, i) => at.ChildFrames.ElementAtOrDefault(i.GetInt32()) ?? at);
                if (frame.Url == found.GetProperty("url").GetString())
                    return (frame, null);
                // Frames that were added by script are not in the document's order.
                if (scene.Window.Page.Frames.FirstOrDefault(f => f.Url == found.GetProperty("url").GetString()) is { } same)
                    return (same, null);
            }

            if (scene.Time.GetElapsedTime(began) > patience)
                return (null, new RunError(ErrorClass.Drift, $"no frame shows {way}"));
            await Task.Delay(40, scene.Ct);
        }
    }

    private void Found(Locator locator, int way, long began, int line)
    {
        Ways[line] = way;
        if (scene.Notes is { } notes)
        {
            notes.Found(locator, way, scene.Values);
            notes.Waited(WaitedFor.Element, began, StepText.Describe(locator, scene.Values));
        }

        if (way > 0)
            Log.LocatedFurtherDown(logger, scene.Adapter.Id, line, locator.Ways[way].ToString(), way + 1);
    }

    private static RunError Missing(Locator locator, JsonElement reply, string wait)
    {
        var counts = reply.GetProperty("counts").EnumerateArray().Select(c => c.GetInt32()).ToList();
        var tried = string.Join("; ", locator.Ways.Select((way, i) => i >= counts.Count ? $"{way}: not tried" : counts[i] switch
        {
            -1 => $"{way}: not understood by the browser",
            1 => $"{way}: found",
            var n => $"{way}: {n} found",
        }));
        var near = reply.TryGetProperty("near", out var seen) ? string.Join(", ", seen.EnumerateArray().Select(n => n.GetString())) : "";
        var what = wait == "not found" ? "was not found" : $"was found, but {wait}";
        return new RunError(ErrorClass.Drift, $"{StepText.Describe(locator)} {what} ({tried}){(near.Length > 0 ? $"; nearest on the page: {near}" : "")}");
    }
}
