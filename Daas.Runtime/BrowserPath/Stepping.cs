using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>Does the steps of a script, one after another.</summary>
internal sealed class Stepping(Scene scene, Locating locating, Waiting waiting, Reading reading)
{
    /// <summary>Told before each step.</summary>
    public Func<int, int, Step, ValueTask> Tell { get; init; } = (_, _, _) => ValueTask.CompletedTask;

    /// <summary>Awaited right before the commit step.</summary>
    public Func<Task> Committing { get; init; } = () => Task.CompletedTask;

    /// <summary>After each step that acted: an error, or an end that the page itself gave, ends the steps.</summary>
    public Func<Step, Task<RunError?>> Done { get; init; } = _ => Task.FromResult<RunError?>(null);

    /// <summary>The step under way; names it in errors.</summary>
    public Step? Current { get; private set; }

    public async Task<RunError?> DoAsync(IReadOnlyList<Step> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            if (step is Step.Answer || IsLeftOut(step))
                continue;
            Current = step;
            await Tell(i + 1, steps.Count, step);
            if (step.Commit)
            {
                // Only a step that can be done now is noted as one that may have saved.
                if (TargetOf(step) is { } target && (await locating.ActAsync(target.Locator, target.Hint, "isThere", [], scene.Patience(step), step.Line)).Error is { } missing)
                    return missing;
                await Committing();
                scene.Mark();
                scene.Committed = true;
                foreach (var window in scene.Windows.All)
                    window.Traffic.Sent = false;
            }

            scene.Dialogs.Arm(steps.Skip(i + 1).TakeWhile(s => s is Step.Answer).Cast<Step.Answer>());
            if (step is not (Step.WaitFor or Step.Read))
                scene.Mark();
            var error = await OneAsync(step);
            if (error is { Class: ErrorClass.Drift } && step is { Optional: true, Commit: false })
                error = null;
            error ??= await scene.Dialogs.FinishAsync(scene.Patience(step));
            error ??= await Done(step);
            if (error is not null)
                return error;
        }

        Current = null;
        return null;
    }

    /// <summary>Goes to an address and waits until it is there.</summary>
    public async Task<RunError?> OpenAsync(string address, TimeSpan patience)
    {
        var url = Absolute(address);
        var window = scene.Window;
        JsonElement reply;
        try
        {
            var sending = window.NavigateAsync(url.AbsoluteUri);
            var stuck = scene.Time.GetTimestamp();
            while (!sending.IsCompleted && scene.Time.GetElapsedTime(stuck) < patience)
                await Task.WhenAny(sending, Task.Delay(100, scene.Ct));
            if (!sending.IsCompleted)
            {
                // A window that is on its way answers nothing.
                await window.SendAsync("Page.stopLoading", [], scene.Ct);
                return new RunError(ErrorClass.Timeout, $"{url} did not answer within {patience.TotalSeconds:0} s");
            }

            reply = await sending;
        }
        catch (PlaywrightException e) when (Window.IsGone(e))
        {
            return new RunError(ErrorClass.Drift, "the window was closed by its page");
        }

        if (reply.TryGetProperty("errorText", out var failure) && failure.GetString() is { Length: > 0 } text && text != "net::ERR_ABORTED")
            return Waiting.Unreachable(text, url.AbsoluteUri);
        return await waiting.SettleAsync(window, patience, opening: true);
    }

    private Uri Absolute(string address)
    {
        var url = new Uri(scene.Url, address);
        var recorded = scene.Adapter.Url;
        return url.Authority == recorded.Authority && url.Authority != scene.Url.Authority
            ? new Uri(new Uri(scene.Url.GetLeftPart(UriPartial.Authority)), url.PathAndQuery + url.Fragment)
            : url;
    }

    private async Task<RunError?> OneAsync(Step step)
    {
        var patience = scene.Patience(step);
        switch (step)
        {
            case Step.Open open:
                return await OpenAsync(open.Url.FillAddress(scene.Values, scene.Charset)!, patience);

            case Step.Fill fill:
                return await FillAsync(fill, patience);

            case Step.Choose choose:
                return await ChooseAsync(choose, patience);

            case Step.Check check:
                return await ActAsync(check.Box, "check", "check", new() { ["to"] = IsTrue(Filled(check.To)) }, step, patience);

            case Step.Click { Real: true } click:
                return await PointAsync(click.Target, "click", step, patience, (mouse, x, y) => mouse.ClickAsync(x, y, new() { ClickCount = click.Twice ? 2 : 1 }));

            case Step.Click click:
                return await ActAsync(click.Target, "click", "click", new() { ["twice"] = click.Twice }, step, patience);

            case Step.Press press:
                return await PressAsync(press, patience);

            case Step.Hover hover:
                return await PointAsync(hover.Target, "hover", step, patience, (mouse, x, y) => mouse.MoveAsync(x, y));

            case Step.Upload upload:
                return await UploadAsync(upload, patience);

            case Step.Download download:
                return await DownloadAsync(download, patience);

            case Step.InWindow inWindow:
                return await InWindowAsync(inWindow, patience);

            case Step.WaitFor waitFor:
                return await WaitForAsync(waitFor, patience);

            case Step.Read read:
                return await ReadAsync(read, patience);

            case Step.Evaluate evaluate:
                return await EvaluateAsync(evaluate, patience);

            case Step.Answer:
                return null;

            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, null);
        }
    }

    private async Task<RunError?> ActAsync(Locator target, string hint, string act, Dictionary<string, object?> arguments, Step step, TimeSpan patience)
    {
        var window = scene.Window;
        var acted = await locating.ActAsync(target, hint, act, arguments, patience, step.Line);
        return acted.Failed ? acted.Error : await waiting.SettleAsync(window, patience);
    }

    private async Task<RunError?> FillAsync(Step.Fill fill, TimeSpan patience)
    {
        var text = Filled(fill.With);
        if (!fill.Keys)
            return await ActAsync(fill.Field, "fill", "fill", new() { ["text"] = text }, fill, patience);
        var window = scene.Window;
        var acted = await locating.ActAsync(fill.Field, "fill", "fill", new() { ["text"] = text, ["keys"] = true }, patience, fill.Line);
        if (acted.Failed)
            return acted.Error;
        await window.Page.Keyboard.TypeAsync(text).WaitAsync(scene.Ct);
        await window.CallAsync("tick", null, scene.Ct);
        return await waiting.SettleAsync(window, patience);
    }

    private async Task<RunError?> ChooseAsync(Step.Choose choose, TimeSpan patience)
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
            var reply = await window.CallAsync("pick", new { option, from, again = looks % 12 == 0 }, scene.Ct);
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

    private async Task<RunError?> PressAsync(Step.Press press, TimeSpan patience)
    {
        var window = scene.Window;
        if (press.In is { } target && (await locating.ActAsync(target, "any", "focus", [], patience, press.Line)).Error is { } missing)
            return missing;
        await window.Page.Keyboard.PressAsync(press.Key).WaitAsync(patience, scene.Ct);
        if (!window.Page.IsClosed)
            await window.CallAsync("tick", null, scene.Ct);
        return await waiting.SettleAsync(window, patience);
    }

    private async Task<RunError?> UploadAsync(Step.Upload upload, TimeSpan patience)
    {
        var window = scene.Window;
        var file = scene.Files[upload.File];
        var found = await locating.ActAsync(upload.Field, "upload", "fileField", [], patience, upload.Line);
        if (found.Failed)
            return found.Error;
        if (found.Value.GetProperty("field").GetBoolean())
        {
            await window.CallAsync("onHeld", new { act = "giveFile", name = file.Name, type = file.MediaType, base64 = Convert.ToBase64String(file.Bytes) }, scene.Ct);
        }
        else
        {
            try
            {
                var chooser = await window.Page.RunAndWaitForFileChooserAsync(
                    () => window.CallAsync("onHeld", new { act = "click" }, scene.Ct), new() { Timeout = (float)patience.TotalMilliseconds }).WaitAsync(scene.Ct);
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

    private async Task<RunError?> DownloadAsync(Step.Download download, TimeSpan patience)
    {
        var window = scene.Window;
        scene.Downloads.Arm();
        var error = download.Target is { } target
            ? await ActAsync(target, "download", "click", [], download, patience)
            : await OpenAsync(download.Url!.FillAddress(scene.Values, scene.Charset)!, patience);
        if (error is { Class: not ErrorClass.Timeout })
            return error;
        var taken = await scene.Downloads.TakeAsync(window, patience, waiting);
        if (taken.Failed)
            return taken.Error;
        scene.File = taken.Value;
        return null;
    }

    private async Task<RunError?> InWindowAsync(Step.InWindow inWindow, TimeSpan patience)
    {
        var opener = scene.Window;
        var began = scene.Time.GetTimestamp();
        while (true)
        {
            foreach (var page in scene.Windows.Opened.Reverse().Append(opener.Page))
            {
                if (page == opener.Page && inWindow.Has is null)
                    continue;
                var window = await scene.Windows.AttachAsync(page);
                if (await waiting.SettleAsync(window, patience) is { } unsettled)
                    return unsettled;
                if (inWindow.Has is { } sign)
                {
                    var view = await scene.Windows.InAsync(window, () => waiting.ViewAsync(window));
                    if (view.Failed || reading.Find(sign, view.Value) is null)
                        continue;
                }

                var error = await scene.Windows.InAsync(window, () => DoAsync(inWindow.Steps));
                // What the window did to its opener (a field written, a post) is its consequence too.
                return error ?? await waiting.SettleAsync(opener, patience);
            }

            if (scene.Time.GetElapsedTime(began) > patience)
                return new RunError(ErrorClass.Drift, scene.Windows.Opened.Count == 0
                    ? "no window opened" : $"no window shows {inWindow.Has}; {scene.Windows.Opened.Count} are open");
            await Task.Delay(25, scene.Ct);
        }
    }

    private async Task<RunError?> WaitForAsync(Step.WaitFor waitFor, TimeSpan patience)
    {
        var seen = await waiting.UntilAsync<bool>(patience, view =>
            Task.FromResult<Fallible<bool>?>(reading.Find(waitFor.Sign, view) is null == waitFor.Gone ? true : null));
        return seen is { } done ? done.Error : new RunError(ErrorClass.Drift, $"the page {(waitFor.Gone ? "still shows" : "does not show")} {waitFor.Sign}");
    }

    private async Task<RunError?> ReadAsync(Step.Read read, TimeSpan patience)
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

    private async Task<RunError?> EvaluateAsync(Step.Evaluate evaluate, TimeSpan patience)
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

    private static (Locator Locator, string Hint)? TargetOf(Step step) => step switch
    {
        Step.Click click => (click.Target, "click"),
        Step.Fill fill => (fill.Field, "fill"),
        Step.Choose choose => (choose.Field, "choose"),
        Step.Check check => (check.Box, "check"),
        Step.Press { In: { } target } => (target, "any"),
        Step.Hover hover => (hover.Target, "hover"),
        Step.Upload upload => (upload.Field, "upload"),
        Step.Download { Target: { } target } => (target, "download"),
        _ => null,
    };

    private bool IsLeftOut(Step step)
    {
        if (step.When is { } when && !scene.Values.Has(when) && !scene.Files.ContainsKey(when))
            return true;
        var value = step switch
        {
            Step.Fill fill => fill.With,
            Step.Choose choose => choose.Option,
            Step.Check check => check.To,
            Step.Download download => download.Url,
            _ => null,
        };
        if (step is Step.Upload upload)
            return !scene.Files.ContainsKey(upload.File);
        return value is { IsLiteral: false } && !value.References.Any(scene.Values.Has);
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
