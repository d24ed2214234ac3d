using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;
using Daas.Recorder.Drafting.Outputs.Records;

namespace Daas.Recorder.Drafting.Outputs.Values;

/// <summary>The texts and elements of a document's body in order; made once for each document.</summary>
internal sealed class PageWalk
{
    private static readonly ConditionalWeakTable<IDocument, PageWalk> Known = [];

    private readonly Dictionary<INode, int> _textsBefore = new(ReferenceEqualityComparer.Instance);

    private PageWalk(IDocument document)
    {
        var (texts, elements) = (new List<IText>(), new List<IElement>());
        var walk = new NodeWalk();
        walk.Start(document.Body ?? (INode)document);
        while (walk.Next())
        {
            if (walk.Leaving)
                continue;
            if (walk.Node is IElement element)
            {
                if (BlockShape.IsSilent(element) || element.LocalName == "head")
                {
                    walk.Skip();
                    continue;
                }

                _textsBefore[element] = texts.Count;
                elements.Add(element);
            }
            else if (walk.Node is IText text && PageTexts.Fold(text.Data).Length > 0)
            {
                _textsBefore[text] = texts.Count;
                texts.Add(text);
            }
        }

        (Texts, Elements) = (texts, elements);
    }

    public IReadOnlyList<IText> Texts { get; }

    public IReadOnlyList<IElement> Elements { get; }

    public static PageWalk Of(IDocument document) => Known.GetValue(document, d => new PageWalk(d));

    /// <summary>The text before a node.</summary>
    public (string Words, IText? Node) Before(INode node) =>
        _textsBefore.TryGetValue(node, out var count) && count > 0 ? (PageTexts.Fold(Texts[count - 1].Data), Texts[count - 1]) : ("", null);

    /// <summary>The text after a node and all that is in it.</summary>
    public IText? After(INode node)
    {
        if (!_textsBefore.TryGetValue(node, out var at))
            return null;
        while (at < Texts.Count && (ReferenceEquals(Texts[at], node) || Texts[at].IsDescendantOf(node)))
            at++;
        return at < Texts.Count ? Texts[at] : null;
    }
}
