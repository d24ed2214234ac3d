using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Finding;

/// <summary>
/// Labels as a person reads them: the words beside, above, around or after a field, strongest first; the same rules as the browser path's <c>labels.js</c>,
/// with columns in place of places on the screen. One per frame; not thread safe.
/// </summary>
public sealed class Labels(FrameView frame)
{
    private readonly Dictionary<IElement, Columns> _columns = [];
    private Dictionary<IElement, List<string>>? _declared;

    /// <summary>The words of one box or button; empty when it has none.</summary>
    public string Words(IElement control) => Of(control).Take(2).SelectMany(tier => tier).FirstOrDefault() ?? "";

    /// <param name="control">A field.</param>
    /// <param name="every">True: the label of a cell counts for its second, third … field too.</param>
    /// <returns>Tiers, folded: declared; beside; in the cell or block before; above.</returns>
    public string[][] Of(IElement control, bool every = false) => [.. Spoken(control, every).Select(Folded)];

    /// <summary>The same as the page has them, unfolded.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Spoken(IElement control, bool every = false)
    {
        var declared = new List<string>(DeclaredFor(control));
        declared.AddRange(NamedBy(control));
        var beside = new List<string>();
        var before = Beside(control, false);
        var isTick = PageParts.IsTick(control);
        var isBeside = PageText.Fold(before).Length > 0;
        if (isTick)
        {
            var after = Beside(control, true);
            beside.Add(PageText.Fold(after).Length > 0 ? after : before);
        }
        else if (isBeside)
        {
            beside.Add(before);
            beside.Add(before.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)[^1]);
        }

        List<string> near = !every && isBeside && !isTick ? [] : [.. CellsLeft(control, every), .. BlockBefore(control, every)];
        var above = near.Count > 0 || isBeside ? null : HeaderAbove(control);
        string?[] last = [above, control.GetAttribute("placeholder"), control.GetAttribute("title")];
        return [declared, beside, near, last];
    }

    /// <summary>What <c>aria-labelledby</c> and <c>aria-label</c> say.</summary>
    public static IEnumerable<string> NamedBy(IElement element)
    {
        if (element.GetAttribute("aria-labelledby") is { Length: > 0 } ids)
            yield return string.Concat(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => element.Owner?.GetElementById(id)?.TextContent));
        if (element.GetAttribute("aria-label") is { Length: > 0 } label)
            yield return label;
    }

    private static string[] Folded(IEnumerable<string?> texts) => [.. texts.Select(PageText.FoldLabel).Where(text => text.Length > 0)];

    private string? HeaderAbove(IElement control)
    {
        if (control.Closest("td,th") is not { } cell || cell.Closest("table") is not { } table)
            return null;
        if (!_columns.TryGetValue(table, out var columns) && (columns = Columns.Around(cell)) is not null)
            _columns[table] = columns;
        return columns?.HeaderAbove(cell);
    }

    private List<string> DeclaredFor(IElement control)
    {
        _declared ??= ReadDeclared();
        return _declared.GetValueOrDefault(control) ?? [];
    }

    private Dictionary<IElement, List<string>> ReadDeclared()
    {
        var found = new Dictionary<IElement, List<string>>();
        var walk = new NodeWalk();
        walk.Start(frame.Document);
        while (walk.Next())
        {
            if (walk.Leaving || walk.Node is not IElement element || (element.LocalName != "label" && !element.HasAttribute("for")))
                continue;
            var of = element.GetAttribute("for") is { } id ? frame.Document.GetElementById(id) : PageParts.ControlsIn(element).FirstOrDefault();
            if (of is null)
                continue;
            if (!found.TryGetValue(of, out var texts))
                found[of] = texts = [];
            texts.Add(PageText.Of(element));
        }

        return found;
    }

    private static bool IsBreak(IElement element) =>
        element.LocalName is "td" or "th" or "tr" or "table" or "div" or "p" or "li" or "dd" or "dt" or "form" or "body" or "fieldset"
            or "section" or "ul" or "ol";

    /// <summary>The text on the same line, as far as the next field, line or block.</summary>
    private static string Beside(IElement control, bool forward)
    {
        var text = new StringBuilder();
        INode node = control;
        for (var i = 0; i < 40; i++)
        {
            if ((forward ? node.NextSibling : node.PreviousSibling) is not { } next)
            {
                if (node.ParentElement is not { } parent || IsBreak(parent) || parent.LocalName == "label")
                    break;
                node = parent;
                continue;
            }

            node = next;
            if (node is IText words)
                Add(words.Data);
            if (node is not IElement element || (PageText.IsUnread(element) && !PageParts.IsControl(element)))
                continue;
            if (PageParts.IsControl(element) || PageParts.ControlsIn(element).Any())
                break;
            if (element.LocalName is "br" or "hr")
            {
                if (forward || PageText.Fold(text.ToString()).Length > 0)
                    break;
                continue;
            }

            if (IsBreak(element))
            {
                if (!forward && PageText.Fold(text.ToString()).Length == 0)
                    text.Clear().Append(PageText.Of(element));
                break;
            }

            Add(PageText.Of(element));
        }

        return text.Length > 200 ? text.ToString(text.Length - 200, 200) : text.ToString();

        void Add(string words) => text.Insert(forward ? text.Length : 0, words);
    }

    private static bool IsFirstIn(IElement control, IElement holder)
    {
        var first = PageParts.ControlsIn(holder).FirstOrDefault(PageText.IsShown);
        return first is null || first == control
            || (PageParts.IsTick(control) && PageParts.IsTick(first) && first.GetAttribute("name") == control.GetAttribute("name"));
    }

    private static IEnumerable<string> CellsLeft(IElement control, bool every)
    {
        var cell = control.Closest("td,th");
        for (var depth = 0; cell is not null && depth < 4; cell = cell.ParentElement?.Closest("td,th"), depth++)
        {
            if (!every && !IsFirstIn(control, cell))
                yield break;
            for (var left = cell.PreviousElementSibling; left is not null; left = left.PreviousElementSibling)
            {
                if (PageParts.ControlsIn(left).Any(PageText.IsShown))
                    break;
                var text = PageText.Of(left);
                if (PageText.Fold(text).Length == 0)
                    continue;
                yield return text;
                yield break;
            }
        }
    }

    private static IEnumerable<string> BlockBefore(IElement control, bool every)
    {
        var at = control;
        for (var depth = 0; at is { LocalName: not ("td" or "th" or "form" or "body" or "fieldset") } && depth < 5; at = at.ParentElement, depth++)
        {
            if (!every && at != control && !IsFirstIn(control, at))
                yield break;
            if (at.PreviousElementSibling is not { } before || PageText.IsUnread(before))
                continue;
            if (PageParts.IsControl(before) || PageParts.ControlsIn(before).Any())
                yield break;
            var text = PageText.Of(before);
            if (PageText.Fold(text).Length == 0 || text.Length >= 80)
                continue;
            yield return text;
            yield break;
        }
    }
}
