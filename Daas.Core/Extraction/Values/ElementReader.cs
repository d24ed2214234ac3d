using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Values;

/// <summary>Reads the raw text of a field out of the cell, block or value element where it was found.</summary>
internal sealed class ElementReader(VisibleText text)
{
    public Raw Read(FieldPlan field, IElement scope, Uri at)
    {
        var element = scope;
        if (field.Css is not null)
        {
            if (Selectors.First(field.Css, scope) is not { } inner)
                return new Raw(null, IsMissing: true);
            element = inner;
        }

        return field.Field switch
        {
            { Attribute: { } name } => new Raw(Attribute(element, name, field.Css is null), Base: at),
            { Type: FieldType.Link } => new Raw(Address(element) ?? (field.Pattern is null ? null : text.OfValue(element)), Base: at),
            { Type: FieldType.Boolean } => new Raw(Truth(element), Base: at),
            _ => new Raw(Words(element), Base: at),
        };
    }

    /// <summary>The visible words, what is filled in or chosen, or a picture's words: whichever there is, in this order.</summary>
    public string Words(IElement element)
    {
        var words = text.OfValue(element);
        if (text.SawChoice)
            return Chosen(element, words);
        return words.Length == 0 && (text.SawPicture || element is IHtmlImageElement or IHtmlInputElement { Type: "image" })
            ? text.PictureWords(element)
            : words;
    }

    private static string? Attribute(IElement element, string name, bool search)
    {
        if (element.GetAttribute(name) is { } own)
            return own.Trim();
        if (!search)
            return null;
        var walk = new NodeWalk();
        walk.Start(element);
        while (walk.Next())
        {
            if (!walk.Leaving && walk.Node is IElement inner && inner.GetAttribute(name) is { } value)
                return value.Trim();
        }

        return null;
    }

    private static string? Address(IElement element)
    {
        var walk = new NodeWalk();
        walk.Start(element);
        string? picture = null;
        do
        {
            if (walk.Leaving || walk.Node is not IElement inner)
                continue;
            if (inner.LocalName is "a" or "area" && inner.GetAttribute("href") is { } href)
                return href.Trim();
            if (inner.LocalName is "img" or "iframe" or "embed")
                picture ??= inner.GetAttribute("src")?.Trim();
        }
        while (walk.Next());
        return picture;
    }

    private static string Chosen(IElement element, string words)
    {
        var choices = Choices.In(element);
        if (choices.Count == 1 && element is not IHtmlInputElement)
            return words.Length > 0 && !choices[0].IsRadio ? words : choices[0].IsChecked ? choices[0].Words is { Length: > 0 } w ? w : "true" : words.Length > 0 ? "" : "false";
        if (choices.Count == 1)
            return choices[0].IsChecked ? "true" : "false";
        return string.Join(',', choices.Where(c => c.IsChecked).Select(c => c.Words.Length > 0 ? c.Words : c.Input.GetAttribute("value") ?? "on"));
    }

    private string Truth(IElement element)
    {
        var words = text.OfValue(element);
        if (text.SawChoice && Choices.In(element) is { Count: > 0 } choices)
        {
            if (choices.Count == 1 && !choices[0].IsRadio)
                return choices[0].IsChecked ? "true" : "false";
            return choices.FirstOrDefault(c => c.IsChecked)?.Words ?? "";
        }

        return words.Length == 0 && (text.SawPicture || element is IHtmlImageElement) ? text.PictureWords(element) : words;
    }
}
