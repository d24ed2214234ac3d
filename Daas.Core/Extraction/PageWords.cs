using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction;

/// <summary>The visible words of a page's frames in one line each, read once and on demand.</summary>
/// <param name="page">The page.</param>
/// <param name="except">Elements whose words do not count, such as rows already read as data; null: none.</param>
internal sealed class PageWords(PageView page, IReadOnlySet<INode>? except)
{
    private readonly string?[] _words = new string?[page.Frames.Count];

    public IEnumerable<string> All => Enumerable.Range(0, _words.Length).Select(Of);

    public bool IsExcepted(INode node)
    {
        for (var at = node; except is not null && at is not null; at = at.Parent)
        {
            if (except.Contains(at))
                return true;
        }

        return false;
    }

    private string Of(int frame) =>
        _words[frame] ??= (except is null ? page.Frames[frame].Text : new VisibleText().Of(page.Frames[frame].Document, except)).Replace('\n', ' ');
}
