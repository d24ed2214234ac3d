using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Judging;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>How each kind of step is done in the window in front. Every act waits until its consequences are over.</summary>
internal sealed class Acts(Scene scene, Locating locating, Waiting waiting, Reading reading)
{
    public Task<RunError?> CheckAsync(Step.Check check, TimeSpan patience) =>
        ActAsync(check.Box, "check", "check", new() { ["to"] = IsTrue(Filled(check.To)) }, check, patience);

    public Task<RunError?> ClickAsync(Step.Click click, TimeSpan patience) => click.Real
        ? PointAsync(click.Target, "click", click, patience, (mouse, x, y) => mouse.ClickAsync(x, y, new() { ClickCount = click.Twice ? 2 : 1 }))
        : ActAsync(click.Target, "click", "click", new() { ["twice"] = click.Twice }, click, patience);

    public Task<RunError?> HoverAsync(Step.Hover hover, TimeSpan patience) =>
        PointAsync(hover.Target, "hover", hover, patience, (mouse, x, y) => mouse.MoveAsync(x, y));

    public async Task<RunError?> ActAsync(Locator target, string hint, string act, Dictionary<string, object?> arguments, Step step, TimeSpan patience)
    {
        var window = scene.Window;
        var acted = await locating.ActAsync(target, hint, act, arguments, patience, step.Line);
        return acted.Failed ? acted.Error : await waiting.SettleAsync(window, patience);
    }

    public async Task<RunError?> FillAsync(Step.Fill fill, TimeSpan patience)
    {
        var text = Filled(fill.With);
        if (!fill.Keys)
            return await ActAsync(fill.Field, "fill", "fill", new() { ["text"] = text }, fill, patience);
        var window = scene.Window;
        var acted = await locating.ActAsync(fill.Field, "fill", "fill", new() { ["text"] = text, ["keys"] = true }, patience, fill.Line);
        if (acted.Failed)
            return acted.Error;
        if (acted.Value.TryGetProperty("rest", out var rest))
            await window.Page.Keyboard.TypeAsync(rest.GetString()!).WaitAsync(scene.Ct);
        await window.CallAsync("tick", null, scene.Ct);
        return await waiting.SettleAsync(window, patience);
    }

    public async Task<RunError?> ChooseAsync(Step.Choose choose, TimeSpan patience)
    {
        var window = scene.Window;
        var option = Filled(choose.Option);
        var acted = await locating.ActAsync(choose.Field, "choose", "choose", new() { ["option"] = option }, patience, choose.Line);
        if (acted.Failed)
            return acted.Error;
        if (await waiting.SettleAsync(window, patience) is { } unsettled)
            return unsettled;
        if (acted.Value.ValueKind == JsonValueKind.Undefined || !acted.Value.TryGetProperty("open", out _))
            return null;
        var from = choose.From is null ? null : WayWords.Of(choose.From, scene.Values);
        var began = scene.Time.GetTimestamp();
        for (var looks = 1; ; looks++)
        {
            var reply = await locating.At.CallAsync("pick", new { option, from, again = looks % 12 == 0 }, scene.Ct);
            if (reply is null || reply.Value.TryGetProperty("ok", out _))
                break;
            if (scene.Time.GetElapsedTime(began) > patience)
                return new RunError(ErrorClass.Drift, $"the list opened, but option '{option}' was shown {reply.Value.GetProperty("hits").GetInt32()} times");
            await Task.Delay(40, scene.Ct);
        }

        return await waiting.SettleAsync(window, patience);
    }

    private async Task<RunError?> PointAsync(Locator target, string hint, Step step, TimeSpan patience, Func<IMouse, float, float, Task> act)
    {
        var window = scene.Window;
        var point = await locating.ActAsync(target, hint, "point", [], patience, step.Line);
        if (point.Failed)
            return point.Error;
        await act(window.Page.Mouse, point.Value.GetProperty("x").GetSingle(), point.Value.GetProperty("y").GetSingle()).WaitAsync(patience, scene.Ct);
        if (!window.Page.IsClosed)
            await window.CallAsync("tick", null, scene.Ct);
        return await waiting.SettleAsync(window, patience);
    }

    public async Task<RunError?> PressAsync(Step.Press press, TimeSpan patience)
    {
        var window = scene.Window;
        if (press.In is { } target && (await locating.ActAsync(target, "any", "focus", [], patience, press.Line)).Error is { } missing)
            return missing;
        await window.Page.Keyboard.PressAsync(press.Key).WaitAsync(patience, scene.Ct);
        if (!window.Page.IsClosed)
            await window.CallAsync("tick", null, scene.Ct);
        return await waiting.SettleAsync(window, patience);
    }

    public async Task<RunError?> UploadAsync(Step.Upload upload, TimeSpan patience)
    {
        var window = scene.Window;
        var file = scene.Files[upload.File];
        var found = await locating.ActAsync(upload.Field, "upload", "fileField", [], patience, upload.Line);
        if (found.Failed)
            return found.Error;
        if (found.Value.GetProperty("field").GetBoolean())
        {
            await locating.At.CallAsync("onHeld", new { act = "giveFile", name = file.Name, type = file.MediaType, base64 = Convert.ToBase64String(file.Bytes) }, scene.Ct);
        }
        else
        {
            try
            {
                var chooser = await window.Page.RunAndWaitForFileChooserAsync(
                    () => locating.At.CallAsync("onHeld", new { act = "click" }, scene.Ct), new() { Timeout = (float)patience.TotalMilliseconds }).WaitAsync(scene.Ct);
                await chooser.SetFilesAsync(new FilePayload { Name = file.Name, MimeType = file.MediaType, Buffer = file.Bytes }).WaitAsync(scene.Ct);
            }
            catch (TimeoutException)
            {
                return new RunError(ErrorClass.Drift, "it is no file field, and a click on it asks for no file");
            }

            await window.CallAsync("tick", null, scene.Ct);
        }

        return await waiting.SettleAsync(window, patience);
    }

    public async Task<RunError?> WaitForAsync(Step.WaitFor waitFor, TimeSpan patience)
    {
        var seen = await waiting.UntilAsync<bool>(patience, view =>
            Task.FromResult<Fallible<bool>?>(reading.Find(waitFor.Sign, view) is null == waitFor.Gone ? true : null));
        return seen is { } done ? done.Error : new RunError(ErrorClass.Drift, $"the page {(waitFor.Gone ? "still shows" : "does not show")} {waitFor.Sign}");
    }

    public async Task<RunError?> ReadAsync(Step.Read read, TimeSpan patience)
    {
        var found = await locating.ActAsync(read.Target, "read", "read", new() { ["attribute"] = read.Attribute }, patience, read.Line);
        if (found.Failed)
            return found.Error;
        var text = found.Value.GetProperty("text").GetString();
        if (text is not null && read.Pattern is { } pattern)
        {
            var match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            if (!match.Success)
                return new RunError(ErrorClass.Drift, $"'{text}' does not match {pattern}");
            text = match.Groups.Count > 1 && match.Groups[1].Success ? match.Groups[1].Value : match.Value;
        }

        if (text is null)
            return new RunError(ErrorClass.Drift, $"the element has no attribute {read.Attribute}");
        scene.Values[read.As] = text;
        return null;
    }

    public async Task<RunError?> EvaluateAsync(Step.Evaluate evaluate, TimeSpan patience)
    {
        var window = scene.Window;
        var frame = window.Page.MainFrame;
        if (evaluate.Frame is { } way)
        {
            var found = await locating.FrameAsync(way, patience);
            if (found.Frame is null)
                return found.Error;
            frame = found.Frame;
        }

        var inputs = scene.Values.Names.ToDictionary(name => name, name => scene.Values.Find(name));
        try
        {
            var value = await frame.EvaluateAsync<JsonElement?>($"async inputs => {{\n{evaluate.Script}\n}}", inputs).WaitAsync(patience, scene.Ct);
            if (evaluate.As is { } name)
                scene.Values[name] = value switch
                {
                    null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
                    { ValueKind: JsonValueKind.String } text => text.GetString(),
                    { } other => other.GetRawText(),
                };
        }
        catch (TimeoutException)
        {
            throw new WindowStuckException($"the script of the step did not end within {patience.TotalSeconds:0} s");
        }
        catch (PlaywrightException e) when (!Window.IsGone(e))
        {
            return new RunError(ErrorClass.AdapterBug, $"the script of the step failed: {e.Message.Split('\n')[0]}");
        }
        catch (PlaywrightException)
        {
            // It sent the page elsewhere: that is what it was to do.
        }

        await window.CallAsync("tick", null, scene.Ct);
        return await waiting.SettleAsync(window, patience);
    }

    /// <summary>The text; of several references those without a value are empty.</summary>
    private string Filled(Template template)
    {
        if (template.Fill(scene.Values) is { } text)
            return text;
        var missing = template.References.Where(r => !scene.Values.Has(r)).ToList();
        foreach (var name in missing)
            scene.Values[name] = "";
        text = template.Fill(scene.Values)!;
        foreach (var name in missing)
            scene.Values[name] = null;
        return text;
    }

    private static bool IsTrue(string text) => text.Trim().ToLower(CultureInfo.InvariantCulture) is "true" or "1" or "yes" or "on" or "是";
}
