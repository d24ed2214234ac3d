using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Finding;

/// <summary>The hits of one way in one part of a frame; the same rules as the browser path's <c>find.js</c>.</summary>
/// <param name="scope">The document, or the element within which is searched.</param>
/// <param name="labels">Of the frame.</param>
/// <param name="aim">What is to be done with the element.</param>
/// <param name="whole">Words match as a whole; otherwise as a part.</param>
internal sealed class Search(INode scope, Labels labels, Aim aim, bool whole)
{
    public List<IElement> Hits(Wanted want)
    {
        var rows = want.Row is { } row ? RowsWith(row) : null;
        var hits = Begin(want, rows);
        if (want.Css is not null || want.Header is not null)
        {
            if (want.Label is { } label)
                hits.RemoveAll(el => !labels.Of(el, true).Any(tier => tier.Any(text => Fits(text, label))));
            if (want.Text is { } text)
                hits.RemoveAll(el => !Fits(PageText.Fold(PageText.Of(el)), text));
        }

        if (want.Role is { } role)
            hits.RemoveAll(el => PageParts.RoleOf(el) != role);
        if (want.Name is { } name && (want.Role is not null || want.Css is not null || want.Label is not null))
            hits.RemoveAll(el => !Names.Of(el, labels).Any(text => Fits(text, name)));
        if (want.Value is { } value)
            hits.RemoveAll(el => !Fits(PageText.Fold(Names.ValueOf(el)), value) && !Fits(PageText.Fold(el.GetAttribute("value")), value));
        if (want.Title is { } title)
            hits.RemoveAll(el => !Fits(PageText.Fold(el.GetAttribute("title")), title));
        if (want.Placeholder is { } placeholder)
            hits.RemoveAll(el => !Fits(PageText.Fold(el.GetAttribute("placeholder")), placeholder));
        if (rows is not null && want.Header is null)
            hits.RemoveAll(el => !rows.Exists(line => line.Contains(el)));
        return hits;
    }

    private List<IElement> Begin(Wanted want, List<IElement>? rows)
    {
        if (want.Css is { } css)
            return Css(css);
        if (want.Header is { } header)
            return ByHeader(header, rows);
        if (want.Label is { } label)
            return ByLabel(label, want.Nth is not null);
        if (want is { Name: { } name, Role: null })
            return ByName(name);
        if (want.Text is { } text)
            return ByText(text, PageText.Fold);
        if (want.Role is { } role)
            return Where(el => PageParts.RoleOf(el) == role);
        if (want.Value is not null)
            return Where(el => el.LocalName is "input" or "button" or "option" or "select" or "textarea" || el.HasAttribute("value"));
        if (want.Title is not null)
            return Where(el => el.HasAttribute("title"));
        if (want.Placeholder is not null)
            return Where(el => el.HasAttribute("placeholder"));
        return rows ?? [];
    }

    private List<IElement> Css(string css) =>
        Selectors.Read(css) is { } selector ? Selectors.All(selector, scope) : throw new FormatException($"'{css}' is no selector");

    private List<IElement> ByLabel(string want, bool every)
    {
        var tiers = new List<IElement>[] { [], [], [], [] };
        foreach (var control in PageParts.ControlsIn(scope))
        {
            var at = Array.FindIndex(labels.Of(control, every), tier => tier.Any(text => Fits(text, want)));
            if (at >= 0)
                tiers[at].Add(control);
        }

        var hits = tiers.Select(tier => tier.Exists(PageText.IsShown) ? tier.FindAll(PageText.IsShown) : tier).FirstOrDefault(tier => tier.Count > 0) ?? [];
        if (hits.Count > 0 || aim != Aim.Read)
            return hits;
        return [.. ByText(want, PageText.FoldLabel).Select(ValueBeside).OfType<IElement>().Select(cell => PageParts.ControlsIn(cell).FirstOrDefault() ?? cell)];
    }

    private List<IElement> ByName(string want)
    {
        foreach (var kind in new[] { PageParts.Clickable, PageParts.PerhapsClickable })
        {
            var hits = Where(el => kind.Match(el, null) && Names.Of(el, labels).Any(name => Fits(name, want)) && PageText.IsShown(el));
            if (hits.Count > 0)
                return Innermost(hits);
        }

        return ByText(want, PageText.Fold).FindAll(el => PageText.Of(el).Length < 60);
    }

    /// <summary>The innermost elements that hold the text.</summary>
    private List<IElement> ByText(string want, Func<string, string> fold)
    {
        var hits = new List<IElement>();
        if (want.Length > 0)
            Walk(scope is IDocument { Body: { } body } ? body : scope);
        return hits;

        bool Walk(INode node)
        {
            var inner = false;
            foreach (var child in node.ChildNodes)
            {
                if (child is IElement element && !PageText.IsUnread(element) && PageText.Fold(element.TextContent).Contains(want, StringComparison.Ordinal))
                    inner |= Walk(element);
            }

            if (inner || node is not IElement self)
                return inner;
            var text = fold(PageText.Of(self));
            if (!text.Contains(want, StringComparison.Ordinal))
                return false;
            if (!whole || text == want)
                hits.Add(self);
            return true;
        }
    }

    private List<IElement> ByHeader(string want, List<IElement>? rows)
    {
        var heads = Where(el => (el.LocalName is "th" or "td" || el.GetAttribute("role") == "columnheader")
            && Fits(PageText.FoldLabel(PageText.Of(el)), want) && PageText.IsShown(el));
        foreach (var head in Innermost(heads))
        {
            var hits = Columns.Under(head, rows).Select(Inside).Distinct().ToList();
            if (hits.Count > 0)
                return hits;
        }

        return [];
    }

    private IElement Inside(IElement cell) => aim switch
    {
        Aim.Click => Selectors.All(PageParts.Clickable, cell).Concat(Selectors.All(PageParts.PerhapsClickable, cell)).FirstOrDefault(PageText.IsShown),
        Aim.Read => PageParts.ControlsIn(cell).FirstOrDefault(),
        _ => PageParts.ControlsIn(cell).FirstOrDefault(PageText.IsShown),
    } ?? cell;

    private List<IElement> RowsWith(string want)
    {
        var rows = Where(el => (el.LocalName is "tr" or "li" || el.GetAttribute("role") == "row")
            && PageText.Fold(el.TextContent).Contains(want, StringComparison.Ordinal));
        var exact = rows.FindAll(row => Parts(row).Any(cell => PageText.Fold(PageText.Of(cell)) == want
            || (PageParts.IsControl(cell) && PageText.Fold(Names.ValueOf(cell)) == want)));
        // A number within another, or within a date, is another number.
        var part = whole || exact.Count > 0 ? exact : !want.All(char.IsAsciiDigit) ? rows
            : rows.FindAll(row => Parts(row).Any(cell => Numbers(PageText.Of(cell)) is [var only] && only == want));
        return Innermost(part).FindAll(PageText.IsShown);
    }

    private static List<string> Numbers(string text)
    {
        var found = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (end > at)
                found.Add(text[at..end]);
            at = end;
        }

        return found;
    }

    private static IEnumerable<IElement> Parts(IElement row) =>
        row.LocalName == "tr" ? row.Children.Where(cell => cell.LocalName is "td" or "th") : row.QuerySelectorAll("*");

    /// <summary>Where a page states the value for a label: the cell, definition or element after it.</summary>
    private static IElement? ValueBeside(IElement label)
    {
        if (label.Closest("td,th") is { } cell && PageText.FoldLabel(PageText.Of(cell)) == PageText.FoldLabel(PageText.Of(label)))
            return cell.NextElementSibling;
        if (label.Closest("dt") is { } term)
            return term.NextElementSibling;
        var at = label;
        for (var i = 0; at is not null && i < 3; at = at.ParentElement, i++)
        {
            if (at.NextElementSibling is { } next)
                return next;
        }

        return null;
    }

    private List<IElement> Where(Func<IElement, bool> holds)
    {
        var found = new List<IElement>();
        var walk = new NodeWalk();
        walk.Start(scope);
        while (walk.Next())
        {
            if (!walk.Leaving && walk.Node is IElement element && holds(element))
                found.Add(element);
        }

        return found;
    }

    private static List<IElement> Innermost(List<IElement> hits) => hits.FindAll(hit => !hits.Exists(other => other != hit && hit.Contains(other)));

    private bool Fits(string text, string want) => PageText.Matches(text, want, whole);
}
