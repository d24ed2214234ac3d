using AngleSharp.Dom;

namespace Daas.Core.Extraction.Documents;

/// <summary>
/// Walks a subtree in document order without recursion (pages nest thousands deep) and by index (a sibling pointer costs a search in AngleSharp).
/// Reusable; not for two walks at once.
/// </summary>
public sealed class NodeWalk
{
    private Level[] _levels = new Level[32];
    private int _depth;

    /// <summary>The node just entered or left.</summary>
    public INode Node { get; private set; } = null!;

    /// <summary>True when <see cref="Node"/>'s children have been walked and it is being left.</summary>
    public bool Leaving { get; private set; }

    public void Start(INode root)
    {
        _depth = 0;
        Node = root;
        Leaving = false;
        Push(root);
    }

    /// <summary>Goes on to the next node entered (elements and text), or the next element left. False at the end; the root itself is not reported.</summary>
    public bool Next()
    {
        ref var level = ref _levels[_depth - 1];
        if (level.Index < level.Count)
        {
            Node = level.Children[level.Index++];
            Leaving = false;
            if (Node is IElement)
                Push(Node);
            return true;
        }

        if (--_depth == 0)
            return false;
        Node = level.Node;
        Leaving = true;
        return true;
    }

    /// <summary>Does not go into the element just entered, nor report leaving it.</summary>
    public void Skip() => _depth--;

    private void Push(INode node)
    {
        if (_depth == _levels.Length)
            Array.Resize(ref _levels, _depth * 2);
        var children = node.ChildNodes;
        _levels[_depth++] = new Level { Node = node, Children = children, Count = children.Length };
    }

    private struct Level
    {
        public INode Node;
        public INodeList Children;
        public int Index;
        public int Count;
    }
}
