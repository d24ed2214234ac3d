using AngleSharp.Dom;

namespace Daas.Core.Extraction.Documents;

/// <summary>Whether an element is shown, as far as markup tells: tags that never are, <c>hidden</c>, inline styles, the browser path's mark.</summary>
public static class Hiding
{
    /// <summary>About the element itself; its ancestors are the walker's business.</summary>
    public static bool IsHidden(IElement element)
    {
        if (element.LocalName is "script" or "style" or "template" or "noscript" or "head" or "datalist" or "noframes")
            return true;
        var attributes = element.Attributes;
        for (var (i, count) = (0, attributes.Length); i < count; i++)
        {
            var attribute = attributes[i]!;
            if (attribute.LocalName is FrameView.HiddenMark or "hidden" || (attribute.LocalName is "style" && Hides(attribute.Value)))
                return true;
        }

        return false;
    }

    public static bool IsHiddenWithin(IElement element, INode? root)
    {
        for (INode? node = element; node is not null && !ReferenceEquals(node, root); node = node.Parent)
        {
            if (node is IElement ancestor && IsHidden(ancestor))
                return true;
        }

        return false;
    }

    private static bool Hides(string style)
    {
        foreach (var range in style.AsSpan().Split(';'))
        {
            var declaration = style.AsSpan()[range];
            var colon = declaration.IndexOf(':');
            if (colon < 0)
                continue;
            var name = declaration[..colon].Trim();
            var value = declaration[(colon + 1)..].Trim();
            if (name.Equals("display", StringComparison.OrdinalIgnoreCase) && value.StartsWith("none", StringComparison.OrdinalIgnoreCase))
                return true;
            if (name.Equals("visibility", StringComparison.OrdinalIgnoreCase)
                && (value.StartsWith("hidden", StringComparison.OrdinalIgnoreCase) || value.StartsWith("collapse", StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }
}
