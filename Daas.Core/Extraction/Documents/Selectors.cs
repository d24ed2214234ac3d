using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace Daas.Core.Extraction.Documents;

/// <summary>CSS without recursion: a selector is read once and matched along one walk.</summary>
public static class Selectors
{
    /// <summary>Null when the text is not a selector.</summary>
    public static ISelector? Read(string css)
    {
        try
        {
            return new CssSelectorParser().ParseSelector(css);
        }
        catch (DomException)
        {
            return null;
        }
    }

    /// <summary>The matches inside <paramref name="root"/> in document order, hidden ones and what is in them left out.</summary>
    public static List<IElement> Visible(ISelector selector, INode root, int limit = int.MaxValue)
    {
        var found = new List<IElement>();
        var walk = new NodeWalk();
        walk.Start(root);
        while (found.Count < limit && walk.Next())
        {
            if (walk.Leaving || walk.Node is not IElement element)
                continue;
            if (Hiding.IsHidden(element))
                walk.Skip();
            else if (selector.Match(element, null))
                found.Add(element);
        }

        return found;
    }

    /// <summary>The first match inside, a shown one before a hidden one (hidden fields hold keys that rows need); null when none.</summary>
    public static IElement? First(ISelector selector, INode root)
    {
        if (Visible(selector, root, 1) is [var shown])
            return shown;
        var walk = new NodeWalk();
        walk.Start(root);
        while (walk.Next())
        {
            if (!walk.Leaving && walk.Node is IElement element && selector.Match(element, null))
                return element;
        }

        return null;
    }

    /// <summary>Every match inside, hidden or not, in document order.</summary>
    public static List<IElement> All(ISelector selector, INode root)
    {
        var found = new List<IElement>();
        var walk = new NodeWalk();
        walk.Start(root);
        while (walk.Next())
        {
            if (!walk.Leaving && walk.Node is IElement element && selector.Match(element, null))
                found.Add(element);
        }

        return found;
    }
}
