using AngleSharp.Dom;

namespace Daas.Recorder.Drafting.Outputs.Values;

/// <summary>What stands before and after a value on the page where it was shown: where the value is missing, one of them moves into its place.</summary>
internal sealed class Neighbours
{
    private const int Most = 3;
    private const int Nearest = 3;

    private readonly string _words;
    private readonly string _before;
    private readonly string _after;
    private readonly string _kind;
    private readonly bool _isLabelled;
    private readonly List<Neighbour> _all = [];
    private readonly HashSet<(string Words, string Kind)> _said = [];
    private readonly HashSet<(string Before, string Kind)> _stands = [];

    public Neighbours(PageWalk page, INode shown, bool isLabelled)
    {
        (_kind, _isLabelled) = (Kind(shown), isLabelled);
        (_words, _before, _after) = (PageTexts.Fold(shown.TextContent), Words(page.Before(shown).Node), Words(page.After(shown)));
        Add(page, shown, page.After);
        Add(page, shown, at => page.Before(at).Node);
        foreach (var text in page.Texts.Where(t => !ReferenceEquals(t, shown) && !t.IsDescendantOf(shown)))
        {
            var kind = Kind(text);
            _said.Add((Words(text), kind));
            if (Words(page.Before(text).Node) is { Length: > 0 } before)
                _stands.Add((before, kind));
        }
    }

    /// <summary>True when the node of another page is one of them: of the same kind, it says the same or stands beside the same words.</summary>
    public bool Claim(PageWalk page, INode found)
    {
        var (words, before, after, kind) = (PageTexts.Fold(found.TextContent), Words(page.Before(found).Node), Words(page.After(found)), Kind(found));
        if (words == _words)
            return false;
        // Numbers do not give way to words alone, nor words to a stop.
        if (!words.Any(char.IsLetterOrDigit) || (_words.Count(char.IsDigit) * 2 > _words.Count(char.IsLetterOrDigit) && !words.Any(char.IsDigit)))
            return true;
        if (kind != _kind && _said.Contains((words, kind)))
            return true;
        if (Same(before, _before) && (_isLabelled || Same(after, _after)))
            return false;
        return _said.Contains((words, kind)) || (!Same(before, _before) && _stands.Contains((before, kind)))
            || _all.Exists(n => n.Kind == kind && !Same(after, _after) && Same(after, n.After));
    }

    private void Add(PageWalk page, INode shown, Func<INode, IText?> next)
    {
        INode at = shown;
        for (var i = 0; i < Most && next(at) is { } text; i++)
        {
            // Beyond a separator is another value of the field.
            if (!text.Data.Any(char.IsLetterOrDigit))
                break;
            _all.Add(new Neighbour(Words(text), Words(page.Before(text).Node), Words(page.After(text)), Kind(text)));
            at = text;
        }
    }

    private static bool Same(string one, string other) => one.Length > 0 && one == other;

    private static string Words(IText? text) => text is null ? "" : PageTexts.Fold(text.Data);

    private static string Kind(INode node)
    {
        var kinds = new List<string>();
        for (var at = node as IElement ?? node.ParentElement; at is not null && kinds.Count < Nearest; at = at.ParentElement)
            kinds.Add($"{at.LocalName}.{string.Join('.', at.ClassList.Where(CssPath.IsSteady))}");
        return string.Join('<', kinds);
    }

    private sealed record Neighbour(string Words, string Before, string After, string Kind);
}
