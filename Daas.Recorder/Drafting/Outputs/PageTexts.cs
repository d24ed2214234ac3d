using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>The texts that a page shows, each as one text node or one element says it.</summary>
internal sealed class PageTexts
{
    private const int LongestElement = 200;

    private readonly HashSet<string> _texts = [];

    public static PageTexts Of(PageView page)
    {
        var texts = new PageTexts();
        var visible = new VisibleText();
        foreach (var frame in page.Frames)
        {
            var walk = new NodeWalk();
            walk.Start(frame.Document);
            while (walk.Next())
            {
                if (walk.Leaving)
                    continue;
                if (walk.Node is IElement element)
                {
                    if (Hiding.IsHidden(element))
                        walk.Skip();
                    else if (element.LocalName is "td" or "li" or "dd" or "a" or "span" or "p"
                        && visible.Short(element, LongestElement) is { Length: > 0 } words)
                        texts._texts.Add(Fold(words));
                }
                else if (walk.Node is IText text && Fold(text.Data) is { Length: > 0 } data)
                {
                    texts._texts.Add(data);
                }
            }
        }

        return texts;
    }

    public static string Fold(string text) => TextFold.Fold(text.Replace('\n', ' '));

    /// <summary>True when the page shows this as a whole text.</summary>
    public bool Shows(string text) => Fold(text) is { Length: > 0 } folded && _texts.Contains(folded);
}
