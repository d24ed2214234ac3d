using System.Text.RegularExpressions;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Selenium;

/// <summary>What the commands of a test do, one after the other. Where frames are is left out: an element is looked for in all of them.</summary>
/// <param name="site">Address to which those of <c>open</c> are relative; null when the project names none.</param>
internal sealed partial class SideCommands(Uri? site)
{
    private readonly ToldActions _told = new();
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _windows = new(StringComparer.Ordinal);
    private (string Kind, bool Accepted, string? Answer)? _next;

    public Recording Finish(DateTimeOffset at, IReadOnlyList<string> picks)
    {
        Answered("");
        return _told.Finish(at, picks);
    }

    public void Take(JsonPlace command)
    {
        var name = command.NeedText("command");
        // Switched off, or an empty line.
        if (name.Length == 0 || name.StartsWith("//", StringComparison.Ordinal))
            return;
        var (target, value) = (Filled(command, command.Text("target") ?? ""), Filled(command, command.Text("value") ?? ""));
        switch (name.EndsWith("AndWait", StringComparison.Ordinal) ? name[..^7] : name)
        {
            case "open":
                Add(new RecordedAction.Open(Address(command, target)), null);
                break;
            case "click" or "clickAt":
                Act(command, new RecordedAction.Click(1), true);
                Opens(command);
                break;
            case "doubleClick" or "doubleClickAt":
                Act(command, new RecordedAction.Click(2), true);
                Opens(command);
                break;
            case "type" or "editContent":
                Act(command, FileName().Match(value) is { Success: true } file && SideTargets.Of(command, false).Any(w => Files().IsMatch(w.Words))
                    ? new RecordedAction.Upload([new RecordedFile(file.Groups[1].Value, "application/octet-stream", [])])
                    : new RecordedAction.Fill(value, false, false), false);
                break;
            case "sendKeys":
                Keys(command, value);
                break;
            case "select" or "addSelection":
                Choose(command, value);
                break;
            case "check" or "uncheck":
                Act(command, new RecordedAction.Check(name == "check"), false);
                break;
            case "mouseOver" or "mouseMove" or "mouseMoveAt":
                Act(command, new RecordedAction.Hover(), true);
                break;
            case "submit":
                Submit(command);
                break;
            case "selectWindow":
                _told.Window = target.StartsWith("handle=", StringComparison.Ordinal) ? _windows.GetValueOrDefault(target[7..], "w1")
                    : target.StartsWith("win_ser_", StringComparison.Ordinal) && target != "win_ser_local" ? Popup(target) : "w1";
                break;
            case "close":
                _told.Signal(new RecordedSignal.Closed(_told.Window));
                break;
            case "store":
                _values[value] = target;
                break;
            default:
                Other(command, name, target, value);
                break;
        }
    }

    private void Other(JsonPlace command, string name, string target, string value)
    {
        switch (name)
        {
            case "chooseOkOnNextConfirmation" or "acceptConfirmation":
                _next = ("confirm", true, null);
                break;
            case "chooseCancelOnNextConfirmation" or "dismissConfirmation":
                _next = ("confirm", false, null);
                break;
            case "answerOnNextPrompt":
                _next = ("prompt", true, target);
                break;
            case "chooseCancelOnNextPrompt" or "dismissPrompt":
                _next = ("prompt", false, null);
                break;
            case "assertConfirmation" or "assertPrompt" or "assertAlert" or "acceptAlert":
                Answered(target, name == "assertPrompt" ? "prompt" : name == "assertConfirmation" ? "confirm" : "alert");
                break;
            case "webdriverChooseOkOnVisibleConfirmation" or "webdriverChooseCancelOnVisibleConfirmation":
                Visible("confirm", name.Contains("Ok", StringComparison.Ordinal), null);
                break;
            case "webdriverAnswerOnVisiblePrompt" or "webdriverChooseCancelOnVisiblePrompt":
                Visible("prompt", name.Contains("Answer", StringComparison.Ordinal), target);
                break;
            case "assertText" or "verifyText" or "waitForText":
                Seen(command, value, null);
                break;
            case "assertElementPresent" or "verifyElementPresent" or "waitForElementPresent" or "waitForElementVisible":
                Seen(command, null, null);
                break;
            case "storeText" or "storeValue" or "storeAttribute":
                Seen(command, null, value);
                break;
            case "executeScript" or "executeAsyncScript" or "runScript" or "dragAndDropToObject" or "dragAndDrop" or "removeSelection":
                _told.Ask($"step.{name}", $"{command.Path} is '{name}', which is not taken over; what does it do?", true);
                break;
            case "if" or "elseIf" or "else" or "while" or "times" or "forEach" or "do" or "repeatIf":
                _told.Ask("flow", $"{command.Path} is '{name}': conditions and loops are not taken over; every command was taken as done once.", true);
                break;
            case "setWindowSize" or "setSpeed" or "pause" or "echo" or "debugger" or "end" or "selectFrame" or "storeWindowHandle" or "storeTitle"
                or "storeXpathCount" or "storeJson" or "mouseOut" or "mouseDown" or "mouseDownAt" or "mouseUp" or "mouseUpAt":
                break;
            default:
                if (!name.StartsWith("assert", StringComparison.Ordinal) && !name.StartsWith("verify", StringComparison.Ordinal)
                    && !name.StartsWith("waitFor", StringComparison.Ordinal))
                    _told.Ask("step.unknown", $"{command.Path} is the command '{name}', which is not known; what does it do?", true);
                break;
        }
    }

    private void Act(JsonPlace command, RecordedAction action, bool isClicked) => Add(action, Mark(command, isClicked));

    private void Add(RecordedAction action, ElementMark? mark)
    {
        _told.Add(action, mark);
        if (_next is { } dialog && action is RecordedAction.Click or RecordedAction.Press)
        {
            // Its words, where the project has them, come with the next command.
            _told.Signal(new RecordedSignal.Dialog(dialog.Kind, "", dialog.Accepted, dialog.Answer));
            _next = null;
        }
    }

    private static ElementMark Mark(JsonPlace command, bool isClicked) =>
        ToldActions.Mark(isClicked ? "*" : "input", SideTargets.Of(command, isClicked), isClicked);

    private void Keys(JsonPlace command, string value)
    {
        var mark = Mark(command, false);
        foreach (var part in Key().Split(value).Where(p => p.Length > 0))
        {
            if (part is not ['$', '{', 'K', 'E', 'Y', '_', .. var key, '}'])
                _told.Add(new RecordedAction.Fill(part, false, true), mark);
            else if (key is "ENTER" or "RETURN")
                Add(new RecordedAction.Press("Enter"), mark);
            else if (key is "ESC" or "ESCAPE" or "DOWN" or "UP")
                Add(new RecordedAction.Press(key is "DOWN" ? "ArrowDown" : key is "UP" ? "ArrowUp" : "Escape"), mark);
        }
    }

    private void Choose(JsonPlace command, string value)
    {
        var at = value.IndexOf('=', StringComparison.Ordinal);
        var (by, words) = at > 0 && value[..at] is "label" or "value" or "index" or "id" ? (value[..at], value[(at + 1)..]) : ("label", value);
        if (by is "index" or "id")
            _told.Ask($"step.{command.Path}", $"{command.Path} chooses by {by} '{words}'; what are the words of that option?", true);
        var exact = words.StartsWith("exact:", StringComparison.Ordinal) ? words[6..] : words;
        Act(command, new RecordedAction.Choose(exact, by == "value" ? exact : null), false);
    }

    /// <summary>A form sent without a button: by Enter in the field filled last, as a person would.</summary>
    private void Submit(JsonPlace command)
    {
        if (_told.Last is RecordedAction.Fill { Target: { } field })
            Add(new RecordedAction.Press("Enter"), field);
        else
            _told.Ask("step.submit", $"{command.Path} submits a form without a button; which button does a person press?", true);
    }

    private void Opens(JsonPlace command)
    {
        if (command.Text("opensWindow") == "true" && command.Text("windowHandleName") is { } handle)
            _told.Signal(new RecordedSignal.Popup(_windows["${" + handle + "}"] = $"w{_windows.Count + 2}"));
    }

    private string Popup(string name)
    {
        if (_windows.TryGetValue(name, out var known))
            return known;
        _told.Signal(new RecordedSignal.Popup($"w{_windows.Count + 2}"));
        return _windows[name] = $"w{_windows.Count + 2}";
    }

    private void Seen(JsonPlace command, string? text, string? name) => _told.Signal(new RecordedSignal.Seen(text, SideTargets.Of(command, true), name));

    /// <summary>The words of the dialog that the last action caused.</summary>
    private void Answered(string words, string kind = "confirm")
    {
        if (_told.Last?.Signals.OfType<RecordedSignal.Dialog>().LastOrDefault(d => d.Kind == kind && d.Text.Length == 0) is { } open)
            _told.Replace(open, open with { Text = words });
        else if (words.Length > 0)
            _told.Signal(new RecordedSignal.Dialog(kind, words, true, null));
    }

    private void Visible(string kind, bool accepted, string? answer)
    {
        if (_told.Last?.Signals.OfType<RecordedSignal.Dialog>().LastOrDefault(d => d.Kind == kind) is { } open)
            _told.Replace(open, open with { Accepted = accepted, Answer = answer ?? open.Answer });
        else
            _told.Signal(new RecordedSignal.Dialog(kind, "", accepted, answer));
    }

    private Uri Address(JsonPlace command, string target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https" ? whole
            : site is not null && Uri.TryCreate(site, target, out var relative) ? relative
            : throw new ImportException($"{command.Path}.target '{target}' is not an address, and $.url names no site");

    private string Filled(JsonPlace command, string text) => Reference().Replace(text, m =>
    {
        var name = m.Groups[1].Value;
        if (_values.TryGetValue(name, out var known))
            return known;
        if (!name.StartsWith("KEY_", StringComparison.Ordinal) && command.NeedText("command") is "type" or "sendKeys" or "select" or "open")
            _told.Ask($"value.{name}", $"{command.Path} uses '{name}', whose value the file does not hold; where does it come from?", true);
        return m.Value;
    });

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(\$\{KEY_[A-Z_0-9]+\})")]
    private static partial Regex Key();

    [GeneratedRegex(@"^(?:[A-Za-z]:[\\/]|[\\/]).*?([^\\/]+\.\w{1,5})$")]
    private static partial Regex FileName();

    [GeneratedRegex("file|upload|attach|附件|文件", RegexOptions.IgnoreCase)]
    private static partial Regex Files();
}
