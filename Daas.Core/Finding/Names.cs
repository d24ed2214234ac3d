using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Daas.Core.Finding;

/// <summary>The accessible names of an element: the words on a button or link, the alternative text of a picture.</summary>
public static class Names
{
    /// <summary>Folded; none when it has no words.</summary>
    public static IReadOnlyList<string> Of(IElement element, Labels labels)
    {
        var names = new List<string?>(Labels.NamedBy(element));
        var type = element is IHtmlInputElement ? Controls.TypeOf(element) : "";
        if (type == "image")
            names.AddRange([element.GetAttribute("alt"), element.GetAttribute("value")]);
        else if (type is "submit" or "button" or "reset" or "hidden")
            names.Add(element.GetAttribute("value") is { Length: > 0 } words ? words : type switch { "submit" => "提交", "reset" => "重置", _ => "" });
        else if (element.LocalName is "img" or "area")
            names.Add(element.GetAttribute("alt"));
        if (PageParts.IsControl(element))
            names.AddRange(labels.Of(element).SelectMany(tier => tier));
        else if (element is not IHtmlInputElement)
            names.Add(PageText.Of(element));
        names.Add(element.GetAttribute("title"));
        if (names.TrueForAll(name => PageText.Fold(name).Length == 0))
            names.Add(element.QuerySelector("[title]")?.GetAttribute("title"));
        return [.. names.Select(PageText.FoldLabel).Where(name => name.Length > 0)];
    }

    /// <summary>What a field holds.</summary>
    public static string ValueOf(IElement element) => element switch
    {
        IHtmlSelectElement select => Controls.Chosen(select) is [var first, ..] ? Controls.ValueOf(first) : "",
        IHtmlOptionElement option => Controls.ValueOf(option),
        IHtmlTextAreaElement area => area.TextContent,
        IHtmlInputElement input when Controls.IsTick(input) => Controls.Value(input),
        _ => element.GetAttribute("value") ?? "",
    };
}
