using System.Text.Json;
using Daas.Recorder.Capture.Lines;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>
/// Does what was done in an earlier recording again, with mouse and keys, in the browser that is recorded: the recorder hears it as it heard the person.
/// </summary>
/// <param name="line">To the browser.</param>
/// <param name="eyes">What is open now; asked on the thread of events.</param>
/// <param name="account">What was typed to sign in; null: not known.</param>
/// <param name="time">The clock.</param>
internal sealed class Replaying(CdpLine line, ReplayEyes eyes, TypedCredential? account, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(60);

    /// <returns>Index of the first that could not be done; null when all were.</returns>
    public async Task<int?> DoAsync(IReadOnlyList<RecordedAction> actions, CancellationToken ct)
    {
        foreach (var action in actions)
        {
            if (!await DoneAsync(action, ct))
                return action.Index;
            await RestAsync(action, ct);
        }

        return null;
    }

    private async Task<bool> DoneAsync(RecordedAction action, CancellationToken ct)
    {
        switch (action)
        {
            case RecordedAction.Open { Index: 0 } or RecordedAction.Pick:
                return true;
            case RecordedAction.Open open:
                if (await eyes.PageAsync(action.Window) is not { } page)
                    return false;
                await line.SendAsync(page, "Page.navigate", new { url = open.Url.OriginalString });
                return true;
            case RecordedAction.Press { Key: var key } when action.Target is null:
                return await eyes.PageAsync(action.Window) is { } window && await PressAsync(window, key);
            default:
                return action.Target is { } mark && await OnElementAsync(action, mark, ct);
        }
    }

    private async Task<bool> OnElementAsync(RecordedAction action, ElementMark mark, CancellationToken ct)
    {
        var end = time.GetUtcNow() + Patience;
        while (time.GetUtcNow() < end)
        {
            if (await eyes.PageAsync(action.Window) is { } page)
            {
                foreach (var world in await eyes.WorldsAsync(action.Window))
                {
                    if (await AskAsync(world, "placeAgain", Told(mark)) is { ValueKind: JsonValueKind.Object } place)
                        return await ActAsync(action, mark, page, world, place);
                }
            }

            await Task.Delay(Beat, time, ct);
        }

        return false;
    }

    private async Task<bool> ActAsync(RecordedAction action, ElementMark mark, string page, ReplayWorld world, JsonElement place)
    {
        var (x, y) = (place.GetProperty("x").GetDouble(), place.GetProperty("y").GetDouble());
        switch (action)
        {
            case RecordedAction.Click click:
                for (var count = 1; count <= click.Count; count++)
                    await ClickAsync(page, x, y, count);
                return true;
            case RecordedAction.Hover:
                await MouseAsync(page, "mouseMoved", x, y, 0);
                return true;
            case RecordedAction.Check check:
                if (place.GetProperty("on").GetBoolean() != check.On)
                    await ClickAsync(page, x, y, 1);
                return true;
            case RecordedAction.Choose choose:
                return await AskAsync(world, "chooseAgain", Told(mark), choose.Words, choose.Value) is { ValueKind: JsonValueKind.True };
            case RecordedAction.Fill fill:
                var text = fill.Secret ? account?.Password : fill.Text == Secrets.User ? account?.User : fill.Text;
                if (text is null)
                    return false;
                await ClickAsync(page, x, y, 1);
                await AskAsync(world, "clearAgain", Told(mark));
                if (text.Length == 0)
                    return await PressAsync(page, "Delete");
                await line.SendAsync(page, "Input.insertText", new { text });
                return true;
            case RecordedAction.Press press:
                return await PressAsync(page, press.Key);
            case RecordedAction.Upload upload:
                return await UploadAsync(world, mark, upload.Files);
            default:
                return false;
        }
    }

    private async Task<bool> UploadAsync(ReplayWorld world, ElementMark mark, IReadOnlyList<RecordedFile> files)
    {
        var folder = Directory.CreateTempSubdirectory("daas-replay-").FullName;
        var paths = new List<string>();
        foreach (var file in files)
        {
            paths.Add(Path.Combine(folder, Path.GetFileName(file.Name) is { Length: > 0 } name ? name : "file"));
            await File.WriteAllBytesAsync(paths[^1], file.Bytes);
        }

        var found = await line.SendAsync(world.Session, "Runtime.evaluate", new { expression = PageAgent.Call("foundAgain", Told(mark)), contextId = world.Context });
        if (!found.GetProperty("result").TryGetProperty("objectId", out var id))
            return false;
        await line.SendAsync(world.Session, "DOM.setFileInputFiles", new { files = paths, objectId = id.GetString() });
        return true;
    }

    private async Task ClickAsync(string page, double x, double y, int count)
    {
        await MouseAsync(page, "mouseMoved", x, y, 0);
        await MouseAsync(page, "mousePressed", x, y, count);
        await MouseAsync(page, "mouseReleased", x, y, count);
    }

    // Where a dialog comes of it, the answer comes when that is over.
    private async Task MouseAsync(string page, string type, double x, double y, int count)
    {
        var sent = line.SendAsync(page, "Input.dispatchMouseEvent", new { type, x, y, button = count > 0 ? "left" : "none", buttons = count > 0 ? 1 : 0, clickCount = count });
        _ = sent.ContinueWith(t => _ = t.Exception, TaskScheduler.Default);
        await Task.WhenAny(sent, Task.Delay(TimeSpan.FromMilliseconds(300), time));
    }

    private async Task<bool> PressAsync(string page, string key)
    {
        var (code, text) = key switch { "Enter" => (13, "\r"), "Tab" => (9, ""), "Escape" => (27, ""), "Delete" => (46, ""), "ArrowDown" => (40, ""), "ArrowUp" => (38, ""), _ => (0, "") };
        var down = new Dictionary<string, object> { ["type"] = text.Length > 0 ? "keyDown" : "rawKeyDown", ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code, ["text"] = text };
        line.Post(page, "Input.dispatchKeyEvent", down);
        line.Post(page, "Input.dispatchKeyEvent", new { type = "keyUp", key, code = key, windowsVirtualKeyCode = code });
        await Task.Delay(Beat, time);
        return code > 0;
    }

    // What it caused the first time is answered as the first time, and waited for.
    private async Task RestAsync(RecordedAction action, CancellationToken ct)
    {
        var answers = new Queue<RecordedSignal.Dialog>(action.Signals.OfType<RecordedSignal.Dialog>());
        var end = time.GetUtcNow() + Patience;
        for (var quiet = 0; quiet < 4 && time.GetUtcNow() < end;)
        {
            await Task.Delay(Beat, time, ct);
            if (await eyes.DialogAsync() is { } page && answers.TryDequeue(out var dialog))
                line.Post(page, "Page.handleJavaScriptDialog", new { accept = dialog.Accepted, promptText = dialog.Answer ?? "" });
            quiet = await eyes.IsRestingAsync() ? quiet + 1 : 0;
        }
    }

    private async Task<JsonElement?> AskAsync(ReplayWorld world, string function, params object?[] arguments)
    {
        try
        {
            var answer = await line.SendAsync(world.Session, "Runtime.evaluate", new
            {
                expression = $"globalThis.daasRecorder?.{function}({string.Join(',', arguments.Select(a => JsonSerializer.Serialize(a)))})",
                contextId = world.Context,
                returnByValue = true,
            }).WaitAsync(TimeSpan.FromSeconds(5), time);
            return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : null;
        }
        catch (Exception e) when (e is CdpException or TimeoutException)
        {
            return null;
        }
    }

    private static object Told(ElementMark mark) => new { frame = mark.Frame, tag = mark.Tag, xpath = mark.XPath, text = mark.Text, attributes = mark.Attributes };
}

/// <summary>The recorder's world of one frame.</summary>
internal sealed record ReplayWorld(string Session, int Context);

/// <summary>What is open now.</summary>
/// <param name="PageAsync">The line to a window by its name; null while there is none.</param>
/// <param name="WorldsAsync">Worlds from which the window's frames are seen.</param>
/// <param name="DialogAsync">The line to the window whose dialog waits; null: none does.</param>
/// <param name="IsRestingAsync">Nothing loads and nothing is asked for.</param>
internal sealed record ReplayEyes(
    Func<string, Task<string?>> PageAsync, Func<string, Task<IReadOnlyList<ReplayWorld>>> WorldsAsync, Func<Task<string?>> DialogAsync, Func<Task<bool>> IsRestingAsync);
