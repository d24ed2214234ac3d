using AngleSharp.Css.Dom;
using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Tables;

/// <summary>The shown tables of one frame in document order, and how they lie to one another.</summary>
internal sealed class TableList
{
    /// <summary>How far up the container of a grid widget's header and body may be.</summary>
    private const int FarthestContainer = 8;

    private readonly List<IElement> _tables = [];

    private TableList(FrameView frame) => Frame = frame;

    public FrameView Frame { get; }

    public IReadOnlyList<IElement> Tables => _tables;

    /// <summary>True when what narrows the search was on the page, or nothing does.</summary>
    public bool HasScope { get; private set; }

    public static TableList Of(FrameView frame, ISelector? within)
    {
        var list = new TableList(frame) { HasScope = within is null };
        if (within is null)
        {
            list.Add(frame.Document);
            return list;
        }

        IElement? last = null;
        foreach (var scope in Selectors.Visible(within, frame.Document))
        {
            list.HasScope = true;
            if (last is not null && Contains(last, scope))
                continue;
            last = scope;
            if (scope.LocalName == "table")
                list._tables.Add(scope);
            list.Add(scope);
        }

        return list;
    }

    public static bool Contains(INode outer, INode inner)
    {
        for (var node = inner; node is not null; node = node.Parent)
        {
            if (ReferenceEquals(node, outer))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The table that follows <paramref name="header"/> in the same container with no words between: the body of a grid widget, whose header is a
    /// table of its own. Null when there is none.
    /// </summary>
    public IElement? After(IElement header)
    {
        for (var i = _tables.IndexOf(header) + 1; i > 0 && i < _tables.Count; i++)
        {
            var next = _tables[i];
            if (Contains(header, next))
                continue;
            return Container(header, next) is { } container && !WordsBetween(container, header, next) ? next : null;
        }

        return null;
    }

    /// <summary>Tables beside <paramref name="body"/> in its container: widgets that make each row a table.</summary>
    public IEnumerable<IElement> Beside(IElement body)
    {
        var holder = body.Parent?.Parent;
        var own = body.Parent;
        for (var i = _tables.IndexOf(body) + 1; i > 0 && i < _tables.Count; i++)
        {
            var next = _tables[i];
            if (Contains(body, next))
                continue;
            if (ReferenceEquals(next.Parent, own) || (ReferenceEquals(next.Parent?.Parent, holder) && FirstClass(next.Parent) == FirstClass(own)))
                yield return next;
            else
                yield break;
        }
    }

    private void Add(INode root)
    {
        var walk = new NodeWalk();
        walk.Start(root);
        while (walk.Next())
        {
            if (walk.Leaving || walk.Node is not IElement element)
                continue;
            if (Hiding.IsHidden(element))
                walk.Skip();
            else if (element.LocalName == "table")
                _tables.Add(element);
        }
    }

    /// <summary>The nearest element around both; null when that is too far up to be one widget.</summary>
    public static INode? Container(IElement header, IElement body)
    {
        var levels = 0;
        for (var node = header.Parent; node is not null && levels++ < FarthestContainer; node = node.Parent)
        {
            if (Contains(node, body))
                return node;
        }

        return null;
    }

    private static bool WordsBetween(INode container, IElement first, IElement second)
    {
        var walk = new NodeWalk();
        walk.Start(container);
        var after = false;
        while (walk.Next())
        {
            if (walk.Leaving)
                continue;
            if (ReferenceEquals(walk.Node, second))
                return false;
            if (ReferenceEquals(walk.Node, first))
            {
                after = true;
                walk.Skip();
            }
            else if (walk.Node is IElement element && Hiding.IsHidden(element))
            {
                walk.Skip();
            }
            else if (after && walk.Node is IText text && TextFold.Fold(text.Data).Length > 0)
            {
                return true;
            }
        }

        return true;
    }

    private static string? FirstClass(INode? node) => (node as IElement)?.ClassName?.Split(' ')[0];
}
