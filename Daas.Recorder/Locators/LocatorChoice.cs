using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Drafting.Outputs;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Locators;

/// <summary>
/// Chooses how elements of one recorded page are found: every way is tried on that page, and kept only when it finds the element and nothing else.
/// </summary>
/// <param name="page">The page before the action.</param>
public sealed class LocatorChoice(PageView page)
{
    private const int MostWays = 3;

    private readonly Dictionary<FrameView, Labels> _labels = [];

    /// <summary>The element that a mark marks; null when the page does not have it.</summary>
    public IElement? Marked(ElementMark mark)
    {
        var frames = page.Frames.Count > mark.Frame && mark.Frame >= 0 ? page.Frames.Skip(mark.Frame).Take(1).Concat(page.Frames) : page.Frames;
        return frames.Select(f => f.Document.QuerySelector($"[{ElementMark.Attribute}=\"{mark.Id}\"]")).FirstOrDefault(e => e is not null);
    }

    /// <summary>What a person says the element is called: the label of a field, the words on anything else.</summary>
    public string WordsOf(IElement element)
    {
        if (PageParts.IsControl(element))
            return LabelsOf(element).FirstOrDefault() ?? LabelsOf(element, every: true).FirstOrDefault() ?? LineLabel(element) ?? "";
        return NamesOf(element).FirstOrDefault() ?? "";
    }

    /// <summary>True when what stands beside the field says that it must be filled.</summary>
    public bool IsRequired(IElement field) =>
        field.HasAttribute("required") || field.GetAttribute("aria-required") == "true"
        || IsRequiredGroup(field)
        || LabelsFor(field).Spoken(field).Take(3).SelectMany(t => t).Take(2).Any(Spoken.IsRequired)
        || (field.NextElementSibling is { } next && Spoken.Of(PageText.Of(next)) is "*" or "＊" or "★");

    /// <summary>What holds the field and its label, and no other field, is named so.</summary>
    private static bool IsRequiredGroup(IElement field)
    {
        var at = field.ParentElement;
        for (var depth = 0; at is not null && depth < 5 && PageParts.ControlsIn(at).Take(2).Count() == 1; at = at.ParentElement, depth++)
        {
            if (at.ClassList.Any(c => c is "required" || c.EndsWith("-required", StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }

    /// <summary>For a field that is filled, chosen in, ticked or given a file.</summary>
    /// <param name="field">The field.</param>
    /// <param name="mark">What was recorded of it.</param>
    /// <param name="row">What tells its row in a list, with its value in <paramref name="values"/>; null when it is in none.</param>
    /// <param name="values">Of references.</param>
    public ChosenLocator? Field(IElement field, ElementMark? mark = null, Template? row = null, TemplateValues? values = null)
    {
        var ways = new List<Way>();
        if (row is not null)
        {
            ways.AddRange(HeadersOf(field).Select(h => new Way { Header = h, Row = row }));
            if (PageParts.RoleOf(field) is { Length: > 0 } role)
                ways.Add(new Way { Role = role, Row = row });
        }
        else
        {
            foreach (var label in LabelsOf(field).Where(IsSteady))
                ways.Add(new Way { Label = Words(label) });
            if (field.GetAttribute("placeholder") is { } hint && IsSteady(hint))
                ways.Add(new Way { Placeholder = Words(Spoken.Of(hint)) });
            ways.AddRange(Inside(field, ways));
        }

        return Choose(field, ways, row is null ? SteadyCss.Of(field) : [], Aim.Any, WordsOf(field), mark, values);
    }

    /// <summary>For what is clicked.</summary>
    /// <param name="element">It.</param>
    /// <param name="mark">What was recorded of it.</param>
    /// <param name="row">What tells its row in a list, with its value in <paramref name="values"/>; null when it is in none.</param>
    /// <param name="named">Its own words as a template, when they are a value of the call; null: they are the page's.</param>
    /// <param name="values">Of references.</param>
    /// <param name="isOwn">True: its words belong to one record, and no other is told by them.</param>
    public ChosenLocator? Clicked(
        IElement element, ElementMark? mark = null, Template? row = null, Template? named = null, TemplateValues? values = null, bool isOwn = false)
    {
        var role = PageParts.RoleOf(element) is "link" or "button" or "tab" or "menuitem" or "treeitem" or "option" or "checkbox" or "radio" or "switch"
            ? PageParts.RoleOf(element) : null;
        var ways = new List<Way>();
        if (named is not null)
            ways.AddRange([new Way { Role = role, Name = named, Exact = true, Row = row }, new Way { Name = named, Exact = true, Row = row },
                new Way { Text = named, Row = row }]);
        else if (!isOwn && (row is null || ListRow.Of(element)?.IsOwn(element) != true))
            ways.AddRange(ByWords(element, role, row));
        if (named is not null && row is null)
            ways.AddRange(Classes(element).Select(css => new Way { Css = Words(css), Name = named, Exact = true }));
        if (isOwn && row is null && element.Closest("tr,li,dl,p")?.FirstElementChild is { } caption && !caption.Contains(element)
            && Spoken.Label(PageText.Of(caption)) is { Length: > 1 and < 20 } beside && IsSteady(beside))
            ways.Add(new Way { Role = role, Css = role is null ? Words(element.LocalName) : null, Row = Words(beside) });
        if (row is null && named is null && PageParts.IsControl(element))
            ways.InsertRange(0, LabelsOf(element).Where(IsSteady).Select(l => new Way { Label = Words(l) }));
        if (row is not null)
        {
            // A cell may be wider than the link in it.
            if (role is not null)
                ways.Add(new Way { Role = role, Row = row });
            ways.AddRange(SteadyCss.InRow(element).Select(css => new Way { Css = css, Row = row }));
            ways.AddRange(HeadersOf(element).Select(h => new Way { Header = h, Row = row }));
        }

        if (row is null)
            ways.AddRange(Inside(element, ways));
        var css = row is not null || named is not null ? [] : isOwn ? SteadyCss.ByDoing(element).Concat(Classes(element)) : SteadyCss.Of(element);
        return Choose(element, ways, css, Aim.Click, WordsOf(element), mark, values);
    }

    private IEnumerable<Way> ByWords(IElement element, string? role, Template? row)
    {
        foreach (var name in NamesOf(element).Where(IsSteady))
        {
            if (role is not null)
                yield return new Way { Role = role, Name = Words(name), Row = row };
            if (Controls.TypeOf(element) is "submit" or "button" && element.GetAttribute("value") is { Length: > 0 } value)
                yield return new Way { Role = role, Value = Words(Spoken.Of(value)), Row = row };
            yield return new Way { Name = Words(name), Row = row };
            if (role is not null)
                yield return new Way { Role = role, Name = Words(name), Row = row, Exact = true };
            yield return new Way { Text = Words(name), Row = row };
        }

        if (element.GetAttribute("title") is { } title && IsSteady(title))
            yield return new Way { Role = role, Title = Words(Spoken.Of(title)), Row = row };
    }

    private ChosenLocator? Choose(IElement element, List<Way> ways, IEnumerable<string> css, Aim aim, string words, ElementMark? mark, TemplateValues? values)
    {
        // The whole words of a cell tell the row: another row may hold them as a part.
        ways = [.. ways.SelectMany(w => w is { Row: not null, Exact: null } ? new[] { w with { Exact = true }, w } : [w])];
        var frame = FrameOf(element);
        var chosen = new List<Way>();
        var known = values ?? TemplateValues.None;
        foreach (var way in ways)
        {
            if (Settled(way, element, frame, aim, known) is { } settled)
            {
                chosen.Add(settled);
                break;
            }
        }

        foreach (var selector in css)
        {
            if (chosen.Count >= MostWays || chosen.Exists(w => w.Css is not null))
                break;
            if (Settled(new Way { Css = Words(selector) }, element, frame, aim, known) is { } settled)
                chosen.Add(settled);
        }

        var sure = chosen.Count > 0;
        if (!sure && ways.Concat(css.Select(c => new Way { Css = Words(c) })).Select(w => Numbered(w, element, aim, known))
            .FirstOrDefault(w => w is not null) is { } numbered)
            chosen.Add(numbered);
        if (chosen.Count == 0 && Means(new Way { Css = Words(SteadyCss.Path(element)) }, element, aim, known))
            chosen.Add(new Way { Css = Words(SteadyCss.Path(element)) });
        return chosen.Count == 0 ? null : new ChosenLocator(new Locator(chosen), words, sure, Fingerprint.Of(element, words, mark));
    }

    /// <summary>The way itself, or with what is inside the right frame when other frames have one like it.</summary>
    private Way? Settled(Way way, IElement element, FrameView? frame, Aim aim, TemplateValues values)
    {
        if (Means(way, element, aim, values))
            return way;
        if (frame is null || page.Frames.Count < 2)
            return null;
        return FrameSigns(frame).Select(sign => way with { Frame = sign }).FirstOrDefault(w => Means(w, element, aim, values));
    }

    private bool Means(Way way, IElement element, Aim aim, TemplateValues values)
    {
        if (Locating.Find(new Locator([way]), page, values, aim) is not { Failed: false, Value.Element: var found })
            return false;
        return found == element || (aim == Aim.Click && element.Contains(found) && !PageParts.ControlsIn(element).Any());
    }

    private Way? Numbered(Way way, IElement element, Aim aim, TemplateValues values)
    {
        if (way.Within is not null || way.Exact is not null)
            return null;
        for (var nth = 1; nth <= 12; nth++)
        {
            if (Means(way with { Nth = nth }, element, aim, values))
                return way with { Nth = nth };
        }

        return null;
    }

    /// <summary>The same ways, only inside the nearest part of the page that has a steady name.</summary>
    private static IEnumerable<Way> Inside(IElement element, List<Way> ways)
    {
        var holders = new List<string>();
        for (var at = element.ParentElement; at is not null && at.LocalName is not ("body" or "html") && holders.Count < 4; at = at.ParentElement)
        {
            if (SteadyCss.Own(at) is { } css)
                holders.Add(css);
            else if (at.LocalName == "dialog" || at.GetAttribute("role") is "dialog" or "alertdialog")
                holders.Add(at.LocalName == "dialog" ? "dialog" : $"[role={at.GetAttribute("role")}]");
        }

        holders.AddRange(element.Ancestors<IElement>().TakeWhile(a => a.LocalName is not ("body" or "html")).Take(4).SelectMany(Classes));
        return [.. from holder in holders from way in ways.Take(6) select way with { Within = new Way { Css = Words(holder) } }];
    }

    private static IEnumerable<string> Classes(IElement element) => CssPath.Classes(element).Select(c => $"{element.LocalName}.{c}");

    private IEnumerable<Way> FrameSigns(FrameView frame)
    {
        foreach (var element in frame.Document.QuerySelectorAll("form[name],form[id],table[id],div[id],input[name]").Take(40))
        {
            if (SteadyCss.Own(element) is { } css && page.Frames.All(f => f == frame || f.Document.QuerySelector(css) is null))
                yield return new Way { Css = Words(css) };
        }

        foreach (var heading in frame.Document.QuerySelectorAll("h1,h2,h3,legend,th,caption,b").Take(20))
        {
            if (Spoken.Of(PageText.Of(heading)) is { Length: > 1 and < 20 } words && IsSteady(words))
                yield return new Way { Text = Words(words) };
        }
    }

    private FrameView? FrameOf(IElement element) => page.Frames.FirstOrDefault(f => f.Document == element.Owner);

    private Labels LabelsFor(IElement element)
    {
        var frame = FrameOf(element) ?? page.Frames[0];
        return _labels.TryGetValue(frame, out var labels) ? labels : _labels[frame] = new Labels(frame);
    }

    private IEnumerable<string> LabelsOf(IElement field, bool every = false) =>
        LabelsFor(field).Spoken(field, every).SelectMany(t => t).Select(Spoken.Label).Where(l => l.Length is > 0 and <= 30).Distinct();

    private IEnumerable<string> NamesOf(IElement element)
    {
        string?[] names = element.LocalName == "input"
            ? [element.GetAttribute("type") == "image" ? element.GetAttribute("alt") : null, element.GetAttribute("value"), element.GetAttribute("title")]
            : [Spoken.Of(PageText.Of(element)), element.GetAttribute("aria-label"), element.GetAttribute("title"), element.GetAttribute("alt")];
        return names.Concat(Names.Of(element, LabelsFor(element))).Select(Spoken.Label).Where(n => n.Length is > 0 and <= 60).Distinct()
            .SelectMany(n => Generated.WithoutCount(n) is var bare && bare != n ? new[] { bare } : [n]);
    }

    /// <summary>The words at the beginning of the line in which the field is not the first.</summary>
    private static string? LineLabel(IElement field)
    {
        var at = field;
        for (var depth = 0; at is { LocalName: not ("form" or "body" or "fieldset" or "table" or "tbody") } && depth < 5; at = at.ParentElement, depth++)
        {
            for (var before = at.PreviousElementSibling; before is not null; before = before.PreviousElementSibling)
            {
                if (!PageParts.IsControl(before) && !PageParts.ControlsIn(before).Any() && PageText.IsShown(before)
                    && Spoken.Label(PageText.Of(before)) is { Length: > 0 and <= 20 } words)
                    return words;
            }

            // The line that holds other fields beside this one has told what it has to tell.
            if (at.ParentElement is { } line && line.Children.Any(c => c != at && PageText.IsShown(c)
                && (IsBox(c) || PageParts.ControlsIn(c).Any(inner => IsBox(inner) && PageText.IsShown(inner)))))
                return null;
        }

        return null;
    }

    private static bool IsBox(IElement element) => element.LocalName is "input" or "select" or "textarea" && PageParts.IsControl(element);

    private static IEnumerable<Template> HeadersOf(IElement element)
    {
        if ((ListRow.Of(element)?.HeaderOf(element) ?? (element.Closest("td,th") is { } cell ? Columns.Around(cell)?.HeaderAbove(cell) : null)) is { } head
            && Spoken.Label(head) is { Length: > 0 } words)
            yield return Words(words);
    }

    private static bool IsSteady(string words) => words.Length is > 0 and <= 60 && !Generated.IsData(words) && !words.All(IsDrawn);

    /// <summary>A character of a picture font, which says nothing to a person.</summary>
    private static bool IsDrawn(char c) => c is (>= '\uE000' and <= '\uF8FF') or ' ';

    private static Template Words(string words) => Template.Escape(words);
}
