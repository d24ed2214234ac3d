using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Finds the parts of a page that may hold a record.</summary>
internal static class DetailParts
{
    private const int Most = 40;
    private const int LongestText = 20_000;

    private const string Over = "[role=dialog], dialog, [aria-modal=true], [class*=dialog], [class*=modal], [class*=drawer], [class*=layer], [class*=window], "
        + "[class*=popup]";

    private const string Parts = "form, fieldset, dl, table, main, [role=main], section, article, [class*=detail], [class*=descriptions], [class*=info], "
        + "[id*=detail], [id*=content]";

    public static IEnumerable<DetailPart> In(PageView page)
    {
        foreach (var frame in page.Frames)
        {
            var over = Shown(frame, Over).ToList();
            foreach (var element in over.Concat(Shown(frame, Parts)).Distinct().Where(e => e.TextContent.Length <= LongestText).Take(Most))
            {
                if (Css(element, page) is { } css)
                    yield return new DetailPart(element, frame.Base, css, over.Contains(element));
            }
        }
    }

    /// <summary>Step by step from the document's body, so that a frame with little in it is told from one where the same stands deeper.</summary>
    private static string Way(IElement element)
    {
        var way = CssPath.Step(element);
        for (var at = element.ParentElement; at is not null; at = at.ParentElement)
            way = at.LocalName == "body" ? $"body > {way}" : at.LocalName == "html" ? way : $"{CssPath.Step(at)} > {way}";
        return way;
    }

    private static IEnumerable<IElement> Shown(FrameView frame, string css) => Selectors.Visible(Selectors.Read(css)!, frame.Document);

    /// <summary>A name of its own, its role, its classes or the way to it, where nothing else that is shown in any frame has the same; null when none does.</summary>
    private static string? Css(IElement element, PageView page)
    {
        string?[] ways =
        [
            CssPath.Short(element),
            element.GetAttribute("role") is "dialog" ? "[role=dialog]" : null,
            element.LocalName == "dialog" ? "dialog" : null,
            string.Concat(CssPath.Classes(element).Select(c => $".{c}")) is { Length: > 0 } classes ? element.LocalName + classes : null,
            CssPath.Of(element),
            Way(element),
        ];
        return ways.OfType<string>().FirstOrDefault(w => page.Frames.SelectMany(f => Shown(f, w)).Take(2).ToList() is [var only] && ReferenceEquals(only, element));
    }
}
