using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>A recording without its noise: the actions that count, each with its pages parsed once.</summary>
internal sealed class Demonstration
{
    private readonly Dictionary<string, PageView> _views = [];
    private readonly Dictionary<PageView, LocatorChoice> _choices = [];

    public Demonstration(Recording recording)
    {
        Recording = recording;
        foreach (var page in recording.Pages)
            _views[page.Id] = page.View(recording);
        var all = recording.Actions.Select((a, i) => Deed(a, i + 1 < recording.Actions.Count ? recording.Actions[i + 1] : null)).ToList();
        Deeds = DressedLists.Undress(Without(LookAlikes.AsChoices(all)), ChoiceOf);
    }

    public Recording Recording { get; }

    public IReadOnlyList<Deed> Deeds { get; }

    public PageView? View(string? page) => page is not null && _views.TryGetValue(page, out var view) ? view : null;

    /// <summary>Every page of a window from an action on, in order.</summary>
    public IEnumerable<PageView> PagesFrom(Deed deed) =>
        Recording.Actions.Where(a => a.Index >= deed.Action.Index).Select(a => View(a.After)).OfType<PageView>();

    public IEnumerable<RecordedExchange> Exchanges(Deed deed) =>
        deed.Action.Exchanges.Select(Recording.Exchange).OfType<RecordedExchange>();

    private Deed Deed(RecordedAction action, RecordedAction? next)
    {
        var choice = View(action.Before) is { } view ? ChoiceOf(view) : null;
        var element = action.Target is { } mark ? choice?.Marked(mark) : null;
        if (action is RecordedAction.Click or RecordedAction.Hover && element is not null)
            element = Outer(element);
        if (action is RecordedAction.Check { On: true } && element is not null && Controls.TypeOf(element) == "radio")
        {
            // To a person, choosing one of several.
            action = new RecordedAction.Choose(choice!.WordsOf(element), element.GetAttribute("value"))
            {
                Index = action.Index,
                At = action.At,
                Window = action.Window,
                Target = action.Target,
                Before = action.Before,
                After = action.After,
                Signals = action.Signals,
                Exchanges = action.Exchanges,
            };
        }

        var after = View(action.After) ?? Later(action, next);
        return new Deed(action, element, choice)
        {
            Before = View(action.Before),
            After = after,
            Left = (next?.Window == action.Window ? View(next.Before) : null) ?? after,
        };
    }

    private LocatorChoice ChoiceOf(PageView page) => _choices.TryGetValue(page, out var known) ? known : _choices[page] = new LocatorChoice(page);

    /// <summary>What came of an action whose page was not kept: the page that the next one began on, or the document that it asked for.</summary>
    private PageView? Later(RecordedAction action, RecordedAction? next)
    {
        if (next is { Before: { } begun } && next.Window == action.Window && View(begun) is { } page)
            return page;
        return action.Exchanges.Select(Recording.Exchange)
            .LastOrDefault(e => e is { Type: "document", Status: >= 200 and < 300, Body.Length: > 0 }) is { } document
            ? new PageView { Url = document.Url, Status = document.Status, Frames = [new FrameView(document.Url, "", document.Text)] }
            : null;
    }

    /// <summary>The link or button around what was hit inside it; one that holds others of its kind, such as an entry with its submenu, is more than that.</summary>
    private static IElement Outer(IElement element)
    {
        if (PageParts.IsControl(element) || PageParts.Clickable.Match(element, null))
            return element;
        var at = element.ParentElement;
        for (var depth = 0; at is not null && depth < 5; at = at.ParentElement, depth++)
        {
            if (PageParts.Clickable.Match(at, null))
                return at.QuerySelectorAll("*").Any(inner => !inner.Contains(element) && PageParts.Clickable.Match(inner, null)) ? element : at;
        }

        return element;
    }

    private static List<Deed> Without(List<Deed> all)
    {
        var kept = new List<Deed>();
        for (var i = 0; i < all.Count; i++)
        {
            var next = i + 1 < all.Count ? all[i + 1] : null;
            if (next is not null && IsStandIn(all[i], next))
            {
                kept.Add(all[i]);
                i++;
                continue;
            }

            if (IsNoise(all[i], next) || IsTypedAgain(all, i) || IsLingering(all[i], kept.LastOrDefault()))
                continue;
            kept.Add(all[i]);
        }

        return kept;
    }

    private static bool IsNoise(Deed deed, Deed? next) => deed.Action switch
    {
        RecordedAction.Pick => true,
        // A pointer that went over things on its way.
        RecordedAction.Hover => next is null || next.Action is not (RecordedAction.Click or RecordedAction.Hover),
        // Where no page was kept, what it did is not known.
        RecordedAction.Press press => deed.Before is not null && IsQuiet(deed) && (press.Key is not "Enter" || next is null),
        RecordedAction.Click when deed.Element is { } element => IsQuiet(deed)
            && (element.LocalName is "select" or "option" or "textarea" || (element.LocalName == "input" && PageParts.IsControl(element) && !Opens(deed, next))
                || element.LocalName is "body" or "html"
                || IsBeforeOwn(deed, next) || (!IsActive(element) && IsSame(deed))),
        RecordedAction.Fill { Text: "" } => deed.Before is not null && deed.Element?.GetAttribute("value") is null or "" && deed.Element is not { LocalName: "textarea" },
        _ => false,
    };

    /// <summary>A click on what is drawn in place of a radio button that nobody sees, told again as what it did to that one.</summary>
    private static bool IsStandIn(Deed deed, Deed next) =>
        deed.Action is RecordedAction.Click && next.Action is RecordedAction.Choose && next.Action.Window == deed.Action.Window
        && next.Element is { } radio && Controls.TypeOf(radio) == "radio" && !PageText.IsShown(radio)
        && deed.Element is { } drawn && !PageParts.IsControl(drawn) && RadioGroup.Behind(drawn) is { } behind
        && behind.GetAttribute("value") == radio.GetAttribute("value");

    /// <summary>A click into a field, such as one for dates, that showed what was clicked next.</summary>
    private static bool Opens(Deed deed, Deed? next) =>
        next is { Action: RecordedAction.Click, Element: { } shown } && deed.Element is { } field && !Same(shown, field) && !IsSame(deed)
        && deed.Before?.Frames.Any(f => f.Document.QuerySelectorAll(shown.LocalName).Any(e => PageText.IsShown(e) && Same(e, shown))) != true;

    /// <summary>The pointer still over what was clicked.</summary>
    private static bool IsLingering(Deed deed, Deed? before) =>
        deed.Action is RecordedAction.Hover && before?.Action is RecordedAction.Click
        && deed.Element is { } over && before.Element is { } clicked && Same(over, clicked);

    /// <summary>A click on a field, its label or the box around it, told again as what it did.</summary>
    private static bool IsBeforeOwn(Deed deed, Deed? next) =>
        next?.Action is RecordedAction.Check or RecordedAction.Fill or RecordedAction.Upload && next.Action.Window == deed.Action.Window
        && deed.Element is { } clicked && next.Element is { } field
        && (clicked.LocalName == "label" || Same(clicked, field) || (clicked.Id is { Length: > 0 } && clicked.Id == field.Id));

    private static bool IsTypedAgain(List<Deed> all, int at)
    {
        if (all[at] is not { Action: RecordedAction.Fill or RecordedAction.Choose or RecordedAction.Upload, Element: { } field } deed)
            return false;
        for (var i = at + 1; i < all.Count; i++)
        {
            if (all[i].Action.GetType() == deed.Action.GetType() && all[i].Element is { } later && Same(field, later)
                && all[i].Action.Window == deed.Action.Window)
                return IsQuiet(deed);
            if (!IsQuiet(all[i]) || all[i].Action is RecordedAction.Click)
                return false;
        }

        return false;
    }

    private static bool Same(IElement one, IElement other) =>
        one == other || (one.LocalName == other.LocalName && SteadyCss.Path(one) == SteadyCss.Path(other)
            && one.GetAttribute("name") == other.GetAttribute("name"));

    private static bool IsQuiet(Deed deed) => deed.Action.Exchanges.Count == 0 && deed.Action.Signals.Count == 0;

    private static bool IsActive(IElement element) =>
        PageParts.Clickable.Match(element, null) || PageParts.PerhapsClickable.Match(element, null) || element.GetAttribute("data-daas-clickable") is not null;

    private static bool IsSame(Deed deed) =>
        deed is { Before: { } before, After: { } after } && before.Frames.Select(f => f.Text).SequenceEqual(after.Frames.Select(f => f.Text));
}
