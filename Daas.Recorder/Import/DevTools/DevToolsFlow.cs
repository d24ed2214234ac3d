using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.DevTools;

/// <summary>
/// A user flow that the Recorder panel of Chrome's DevTools exported as JSON (<c>@puppeteer/replay</c>, <c>Schema.ts</c>). It tells selectors and keys;
/// no pages, no requests, no dialogs, and whatever was typed in plain.
/// </summary>
internal sealed class DevToolsFlow
{
    private readonly ToldActions _told = new();
    private readonly Dictionary<string, string> _windows = new(StringComparer.Ordinal);
    private ElementMark? _focus;

    private DevToolsFlow()
    {
    }

    public static bool Is(JsonPlace root) => root.Find("steps") is { Element.ValueKind: System.Text.Json.JsonValueKind.Array };

    public static Recording Read(JsonPlace root, DateTimeOffset at, IReadOnlyList<string> picks)
    {
        var flow = new DevToolsFlow();
        foreach (var step in root.Need("steps").Items())
            flow.Take(step);
        return flow._told.Finish(at, picks);
    }

    private void Take(JsonPlace step)
    {
        var type = step.NeedText("type");
        if (type is "setViewport" or "emulateNetworkConditions" or "scroll" or "keyUp")
            return;
        _told.Window = Window(step.Text("target"));
        switch (type)
        {
            case "navigate":
                if (Uri.TryCreate(step.NeedText("url"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                    _told.Add(new RecordedAction.Open(url));
                break;
            case "click" or "doubleClick":
                if (step.Text("button") is { } button and not "primary")
                    _told.Ask("step.button", $"{step.Path} clicks with the {button} button, which is not taken over; what does it open?", true);
                else
                    Act(step, new RecordedAction.Click(type == "click" ? 1 : 2), true);
                break;
            case "hover":
                Act(step, new RecordedAction.Hover(), true);
                break;
            case "change":
                Act(step, new RecordedAction.Fill(step.NeedText("value"), false, false), false);
                break;
            case "keyDown":
                // Others are part of typing, which is told as a change.
                if (step.NeedText("key") is "Enter" or "NumpadEnter" or "\r" or "\n")
                    _told.Add(new RecordedAction.Press("Enter"), _focus);
                else if (step.NeedText("key") is "Escape" or "ArrowDown" or "ArrowUp" or "PageDown" or ['F', >= '1' and <= '9', ..])
                    _told.Add(new RecordedAction.Press(step.NeedText("key")), _focus);
                break;
            case "close":
                _told.Signal(new RecordedSignal.Closed(_told.Window));
                break;
            case "waitForElement":
                if (step.Text("operator") is null or "==" or ">=" && step.Number("count") is not 0)
                    _told.Signal(new RecordedSignal.Seen(null, Selectors.Of(step, true), null));
                break;
            case "waitForExpression":
                break;
            default:
                _told.Ask("step.unknown", $"{step.Path} is a step '{type}', which is not known; what does it do?", true);
                break;
        }

        foreach (var asserted in step.Items("assertedEvents").Where(e => e.Text("type") == "navigation"))
        {
            if (_told.Last is not RecordedAction.Open && Uri.TryCreate(asserted.Text("url"), UriKind.Absolute, out var to) && to.Scheme is "http" or "https")
                _told.Signal(new RecordedSignal.Navigated(to, true));
        }
    }

    private void Act(JsonPlace step, RecordedAction action, bool isClicked)
    {
        var ways = Selectors.Of(step, isClicked);
        _focus = ToldActions.Mark(isClicked ? "*" : "input", ways, isClicked);
        _told.Add(action, _focus);
    }

    /// <summary><c>main</c>, or the address of another window, which the last action opened when it is new.</summary>
    private string Window(string? target)
    {
        if (target is null or "main")
            return "w1";
        if (_windows.TryGetValue(target, out var known))
            return known;
        _told.Signal(new RecordedSignal.Popup($"w{_windows.Count + 2}"));
        return _windows[target] = $"w{_windows.Count + 2}";
    }
}
