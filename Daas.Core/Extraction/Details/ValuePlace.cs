using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Details;

/// <summary>
/// Where the value of a label is: the cell to the right (or below, where the right one is a label too), the <c>dd</c>, the field that a
/// <c>label</c> names, what follows in the same line, the next block.
/// </summary>
internal sealed class ValuePlace(IReadOnlySet<string> wanted, VisibleText text)
{
    private readonly CellPlace _cells = new(wanted, text);

    /// <param name="label">Text or element that is the label and nothing else.</param>
    /// <param name="key">Its key.</param>
    /// <param name="root">What is searched; the value is inside.</param>
    /// <returns>Null when it has no value place: then it is no label.</returns>
    public IElement? After(INode label, string key, INode root)
    {
        if (Cell(label, key, root) is { } cell && _cells.ValueOf(cell) is { } beside)
            return beside;
        for (var node = label; node is not null && !ReferenceEquals(node, root); node = node.Parent)
        {
            if (node is IElement { LocalName: "td" or "th" })
                return null;
            if (node is IElement { LocalName: "dt" } term)
                return Definition(term);
            if (node is IHtmlLabelElement { HtmlFor.Length: > 0 } named && named.Owner?.GetElementById(named.HtmlFor) is { } control
                && !Hiding.IsHidden(control) && (control as IHtmlInputElement)?.Type is not ("radio" or "checkbox"))
                return control;
            if (Following(node, node as IElement ?? node.ParentElement!, null) is { } value)
                return value;
            if (node.Parent is not IElement parent || IsContainer(parent) || (node is IElement && !IsOnly(parent, key))
                || (node is IText && !IsOnly(parent, key)))
                return null;
        }

        return null;
    }

    /// <summary>The value in the same text as its label, together with what follows in the line when it runs to the text's end.</summary>
    public IElement? Beside(IText label, string rest, bool isLast)
    {
        var words = isLast && rest.Length > 0 && TextFold.IsBlank(label.Data[^1]) ? rest + " " : rest;
        return isLast && Following(label, label.ParentElement!, words) is { } value ? value : Wrap(label, rest, []);
    }

    /// <summary>The cell that holds the label and nothing else.</summary>
    private IElement? Cell(INode label, string key, INode root)
    {
        for (var node = label; node is not null && !ReferenceEquals(node, root); node = node.Parent)
        {
            if (node is IElement { LocalName: "td" or "th" } cell)
                return IsOnly(cell, key) && !HasField(cell) ? cell : null;
            if (node is IElement { LocalName: "table" or "div" or "p" or "li" or "dl" } && !IsOnly((IElement)node, key))
                return null;
        }

        return null;
    }

    private bool IsOnly(IElement element, string key) => text.Short(element, LabelIndex.LongestLabel) is { } words && TextFold.Key(words) == key;

    private static bool IsContainer(IElement element) =>
        element.LocalName is "tr" or "table" or "tbody" or "thead" or "ul" or "ol" or "dl" or "form" or "fieldset" or "body" or "html" or "section" or "main";

    private static IElement? Definition(IElement term)
    {
        var parts = new List<INode>();
        foreach (var next in NodesAfter(term))
        {
            if (next is IElement { LocalName: "dt" })
                break;
            if (next is IElement { LocalName: "dd" } part && !Hiding.IsHidden(part))
                parts.Add(part);
        }

        return parts.Count == 1 ? (IElement)parts[0] : parts.Count == 0 ? null : Wrap(term, "", parts);
    }

    /// <summary>What follows <paramref name="node"/> in its line: up to a break, a block, or the next label.</summary>
    private IElement? Following(INode node, IElement like, string? rest)
    {
        var parts = new List<INode>();
        var taken = false;
        var stopped = false;
        var breaks = 0;
        foreach (var next in NodesAfter(node))
        {
            if (next is IText { Data: var data })
            {
                var words = TextFold.Fold(data);
                if (!taken && rest is null && TextFold.Key(words.TrimStart(':', '：')).Length == 0)
                    continue;
                if (words.Length > 0 && IsLabel(words))
                {
                    stopped = true;
                    break;
                }

                parts.Add(next);
                taken |= words.Length > 0;
                continue;
            }

            if (next is not IElement element || Hiding.IsHidden(element))
                continue;
            if (element.LocalName == "br")
            {
                if (taken || rest is { Length: > 0 } || breaks++ > 0)
                    break;
                continue;
            }

            var isBlock = element.LocalName is "div" or "p" or "table" or "ul" or "ol" or "dl" or "li" or "dd" or "h1" or "h2" or "h3" or "h4" or "hr" or "section" or "pre" or "fieldset" or "form";
            if (isBlock && (taken || rest is not null))
                break;
            if (!taken && rest is null && IsDecoration(element))
                continue;
            stopped = ElementIsLabel(element);
            if (stopped || (taken && node is IElement && SameKind(element, like)))
                break;
            if (isBlock)
                return element;
            parts.Add(element);
            taken = true;
            if (node is IElement && SameKind(element, like))
                break;
        }

        // The next label right after this one: the value is blank.
        if (!taken)
            return stopped && rest is null ? Wrap(node, "", []) : null;
        return rest is null && parts.Where(p => p is IElement || TextFold.Fold(((IText)p).Data).Length > 0).ToList() is [IElement only]
            ? only
            : Wrap(node, rest ?? "", parts);
    }

    private bool IsLabel(string words)
    {
        foreach (var _ in LabelText.Pairs(words.Length < 200 ? words : words[..200], wanted))
            return words.AsSpan().IndexOfAny(':', '：') > 0;
        return wanted.Contains(TextFold.Key(words));
    }

    private bool ElementIsLabel(IElement element) =>
        text.Short(element, LabelIndex.LongestLabel) is { Length: > 0 } words && !HasField(element) && (words is [.., ':' or '：'] || IsLabel(words));

    /// <summary>An asterisk, a colon, a blank: part of the label.</summary>
    private bool IsDecoration(IElement element) =>
        element is not (IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement or IHtmlImageElement)
        && text.Short(element, LabelIndex.LongestLabel) is { } words && (words.Length == 0 ? IsHelp(element) : words.All(c => c is '*' or '＊' or ':' or '：' or ' ' or '※'));

    /// <summary>A picture beside a label that explains it when the pointer comes over.</summary>
    private static bool IsHelp(IElement element) => element.LocalName is "svg" or "i" or "span" or "a" or "button"
        && (element.ClassName ?? element.GetAttribute("class") ?? "") is var name
        && (name.Contains("question", StringComparison.OrdinalIgnoreCase) || name.Contains("help", StringComparison.OrdinalIgnoreCase)
            || name.Contains("tooltip", StringComparison.OrdinalIgnoreCase) || element.GetAttribute("data-toggle") == "tooltip");

    private static bool SameKind(IElement a, IElement b) => a.LocalName == b.LocalName && a.ClassName == b.ClassName;

    private static bool HasField(IElement element)
    {
        var walk = new NodeWalk();
        walk.Start(element);
        while (walk.Next())
        {
            if (walk.Node is IHtmlSelectElement or IHtmlTextAreaElement or IHtmlInputElement { Type: not ("hidden" or "button" or "submit" or "image" or "reset") })
                return true;
        }

        return false;
    }

    private static IEnumerable<INode> NodesAfter(INode node)
    {
        if (node.Parent is not { } parent)
            yield break;
        var children = parent.ChildNodes;
        var after = false;
        for (var i = 0; i < children.Length; i++)
        {
            if (after)
                yield return children[i];
            after |= ReferenceEquals(children[i], node);
        }
    }

    /// <summary>An element of its own for a value that is several nodes; the page itself stays as it is.</summary>
    private static IElement Wrap(INode place, string rest, List<INode> parts)
    {
        var document = place as IDocument ?? place.Owner!;
        var value = document.CreateElement("span");
        if (rest.Length > 0)
            value.AppendChild(document.CreateTextNode(rest));
        var first = rest.Length == 0;
        foreach (var part in parts)
        {
            if (first && part is IText { Data: var data } && TextFold.Fold(data) is { Length: > 0 } words)
                value.AppendChild(document.CreateTextNode(words.TrimStart(':', '：').TrimStart()));
            else
                value.AppendChild(part.Clone(true));
            first &= part is IText { Data: var blank } && TextFold.Fold(blank).Length == 0;
        }

        return value;
    }
}
