using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Archives;

/// <summary>The part about what windows and frames show.</summary>
internal sealed partial class HarStory
{
    /// <summary>Shows an answer where a link or form leads: in a frame of that name, a new window, the whole window, or where it was clicked.</summary>
    private void Led(ShownState window, ShownFrame from, string? target, HarEntry request, HarEntry response)
    {
        if (_into is { } known)
        {
            Shown(WindowOf(known), known, response);
            return;
        }

        if (target is "_blank" || (target is { Length: > 0 } and not ("_self" or "_top" or "_parent") && !window.Frames.Exists(f => f.View.Name == target)))
        {
            if (request.Destination is "iframe" or "frame")
            {
                // Into a frame that a script made.
                var next = Next(window);
                next.Frames.Add(Framed(response, target, from.Document.Body, from));
                return;
            }

            _actions[^1] = _actions[^1] with { Signals = [.. _actions[^1].Signals, new RecordedSignal.Popup($"w{_windows.Count + 1}")] };
            Shown(null, null, response);
            return;
        }

        var into = target switch
        {
            "_top" => window.Frames[0],
            "_parent" => from.Parent ?? from,
            null or "" or "_self" => from,
            _ => window.Frames.Where(f => f.View.Name == target).MinBy(Depth)!,
        };
        if (into.Owner is null && request.Destination is "iframe" or "frame")
            Next(window).Frames.Add(Framed(response, "", from.Document.Body, from));
        else
            Shown(window, request.Destination == "document" ? null : into, response);
    }

    /// <summary>A new document in a window, or in one of its frames; null window: a new one.</summary>
    private void Shown(ShownState? window, ShownFrame? into, HarEntry response)
    {
        var state = new ShownState($"p{_states.Count + 1}", window?.Window ?? $"w{_windows.Count + 1}", response.Exchange.Status);
        if (window is not null && into is { Owner: not null })
        {
            foreach (var frame in window.Frames.Where(f => !IsInside(f, into)))
                state.Frames.Add(frame == into ? Framed(response, into.View.Name, into.Owner, into.Parent) : frame);
        }
        else
        {
            state.Frames.Add(Framed(response, "", null, null));
        }

        state.Dialogs.AddRange(state.Frames.Where(f => window?.Frames.Contains(f) != true).SelectMany(f => PageScripts.Alerts(f.Document)));
        foreach (var alert in state.Dialogs)
            Signal(new RecordedSignal.Dialog("alert", alert, true, null));
        Signal(new RecordedSignal.Navigated(response.Url, into?.Owner is null));
        Stand(window, state);
    }

    /// <summary>The page went on by itself: what the last action led to is the next document.</summary>
    private void Replace(ShownFrame frame, HarEntry response)
    {
        var window = WindowOf(frame);
        if (_actions is [.., { After: { } after }] && after == window.Id)
            Shown(window, frame.Owner is null ? null : frame, response);
        else
            Shown(Next(window), frame.Owner is null ? null : frame, response);
        _actions[^1] = _actions[^1] with { After = _windows.Find(w => w.Window == window.Window)!.Id };
    }

    private ShownState Next(ShownState window)
    {
        var state = new ShownState($"p{_states.Count + 1}", window.Window, 200);
        state.Frames.AddRange(window.Frames);
        Stand(window, state);
        return state;
    }

    private void Stand(ShownState? window, ShownState state)
    {
        _states.Add(state);
        if (window is null)
            _windows.Add(state);
        else
            _windows[_windows.FindIndex(w => w.Window == window.Window)] = state;
        if (_actions.Count > 0 && (window is null ? _actions.Count == 1 : _actions[^1].Window == state.Window))
            _actions[^1] = _actions[^1] with { After = state.Id };
    }

    private void Insert(ShownState window, ShownFrame frame)
    {
        // In the order of the document: behind what holds it and the frames before it.
        var at = window.Frames.FindLastIndex(f => f == frame.Parent || f.Parent == frame.Parent) + 1;
        window.Frames.Insert(at, frame);
        foreach (var alert in PageScripts.Alerts(frame.Document))
            window.Dialogs.Add(alert);
    }

    private IEnumerable<ShownState> Nearest(HarEntry request) =>
        _windows.AsEnumerable().Reverse().OrderByDescending(w => request.Referer is not null && w.Frames
            .Exists(f => f.View.Url.AbsoluteUri == request.Referer));

    private ShownState WindowOf(ShownFrame frame) => _windows.FindLast(w => w.Frames.Contains(frame))!;

    private ShownFrame Framed(HarEntry entry, string name, IElement? owner, ShownFrame? parent)
    {
        var frame = new ShownFrame(new FrameView(entry.Url, name, entry.Exchange.Text), owner, parent);
        if (entry.Frame is { } told)
            _frames[frame] = told;
        return frame;
    }
}
