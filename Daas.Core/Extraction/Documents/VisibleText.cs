using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Daas.Core.Extraction.Documents;

/// <summary>
/// The text a person sees: hidden parts left out, white space folded, blocks and <c>br</c> separated by one line feed, cells by a blank.
/// One per extraction; not thread safe.
/// </summary>
internal sealed class VisibleText
{
    private readonly NodeWalk _walk = new();
    private readonly StringBuilder _text = new();
    private char _pending;
    private int _pre;

    /// <summary>After <see cref="OfValue"/>: a check box or radio button was among what was read.</summary>
    public bool SawChoice { get; private set; }

    /// <summary>After <see cref="OfValue"/>: a picture was among what was read.</summary>
    public bool SawPicture { get; private set; }

    /// <summary>Words of the page: captions of buttons count, what is typed into fields does not.</summary>
    /// <param name="node">The root; taken as shown.</param>
    /// <param name="except">Elements left out, with what is in them.</param>
    public string Of(INode node, IReadOnlySet<INode>? except = null)
    {
        Read(node, false, int.MaxValue, int.MaxValue, except);
        return _text.ToString();
    }

    /// <summary>A value: what is in text fields, text areas and the chosen option counts as text.</summary>
    public string OfValue(INode node)
    {
        SawChoice = false;
        SawPicture = false;
        switch (node.ChildNodes)
        {
            case { Length: 0 } when node is not (IHtmlInputElement or IHtmlImageElement):
                return "";
            case { Length: 1 } children when children[0] is IText only && node is not (IHtmlTextAreaElement or IHtmlPreElement):
                return TextFold.Fold(only.Data);
        }

        Read(node, true, int.MaxValue, int.MaxValue, null);
        return _text.ToString();
    }

    /// <summary>The words of a header or label, a picture's own words where there are no others; null when longer than that can be.</summary>
    public string? Short(INode node, int limit)
    {
        if (node.ChildNodes is { Length: 1 } children && children[0] is IText only)
            return only.Data.Length > limit * 8 || TextFold.Fold(only.Data) is not { } folded || folded.Length > limit ? null : folded;
        SawPicture = false;
        if (!Read(node, false, limit, 400, null))
            return null;
        return _text.Length == 0 && SawPicture ? PictureWords(node) : _text.ToString();
    }

    /// <summary>Alternative text, or title, of the first picture inside that has one; empty when none.</summary>
    public string PictureWords(INode node)
    {
        _walk.Start(node);
        do
        {
            if (_walk.Leaving || _walk.Node is not IElement element)
                continue;
            if (element is not IHtmlImageElement && (element as IHtmlInputElement)?.Type != "image")
                continue;
            if (element.GetAttribute("alt") is { Length: > 0 } alt && TextFold.Fold(alt) is { Length: > 0 } words)
                return words;
            if (element.GetAttribute("title") is { Length: > 0 } title)
                return TextFold.Fold(title);
        }
        while (_walk.Next());
        return "";
    }

    private bool Read(INode root, bool values, int limit, int nodes, IReadOnlySet<INode>? except)
    {
        _text.Clear();
        _pending = '\0';
        _pre = 0;
        var tag = except is null ? null : Tag(except);
        _walk.Start(root);
        if (root is IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement)
            Control((IElement)root, values);
        if (root is IHtmlSelectElement or IHtmlTextAreaElement)
            return true;
        if (root is IHtmlPreElement)
            _pre++;
        while (_walk.Next())
        {
            if (_text.Length > limit || --nodes < 0)
                return false;
            switch (_walk.Node)
            {
                case IText text:
                    Append(text.Data);
                    break;
                case IElement element when _walk.Leaving:
                    Border(element.LocalName);
                    if (element is IHtmlPreElement)
                        _pre--;
                    break;
                case IElement element when (except is not null && (tag is null || element.LocalName == tag) && except.Contains(element)) || Hiding.IsHidden(element):
                    _walk.Skip();
                    break;
                case IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement:
                    Control((IElement)_walk.Node, values);
                    _walk.Skip();
                    break;
                case IElement element:
                    SawPicture |= element is IHtmlImageElement;
                    Border(element.LocalName);
                    if (element is IHtmlPreElement)
                        _pre++;
                    break;
            }
        }

        return _text.Length <= limit;
    }

    /// <summary>The tag that all of them have; null where they differ. To look for it first spares most elements the look for themselves.</summary>
    private static string? Tag(IReadOnlySet<INode> elements)
    {
        string? tag = null;
        foreach (var element in elements)
        {
            var its = (element as IElement)?.LocalName;
            if (its is null || (tag is not null && tag != its))
                return null;
            tag = its;
        }

        return tag;
    }

    private void Control(IElement element, bool values)
    {
        switch (element)
        {
            case IHtmlInputElement input:
                switch (input.Type)
                {
                    case "checkbox" or "radio":
                        SawChoice = true;
                        Break(' ');
                        break;
                    case "submit" or "button" or "reset":
                        Append(input.GetAttribute("value") ?? "");
                        break;
                    case "image":
                        SawPicture = true;
                        break;
                    case "hidden" or "password" or "file":
                        break;
                    default:
                        if (values)
                            Append(input.GetAttribute("value") ?? "");
                        break;
                }

                break;
            case IHtmlTextAreaElement area when values:
                _pre++;
                Append(area.TextContent);
                _pre--;
                break;
            case IHtmlSelectElement select when values:
                Append(Choices.Chosen(select));
                break;
        }
    }

    private void Border(string tag)
    {
        if (tag is "td" or "th")
            Break(' ');
        else if (tag is "br" or "p" or "div" or "tr" or "table" or "li" or "ul" or "ol" or "dl" or "dt" or "dd" or "hr" or "pre" or "form" or "fieldset"
            or "legend" or "caption" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "center" or "blockquote" or "section" or "article" or "header"
            or "footer" or "main" or "aside" or "nav" or "address" or "thead" or "tbody" or "tfoot" or "option" or "body")
            Break('\n');
    }

    private void Break(char kind)
    {
        if (_pending != '\n')
            _pending = kind;
    }

    private void Append(string text)
    {
        foreach (var c in text)
        {
            if (TextFold.IsNothing(c))
                continue;
            if (TextFold.IsBlank(c))
            {
                Break(_pre > 0 && c == '\n' ? '\n' : ' ');
                continue;
            }

            if (_pending != '\0' && _text.Length > 0)
                _text.Append(_pending);
            _pending = '\0';
            _text.Append(c);
        }
    }
}
