using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>
/// Lists to choose from that a script dressed up: it hides the page's own list, shows boxes and layers in its place, and keeps the hidden one in step. What was
/// clicked in the layers was choosing in the list.
/// </summary>
internal static class DressedLists
{
    private const int Near = 6;

    /// <summary>The same deeds, with one choice in place of the clicks that made it.</summary>
    /// <param name="deeds">In order.</param>
    /// <param name="choiceOf">Of a page.</param>
    public static List<Deed> Undress(List<Deed> deeds, Func<PageView, LocatorChoice> choiceOf)
    {
        var kept = new List<Deed>();
        foreach (var deed in deeds)
        {
            if (Changed(deed) is not { } list)
            {
                kept.Add(deed);
                continue;
            }

            var (own, option) = list;
            var page = deed.Before!;
            var action = deed.Action;
            while (kept is [.., var last] && IsOpening(last, deed, own))
            {
                (page, action) = (last.Before ?? page, last.Action);
                kept.RemoveAt(kept.Count - 1);
            }

            var choose = new RecordedAction.Choose(Spoken.Of(Controls.Text(option)), option.GetAttribute("value"))
            {
                Index = deed.Action.Index,
                At = deed.Action.At,
                Window = deed.Action.Window,
                Before = action.Before,
                After = deed.Action.After,
                Signals = deed.Action.Signals,
                Exchanges = deed.Action.Exchanges,
            };
            kept.Add(new Deed(choose, Twin(own, page) ?? own, choiceOf(Twin(own, page) is null ? deed.Before! : page)) { Before = page, After = deed.After });
        }

        return kept;
    }

    /// <summary>The list whose choice became the words that were clicked, and the option as the page has it after that.</summary>
    private static (IHtmlSelectElement List, IElement Option)? Changed(Deed deed)
    {
        if (deed is not { Action: RecordedAction.Click or RecordedAction.Press, Before: { } before, After: { } after, Element: { } element }
            || element is IHtmlSelectElement || (deed.Action is RecordedAction.Click && PageParts.IsControl(element)))
            return null;
        var found = new List<(IHtmlSelectElement, IElement)>();
        foreach (var list in before.Frames.SelectMany(f => f.Document.QuerySelectorAll("select").OfType<IHtmlSelectElement>()))
        {
            if (Chosen(list) is var old && Twin(list, after) is { } now && Chosen(now) is { } option && Spoken.Of(Controls.Text(option)) is { Length: > 0 } words
                && (old is null || Spoken.Of(Controls.Text(old)) != words) && (deed.Action is RecordedAction.Press ? IsNear(element, list) : words == deed.Words))
                found.Add((list, option));
        }

        // Several that changed alike: the one that was dressed stands nearest.
        return found.Count == 0 ? null : found.OrderByDescending(f => Depth(Common(f.Item1, element))).First();
    }

    private static IElement? Chosen(IHtmlSelectElement list)
    {
        var options = Controls.Options(list).ToList();
        return options.LastOrDefault(o => o.HasAttribute("selected")) ?? (list.IsMultiple ? null : options.FirstOrDefault());
    }

    /// <summary>The same list on another page: by its names, what it offers, and its place among those like it.</summary>
    private static IHtmlSelectElement? Twin(IHtmlSelectElement list, PageView page)
    {
        var own = Alike(list, list.Owner!).ToList();
        var place = own.IndexOf(list);
        return page.Frames.Select(f => Alike(list, f.Document).ToList()).FirstOrDefault(l => l.Count == own.Count)?.ElementAtOrDefault(place);
    }

    private static IEnumerable<IHtmlSelectElement> Alike(IHtmlSelectElement list, IDocument document)
    {
        var offered = Offered(list);
        return document.QuerySelectorAll("select").OfType<IHtmlSelectElement>()
            .Where(o => (o.Id, o.GetAttribute("name") ?? "") == (list.Id, list.GetAttribute("name") ?? "") && Offered(o) == offered);
    }

    private static string Offered(IHtmlSelectElement list) => string.Join('\n', Controls.Options(list).Select(o => Spoken.Of(Controls.Text(o))));

    /// <summary>Opening the layers, or looking for the option in them.</summary>
    private static bool IsOpening(Deed deed, Deed option, IHtmlSelectElement list)
    {
        if (deed.Action.Window != option.Action.Window || deed.Element is not { } element || element is IHtmlSelectElement
            || deed.Action is not (RecordedAction.Click or RecordedAction.Hover or RecordedAction.Fill or RecordedAction.Press)
            || deed.Signal<RecordedSignal.Navigated>() is not null || deed.Signal<RecordedSignal.Downloaded>() is not null)
            return false;
        var page = deed.Before is { } before ? Twin(list, before) : null;
        return (page is not null && IsNear(element, page)) || (option.Element is { } clicked && InOneLayer(element, clicked, list));
    }

    /// <summary>Inside what stands in the list's place.</summary>
    private static bool IsNear(IElement element, IHtmlSelectElement list) =>
        (list.ParentElement is { } holder && holder.QuerySelectorAll("select").Length == 1 && PageParts.ControlsIn(holder).Count(c => c != list && !Dresses(c)) == 0
            && holder.Contains(element))
        || list.NextElementSibling?.Contains(element) == true || list.PreviousElementSibling?.Contains(element) == true;

    private static bool Dresses(IElement control) => control.GetAttribute("role") is "combobox" or "listbox" or "searchbox" || !PageText.IsShown(control)
        || control.Closest("[role=combobox],[role=listbox],[class*=dropdown],[class*=select]") is not null;

    private static bool InOneLayer(IElement element, IElement option, IHtmlSelectElement list)
    {
        var at = option.ParentElement;
        for (var depth = 0; at is not null and not IHtmlBodyElement && depth < Near; at = at.ParentElement, depth++)
        {
            if (at.Contains(list))
                return false;
            if (PathOf(at) == PathOf(element.ParentElement) || element.Owner == option.Owner && at.Contains(element))
                return true;
        }

        return false;
    }

    private static string PathOf(IElement? element) => element is null ? "" : SteadyCss.Path(element);

    private static IElement? Common(IElement one, IElement other)
    {
        var at = one.ParentElement;
        while (at is not null && !at.Contains(other))
            at = at.ParentElement;
        return at;
    }

    private static int Depth(IElement? element)
    {
        var depth = 0;
        for (; element is not null; element = element.ParentElement)
            depth++;
        return depth;
    }
}
