using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Daas.Core.Extraction;

/// <summary>One frame's document. Parsed once, on first use.</summary>
public sealed class FrameView
{
    /// <summary>Attribute by which the browser path marks elements that are not shown; plain pages have <c>hidden</c> and inline styles.</summary>
    public const string HiddenMark = "data-daas-hidden";

    private readonly Lazy<IDocument> _document;

    /// <param name="url">Address the frame was loaded from; links resolve against its base.</param>
    /// <param name="name">Name of the frame; empty for the window.</param>
    /// <param name="html">Markup. Live field values are in <c>value</c>, <c>checked</c>, <c>selected</c> attributes.</param>
    public FrameView(Uri url, string name, string html)
    {
        Url = url;
        Name = name;
        Html = html;
        _document = new Lazy<IDocument>(() => new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html));
    }

    public Uri Url { get; }

    public string Name { get; }

    public string Html { get; }

    public IDocument Document => _document.Value;
}
