using System.Buffers;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Text;
using Daas.Core.Extraction.Answers;
using Daas.Core.Extraction.Documents;
using Daas.Core.Steps;

namespace Daas.Core.Extraction;

/// <summary>One frame's document. Parsed once, on first use.</summary>
public sealed class FrameView
{
    /// <summary>Attribute by which the browser path marks elements that are not shown; plain pages have <c>hidden</c> and inline styles.</summary>
    public const string HiddenMark = "data-daas-hidden";

    private readonly Lazy<IDocument> _document;
    private readonly Lazy<Uri> _base;
    private readonly Lazy<string> _text;
    private readonly Lazy<JsonElement?> _json;
    private FormOwners? _owners;

    // As a browser with scripts parses, for which noscript has no elements inside; nothing is run.
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = true, OnCreated = static (element, place) => _parsed?.Saw(element, place.Index) });
    private static readonly SearchValues<string> Table = SearchValues.Create(["<table"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Line = SearchValues.Create(["<tr"], StringComparison.OrdinalIgnoreCase);

    // The one parser of all frames tells what it creates on the thread on which it was asked to parse.
    [ThreadStatic]
    private static FormOwners? _parsed;

    /// <param name="url">Address the frame was loaded from; links resolve against its base.</param>
    /// <param name="name">Name of the frame; empty for the window.</param>
    /// <param name="html">Markup. Live field values are in <c>value</c>, <c>checked</c>, <c>selected</c> attributes.</param>
    public FrameView(Uri url, string name, string html)
    {
        Url = url;
        Name = name;
        Html = html;
        _document = new Lazy<IDocument>(Parse);
        _base = new Lazy<Uri>(() => FindBase(Document) is { } href && Uri.TryCreate(url, href, out var found) ? found : url);
        _text = new Lazy<string>(() => new VisibleText().Of(Document));
        _json = new Lazy<JsonElement?>(FindJson);
    }

    public Uri Url { get; }

    public string Name { get; }

    public string Html { get; }

    public IDocument Document => _document.Value;

    /// <summary>What relative addresses resolve against: the first <c>base</c>, or else <see cref="Url"/>.</summary>
    public Uri Base => _base.Value;

    /// <summary>All visible text, lines separated by line feeds.</summary>
    public string Text => _text.Value;

    /// <summary>The frame as JSON, where it is that, bare or as a browser shows it (in a <c>pre</c>); null otherwise.</summary>
    internal JsonElement? Json => _json.Value;

    /// <summary>The form that submits a control of <see cref="Document"/>; null when none does.</summary>
    public IHtmlFormElement? FormOf(IElement control) => _owners?.Of(control);

    /// <summary>
    /// False when the markup alone tells that <see cref="Text"/> does not have the words: an ideograph of theirs is nowhere in it, nor a character
    /// reference by number, by which alone it could be written otherwise.
    /// </summary>
    internal bool MayShow(TextMatch words, TemplateValues values)
    {
        if (words.IsPattern || words.Source.Fill(values) is not { } text)
            return true;
        foreach (var c in text)
        {
            if (c is >= '\u4E00' and <= '\u9FFF' && !Html.Contains(c))
                return Html.Contains("&#", StringComparison.Ordinal);
        }

        return true;
    }

    private IDocument Parse()
    {
        var source = WithTable(Html);
        _parsed = _owners = new FormOwners(source);
        try
        {
            // Not the source that can be written to: nothing is, and this one is read much faster.
            return Parser.ParseDocument(new TextSource(new ReadOnlyMemoryTextSource(source)));
        }
        finally
        {
            _parsed = null;
        }
    }

    private JsonElement? FindJson()
    {
        var bare = Html.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (bare.IsEmpty)
            return null;
        if (bare[0] != '<')
            return JsonAnswers.Parse(Html);
        var shown = Document.Body is not { ChildElementCount: <= 2 } body ? null
            : body.FirstElementChild is { LocalName: "pre" } pre ? pre.TextContent
            : body.ChildElementCount == 0 ? body.TextContent : null;
        return shown is null ? null : JsonAnswers.Parse(shown);
    }

    /// <summary>Fragments that are a bare run of rows lose their cells when parsed; a table around them keeps these.</summary>
    private static string WithTable(string html)
    {
        var text = html.AsSpan();
        if (text.ContainsAny(Table))
            return html;
        for (var (from, at) = (0, text.IndexOfAny(Line)); at >= 0; at = text[from..].IndexOfAny(Line))
        {
            from += at + 3;
            if (from < html.Length && (html[from] == '>' || char.IsWhiteSpace(html[from])))
                return string.Concat(text[..(from - 3)], "<table>", text[(from - 3)..]);
        }

        return html;
    }

    private static string? FindBase(IDocument document)
    {
        var walk = new NodeWalk();
        walk.Start(document);
        while (walk.Next())
        {
            if (walk.Node is IElement { LocalName: "base" } element && element.GetAttribute("href") is { Length: > 0 } href)
                return href.Trim();
            if (walk.Node is IElement { LocalName: "table" })
                break;
        }

        return null;
    }
}
