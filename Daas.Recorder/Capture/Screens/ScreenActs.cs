using System.Text.Json;
using Daas.Recorder.Capture.Lines;

namespace Daas.Recorder.Capture.Screens;

/// <summary>What a viewer does, done to the browser. Touched by the screen's one thread.</summary>
internal sealed class ScreenActs(CdpLine line, Viewing viewing, Action<Action> post)
{
    private const int MostText = 1_000_000;
    private const double MostPixels = 16_000_000;

    private List<ScreenCommand>? _later;

    public void Do(ScreenCommand command)
    {
        switch (command)
        {
            case ScreenCommand.Acknowledge(var frame):
                viewing.Casting.Acknowledge(frame);
                break;
            case ScreenCommand.Resize resize:
                Resize(resize);
                break;
            case ScreenCommand.Activate(var id):
                if (viewing.Pages.FirstOrDefault(p => p.Id == id) is { } tab)
                    viewing.Activate(tab);
                break;
            case ScreenCommand.CloseTab(var id):
                // As a person does: the page may ask whether it is to be left.
                if (viewing.Pages.Count > 1 && viewing.Pages.FirstOrDefault(p => p.Id == id) is { } closed)
                    line.Post(closed.Session, "Page.close");
                break;
            default:
                if (viewing.Active is { } page)
                    Do(page, command);
                break;
        }
    }

    private void Do(ScreenPage page, ScreenCommand command)
    {
        var hands = viewing.Hands;
        switch (command)
        {
            case ScreenCommand.AnswerDialog(var accept, var text):
                line.Post(page.Session, "Page.handleJavaScriptDialog", text is null ? new { accept } : new { accept, promptText = text });
                break;
            case ScreenCommand.Choose(var option) when page.Select is var (_, session, world):
                page.Select = null;
                Choose(session, world, option);
                break;
            case ScreenCommand.GiveFiles(var paths) when page.Chooser is var (_, session, element):
                page.Chooser = null;
                line.Post(session, "DOM.setFileInputFiles", new { files = paths, backendNodeId = element });
                break;
            case ScreenCommand.DismissChooser:
                page.Chooser = null;
                break;
            case ScreenCommand.Navigate(var typed):
                if (ScreenAddress.Read(typed) is { } address)
                    line.Post(page.Session, "Page.navigate", new { url = address.AbsoluteUri });
                else
                    viewing.Say(new ScreenEvent.Refused(typed));
                break;
            case ScreenCommand.Reload:
                line.Post(page.Session, "Page.reload");
                break;
            case ScreenCommand.Back:
                Go(page, -1);
                break;
            case ScreenCommand.Forward:
                Go(page, +1);
                break;
            // A page whose dialog waits takes nothing else.
            case var _ when page.Dialog is not null:
                break;
            case var _ when _later is not null:
                _later.Add(command);
                break;
            case ScreenCommand.Mouse mouse:
                hands.Point(page.Session, mouse);
                break;
            case ScreenCommand.Wheel wheel:
                hands.Roll(page.Session, wheel);
                break;
            case ScreenCommand.Key key:
                hands.Press(page.Session, key);
                break;
            case ScreenCommand.Text(var text) when text.Length is > 0 and <= MostText:
                hands.Write(page.Session, text);
                break;
            case ScreenCommand.Compose(var text) when text.Length <= MostText:
                hands.Compose(page.Session, text);
                break;
        }
    }

    // What hands do next comes to the page by another way, and must not be there first.
    private void Choose(string session, int world, int? option)
    {
        _later ??= [];
        line.SendAsync(session, "Runtime.evaluate", new { expression = ScreenAgent.Choose(option), contextId = world, userGesture = true }).ContinueWith(
            chosen =>
            {
                _ = chosen.Exception;
                post(Resume);
            },
            TaskScheduler.Default);
        viewing.Say(new ScreenEvent.SelectClosed());
    }

    private void Resume()
    {
        var later = _later ?? [];
        _later = null;
        foreach (var command in later)
            Do(command);
    }

    private void Resize(ScreenCommand.Resize wanted)
    {
        var (width, height) = (Math.Clamp(wanted.Width, 200, 3840), Math.Clamp(wanted.Height, 150, 2160));
        var most = Math.Sqrt(MostPixels / ((double)width * height));
        viewing.Resize(width, height, Math.Clamp(double.IsFinite(wanted.Scale) ? wanted.Scale : 1, 0.5, Math.Min(3, most)));
    }

    private void Go(ScreenPage page, int by) => line.SendAsync(page.Session, "Page.getNavigationHistory").ContinueWith(
        history =>
        {
            if (history.Exception is null)
                post(() => Go(page, history.Result, by));
        },
        TaskScheduler.Default);

    private void Go(ScreenPage page, JsonElement history, int by)
    {
        var at = history.GetProperty("currentIndex").GetInt32() + by;
        var entries = history.GetProperty("entries");
        if (at < 0 || at >= entries.GetArrayLength() || !ScreenAddress.IsShown(entries[at].GetProperty("url").GetString()!))
            return;
        line.Post(page.Session, "Page.navigateToHistoryEntry", new { entryId = entries[at].GetProperty("id").GetInt32() });
    }
}
