using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Recorder.Capture;
using Daas.Recorder.Drafting;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Archives;

/// <summary>
/// Infers from requests what a person did: a page asked for was opened, or behind a link of the page before; a form sent was filled where it differs from what
/// the page had, and its button pressed; a script's request belongs to fields that have its values.
/// </summary>
/// <param name="secrets">Takes passwords and who uses them.</param>
internal sealed partial class HarStory(Secrets secrets)
{
    private static readonly TimeSpan ByItself = TimeSpan.FromSeconds(2);

    /// <summary>What a script asks for in its turn comes within this.</summary>
    private static readonly TimeSpan Chained = TimeSpan.FromMilliseconds(700);

    /// <summary>Faster than a person clicks on what has just come.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private readonly List<RecordedAction> _actions = [];
    private readonly List<ShownState> _states = [];
    private readonly List<ShownState> _windows = [];
    private readonly List<RecordedExchange> _exchanges = [];
    private readonly List<HarEntry> _hops = [];
    private readonly List<Doubt> _doubts = [];
    private readonly Dictionary<ShownFrame, string> _frames = [];
    private readonly HashSet<string> _asked = [];
    private readonly Dictionary<string, string> _scripts = [];
    private DateTimeOffset _quiet = DateTimeOffset.MinValue;
    private int _marks;

    /// <summary>Where the document goes that is taken at the moment, when the archive says so.</summary>
    private ShownFrame? _into;

    public void Take(HarEntry entry)
    {
        if (entry.Exchange.Type == "script")
        {
            _scripts[entry.Url.AbsoluteUri] = entry.Exchange.Text;
            entry = entry with { Exchange = entry.Exchange with { Body = [] } };
        }

        if (entry.RedirectTo is not null && entry.Exchange.Type is "document" or "other")
        {
            _hops.Add(entry);
            return;
        }

        var first = _hops.FindIndex(h => Leads(h, entry.Url));
        var request = first >= 0 ? _hops[first] : entry;
        var own = first >= 0 ? _hops[first..] : [];
        _hops.Clear();
        if (entry.Exchange.Type == "document" && (entry.IsHtml || IsFile(entry) || own.Count > 0))
            Document(request, entry);
        else if (entry.Exchange.Type is "xhr" or "fetch" || (entry.Exchange.Type == "document" && entry.Exchange.Body.Length > 0))
            Asked(entry);
        foreach (var one in own.Append(entry))
            Keep(one);
        _quiet = entry.Ended > _quiet ? entry.Ended : _quiet;
    }

    /// <summary>The recording so far.</summary>
    /// <param name="at">When it was made.</param>
    /// <param name="picks">Texts that were pointed at.</param>
    /// <param name="doubts">Questions about the archive as a whole.</param>
    public Recording Finish(DateTimeOffset at, IReadOnlyList<string> picks, IEnumerable<Doubt> doubts)
    {
        if (_actions.OfType<RecordedAction.Open>().FirstOrDefault() is not { } start)
            throw new ImportException("$.log.entries holds no page that was opened");
        var exchanges = _exchanges.Select(Clean).ToList();
        return new Recording
        {
            Url = secrets.Clean(start.Url),
            At = at,
            Actions = [.. _actions.Select(Clean)],
            Exchanges = exchanges,
            Pages = [.. _states.Select(s => s.Page(secrets))],
            Picks = picks,
            Doubts = [.. doubts, .. _doubts],
        };
    }

    private RecordedAction Clean(RecordedAction action)
    {
        var clean = action switch
        {
            RecordedAction.Open open => open with { Url = secrets.Clean(open.Url) },
            RecordedAction.Fill { Text: { } text } fill when text != Secrets.User => fill with { Text = secrets.Clean(text) },
            _ => action,
        };
        return clean with
        {
            Signals = [.. action.Signals.Select(s => s is RecordedSignal.Navigated to ? to with { Url = secrets.Clean(to.Url) }
                : s is RecordedSignal.Dialog said ? said with { Text = secrets.Clean(said.Text) } : s)],
        };
    }

    private RecordedExchange Clean(RecordedExchange exchange) => exchange with
    {
        Url = secrets.Clean(exchange.Url),
        Frame = exchange.Frame is { } frame ? secrets.Clean(frame) : null,
        RequestHeaders = [.. exchange.RequestHeaders.Select(h => KeyValuePair.Create(h.Key, secrets.Clean(h.Value)))],
        RequestBody = exchange.RequestBody is { } sent ? secrets.Clean(sent, exchange.RequestHeaders.FirstOrDefault(h =>
            h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value, true) : null,
        ResponseHeaders = [.. exchange.ResponseHeaders.Select(h => KeyValuePair.Create(h.Key, secrets.Clean(h.Value)))],
        Body = secrets.Clean(exchange.Body, exchange.Header("content-type"), false),
    };

    private void Document(HarEntry request, HarEntry response)
    {
        if (_windows.Count == 0)
        {
            Open(request, response);
            return;
        }

        if (response.Frame is { } asking && _windows.Select(w => w.Frames.Find(f => _frames.GetValueOrDefault(f) == asking))
            .FirstOrDefault(f => f is not null) is { } own)
            _into = own;
        else
            _into = null;
        foreach (var window in Nearest(request))
        {
            if (_into is null && !request.IsPost && window.Waiting(request.Url) is var (owner, holder) && owner is not null)
            {
                Insert(window, Framed(response, owner.GetAttribute("name") ?? owner.Id ?? "", owner, holder));
                return;
            }
        }

        var frames = Nearest(request).SelectMany(w => w.Frames.OrderByDescending(f => f.View.Url.AbsoluteUri == request.Referer)).ToList();
        var sent = request.IsPost ? request.Sent : request.Query;
        if (request.IsPost)
        {
            if (SentForm.Of(frames, request, sent) is { } form)
                Send(form, request, response, sent);
            else
                Unseen(request, response);
            return;
        }

        if (frames.Find(f => PageScripts.LeadsTo(f.Document).Any(to => Addresses.AreSame(f.Resolved(to), request.Url))) is { } leading && IsSoon(request))
            Replace(_into ?? leading, response);
        else if (LinkCause.Of(frames, request.Url, Scripts) is { } link)
            Click(link, request, response);
        else if (SentForm.Of(frames, request, sent) is { } query)
            Send(query, request, response, sent);
        else if (IsSoon(request) && _actions.Count > 1)
            Replace(_into ?? frames.Find(f => f.View.Url.AbsoluteUri == request.Referer) ?? frames[0], response);
        else
            Open(request, response);
    }

    private bool IsSoon(HarEntry request) => request.Exchange.At - _quiet < ByItself && request.Exchange.At > DateTimeOffset.UnixEpoch;

    private void Open(HarEntry request, HarEntry response)
    {
        Act(new RecordedAction.Open(request.Url), _windows.FirstOrDefault(), null, null);
        Shown(_windows.Count > 0 ? _windows[0] : null, null, response);
    }

    private void Click(LinkCause link, HarEntry request, HarEntry response)
    {
        var window = WindowOf(link.Frame);
        Act(new RecordedAction.Click(link.Element.HasAttribute("ondblclick") && !link.Element.HasAttribute("onclick") ? 2 : 1), window, link.Frame,
            link.Element);
        Answered(link.Element);
        if (IsFile(response))
            Downloaded(response);
        else
            Led(window, link.Frame, link.Target([.. window.Frames.Select(f => f.View.Name)], Scripts(link.Frame)), request, response);
    }

    private void Send(SentForm form, HarEntry request, HarEntry response, IReadOnlyList<SentValue>? sent)
    {
        var window = WindowOf(form.Frame);
        if (sent is null)
            Ask("form", $"what was filled in before {Words(request)} was sent? The archive does not hold what was sent.", true);
        var deeds = FormDeeds.Of(form.Controls, sent ?? []);
        var pressed = PressedButton.Of(form, sent ?? [], Scripts(form.Frame));
        foreach (var (action, field) in deeds.OrderBy(d => d.Field == pressed.Element))
        {
            if (action is RecordedAction.Fill { Secret: true } && sent?
                .FirstOrDefault(s => s.Name == field.GetAttribute("name"))?.Value is { Length: > 0 } secret)
                HarSecrets.Tell(secrets, field.GetAttribute("name") ?? "", secret);
            if (action is RecordedAction.Fill { Text: Secrets.User } && sent?
                .FirstOrDefault(s => s.Name == field.GetAttribute("name"))?.Value is { Length: > 0 } user)
                secrets.TellUser(user);
            Act(action, window, form.Frame, field);
        }

        Press(pressed, deeds, window, form.Frame, request);
        if (IsFile(response))
            Downloaded(response);
        else
            Led(window, form.Frame, form.Form.GetAttribute("target"), request, response);
    }

    private void Press(PressedButton pressed, IReadOnlyList<(RecordedAction Action, IElement Field)> deeds, ShownState window, ShownFrame frame,
        HarEntry request)
    {
        if (pressed.Others.Count > 0)
            Ask($"step.{_actions.Count}", $"what was pressed to send {Words(request)}? Several could be.", true, [.. pressed.Others]);
        // Choosing in a list that sends the form by itself is no second action.
        if (pressed.Element is { } element && !(deeds is [.., var last] && last.Field == element))
        {
            Act(new RecordedAction.Click(1), window, frame, element);
            Answered(element);
        }
        else if (pressed.Element is null && deeds.LastOrDefault(d => d.Action is RecordedAction.Fill).Field is { } field)
        {
            Act(new RecordedAction.Press("Enter"), window, frame, field);
        }
        else if (pressed.Element is null)
        {
            Ask($"step.{_actions.Count}", $"what was clicked so that {Words(request)} was sent? No page in the archive tells.", true);
        }
    }

    /// <summary>A form of a page that the archive does not hold: its fields by the names that were sent.</summary>
    private void Unseen(HarEntry request, HarEntry response)
    {
        var window = Nearest(request).First();
        Ask("form", $"which form sent {Words(request)}? The page with it is not in the archive; its fields are taken by their names.", true);
        ElementMark? last = null;
        foreach (var value in (request.Sent ?? []).Where(s => s.Name.Length > 0 && s.Value.Length is > 0 and < 200 && !Generated.IsName(s.Value)
            && !s.Name.StartsWith('_')))
        {
            last = ToldActions.Mark("input", [new ToldWay("css", $"[name=\"{value.Name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]")], false);
            var isSecret = PasswordNames.IsPassword(value.Name);
            Add(new RecordedAction.Fill(isSecret ? null : PasswordNames.IsUser(value.Name) && request.Sent!.Any(s => PasswordNames.IsPassword(s.Name))
                ? Secrets.User : value.Value, isSecret, false), window, last, false);
        }

        Add(new RecordedAction.Press("Enter"), window, last, false);
        if (IsFile(response))
            Downloaded(response);
        else
            Shown(window, null, response);
    }

    private void Act(RecordedAction action, ShownState? window, ShownFrame? frame, IElement? element)
    {
        ElementMark? mark = null;
        if (element is not null && frame is not null)
        {
            if (element.GetAttribute(ElementMark.Attribute) is not { } id)
                element.SetAttribute(ElementMark.Attribute, id = $"m{_marks++}");
            mark = new ElementMark
            {
                Id = id,
                Frame = window!.Frames.IndexOf(frame),
                Tag = element.LocalName,
                Attributes = element.Attributes.Where(a => a.Name is not (ElementMark.Attribute or "value")).GroupBy(a => a.Name)
                    .ToDictionary(g => g.Key, g => g.First().Value),
                Text = Spoken.Of(PageText.Of(element)) is { Length: <= 200 } text ? text : "",
            };
        }

        Add(action, window, mark, action is RecordedAction.Fill or RecordedAction.Choose or RecordedAction.Check or RecordedAction.Upload);
    }

    private void Add(RecordedAction action, ShownState? window, ElementMark? mark, bool stays) => _actions.Add(action with
    {
        Index = _actions.Count,
        Window = window?.Window ?? "w1",
        Target = mark,
        Before = mark is { Ways.Count: > 0 } ? null : window?.Id,
        After = stays ? window?.Id : null,
    });

    private void Signal(RecordedSignal signal) => _actions[^1] = _actions[^1] with { Signals = [.. _actions[^1].Signals, signal] };

    /// <summary>It asked first, and as it was sent the answer was yes.</summary>
    private void Answered(IElement element)
    {
        if (PageScripts.Asked(element) is { } question)
            Signal(new RecordedSignal.Dialog("confirm", question, true, null));
    }

    private void Downloaded(HarEntry response) => Signal(new RecordedSignal.Downloaded(new RecordedFile(HarFiles.NameOf(response), response.MediaType,
        response.Exchange.Body)));

    private void Keep(HarEntry entry)
    {
        var exchange = entry.Exchange with { Window = _actions.LastOrDefault()?.Window ?? "w1", Action = _actions.Count > 0 ? _actions.Count - 1 : null };
        _exchanges.Add(exchange);
        if (_actions is [.., var last])
            _actions[^1] = last with { Exchanges = [.. last.Exchanges, exchange.Id] };
    }

    /// <summary>What the scripts of a page say, those beside it as well.</summary>
    private string Scripts(ShownFrame frame) => string.Join('\n', frame.Document.QuerySelectorAll("script")
        .Select(s => s.GetAttribute("src") is { } src ? _scripts.GetValueOrDefault(frame.Resolved(src).AbsoluteUri) ?? "" : s.TextContent));

    private void Ask(string name, string question, bool blocking, params string[] options) => _doubts.Add(new Doubt(name, question, options, blocking));

    private static string Words(HarEntry request) => $"{request.Exchange.Method} {request.Url.AbsolutePath}";

    private static bool Leads(HarEntry hop, Uri url) => hop.RedirectTo is { } to && Addresses.AreSame(to, url);

    private static int Depth(ShownFrame frame) => frame.Parent is { } parent ? Depth(parent) + 1 : 0;

    private static bool IsInside(ShownFrame frame, ShownFrame holder) => frame.Parent is { } parent && (parent == holder || IsInside(parent, holder));

    private static bool IsFile(HarEntry entry) => HarFiles.Is(entry);
}
