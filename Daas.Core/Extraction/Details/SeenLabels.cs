using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Details;

/// <summary>What looks like a label on a page, for the message when one is missing.</summary>
internal static class SeenLabels
{
    private const int Most = 40;

    public static List<string> In(IEnumerable<INode> scopes, VisibleText text)
    {
        var seen = new List<string>();
        var walk = new NodeWalk();
        foreach (var scope in scopes)
        {
            walk.Start(scope);
            while (seen.Count < Most && walk.Next())
            {
                if (walk.Leaving)
                    continue;
                if (walk.Node is IElement element)
                {
                    if (Hiding.IsHidden(element))
                        walk.Skip();
                    else if (element.LocalName is "th" or "dt" or "label" && text.Short(element, 30) is { Length: > 0 } words)
                        Add(words);
                }
                else if (walk.Node is IText { Data: var data } && TextFold.Fold(data) is { Length: > 1 } line
                    && line.AsSpan(0, Math.Min(30, line.Length)).IndexOfAny(':', '：') is > 0 and var colon)
                {
                    Add(line[..colon]);
                }
            }
        }

        return seen;

        void Add(string words)
        {
            words = words.TrimEnd(':', '：', ' ');
            if (words.Length > 0 && !seen.Contains(words))
                seen.Add(words);
        }
    }
}
