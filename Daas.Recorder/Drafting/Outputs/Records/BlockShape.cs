using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Recorder.Drafting.Outputs.Records;

/// <summary>What a block is built of: the ways by tags down to its parts, and how much it says.</summary>
internal sealed class BlockShape
{
    private const int Deepest = 5;

    private readonly HashSet<string> _ways = [];

    private BlockShape(IElement element)
    {
        Element = element;
        Classes = [.. element.ClassList.Where(CssPath.IsSteady)];
    }

    public IElement Element { get; }

    public HashSet<string> Classes { get; }

    /// <summary>Pieces of text in it.</summary>
    public int Texts { get; private set; }

    public int Characters { get; private set; }

    /// <summary>Characters that are in links.</summary>
    public int Linked { get; private set; }

    public int Pictures { get; private set; }

    public int Ways => _ways.Count;

    public static BlockShape Of(IElement element)
    {
        var shape = new BlockShape(element);
        var way = new List<string>();
        var links = element.LocalName == "a" ? 1 : 0;
        var walk = new NodeWalk();
        walk.Start(element);
        while (walk.Next())
        {
            if (walk.Node is IText text)
            {
                if (walk.Leaving || string.IsNullOrWhiteSpace(text.Data))
                    continue;
                shape.Texts++;
                var length = text.Data.Trim().Length;
                shape.Characters += length;
                if (links > 0)
                    shape.Linked += length;
                continue;
            }

            if (walk.Node is not IElement part)
                continue;
            if (!walk.Leaving && IsSilent(part))
            {
                walk.Skip();
                continue;
            }

            if (walk.Leaving)
            {
                way.RemoveAt(way.Count - 1);
                links -= part.LocalName == "a" ? 1 : 0;
                continue;
            }

            way.Add(part.LocalName);
            links += part.LocalName == "a" ? 1 : 0;
            shape.Pictures += part.LocalName is "img" or "picture" or "svg" ? 1 : 0;
            if (way.Count <= Deepest)
                shape._ways.Add(string.Join('/', way));
        }

        return shape;
    }

    /// <summary>What no one reads.</summary>
    public static bool IsSilent(IElement element) => element.LocalName is "script" or "style" or "meta" or "link" or "noscript" or "template";

    /// <summary>0 to 1: the share of ways that both have.</summary>
    public double Likeness(BlockShape other)
    {
        if (_ways.Count == 0 && other._ways.Count == 0)
            return 1;
        var both = _ways.Count(other._ways.Contains);
        return both / (double)(_ways.Count + other._ways.Count - both);
    }

    /// <summary>True when both have a class in common, or neither has any.</summary>
    public bool SharesClass(BlockShape other) => (Classes.Count == 0 && other.Classes.Count == 0) || Classes.Overlaps(other.Classes);
}
