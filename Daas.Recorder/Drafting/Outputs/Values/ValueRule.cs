using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Recorder.Drafting.Outputs.Values;

/// <summary>
/// Where a value is, learned from one page, to be found on others made by the same program: the words before it, the tags and classes around
/// it, its place. Several of these must agree; where its label is missing, so is the value.
/// </summary>
internal sealed partial class ValueRule
{
    private const double Enough = 0.84;

    private const int MostTwins = 4;

    private readonly Seen _seen;
    private readonly bool _isText;
    private readonly IReadOnlyList<ValueRule> _twins;

    private readonly Neighbours? _neighbours;

    private ValueRule(Seen seen, Neighbours? neighbours, bool isText, IReadOnlyList<ValueRule> twins)
    {
        _seen = seen;
        _neighbours = neighbours;
        _isText = isText;
        _twins = twins;
    }

    /// <summary>Of the text node or element that shows the value. Where the page shows it again, that place is a second witness.</summary>
    public static ValueRule Of(INode shown)
    {
        var page = PageWalk.Of(shown.Owner!);
        var words = PageTexts.Fold(shown.TextContent);
        var twins = words.Length < 4 ? [] : page.Texts.Where(t => !ReferenceEquals(t, shown) && !t.IsDescendantOf(shown)
            && PageTexts.Fold(t.Data) == words).Take(MostTwins);
        return From(page, shown, [.. twins.Select(t => From(page, t, []))]);
    }

    private static ValueRule From(PageWalk page, INode shown, IReadOnlyList<ValueRule> twins)
    {
        var seen = Look(page, shown);
        return new ValueRule(seen, new Neighbours(page, shown, seen.IsLabelled), shown is IText, twins);
    }

    /// <summary>The node that shows the value on another page; null where it has none.</summary>
    public INode? Find(IDocument document)
    {
        var own = Best(document);
        var others = _twins.Select(t => t.Best(document)).OfType<INode>().ToList();
        if (own is null)
            return others.GroupBy(o => PageTexts.Fold(o.TextContent)).Where(g => g.Count() > 1 || (_twins is [var only] && only._seen.IsLabelled)).MaxBy(g => g.Count())?.First();
        // What is cut short at one place is whole at another.
        var words = PageTexts.Fold(own.TextContent);
        if (words is [.., '…'] or [.., '.', '.', '.'])
            return others.Find(o => PageTexts.Fold(o.TextContent).StartsWith(words.TrimEnd('.', '…', ' '), StringComparison.Ordinal)
                && o.TextContent.Length > words.Length) ?? own;
        return own;
    }

    private INode? Best(IDocument document)
    {
        var page = PageWalk.Of(document);
        INode? best = null;
        var score = 0.0;
        foreach (INode node in _isText ? page.Texts.Cast<INode>() : page.Elements)
        {
            if (!_isText && node is IElement { LocalName: var tag } && tag != _seen.Tags[0])
                continue;
            var likeness = Likeness(Look(page, node));
            if (likeness > score)
                (best, score) = (node, likeness);
        }

        return score >= Enough && best is not null && _neighbours?.Claim(page, best) != true ? best : null;
    }

    /// <summary>0 to 1.</summary>
    private double Likeness(Seen other)
    {
        if (other.Tags[0] != _seen.Tags[0])
        {
            // One page wraps the value in a link or a mark of its own, another does not.
            if (IsWrapped(other, _seen))
                return 0.9 * Likeness(other.Inside());
            return IsWrapped(_seen, other) ? 0.9 * new ValueRule(_seen.Inside(), null, _isText, []).Likeness(other) : 0;
        }

        var label = other.Label == _seen.Label;
        // A label that says so itself is part of the program, not of the data: without it there is no value.
        if (_seen.IsLabelled && (!label || other.Up != _seen.Up))
            return 0;
        // What is itself a label is no value.
        if (other.IsLabel && !_seen.IsLabel)
            return 0;
        var around = Share(_seen.Kinds, other.Kinds);
        var place = Share(_seen.Places, other.Places);
        var same = 0;
        var weight = 0;
        foreach (var (mine, yours, worth) in new[] { (_seen.Own, other.Own, 3), (_seen.Before, other.Before, 2), (_seen.After, other.After, 1) })
        {
            if (mine is null or "" || yours is null)
                continue;
            weight += worth;
            same += mine == yours ? worth : 0;
        }

        var marks = weight == 0 ? 1 : same / (double)weight;
        // With a label of its own a value may stand elsewhere; without one its surroundings and place are all there is.
        return _seen.IsLabelled ? 0.4 + (0.35 * around) + (0.15 * place) + (0.1 * marks) : (0.1 * (label
            ? 1 : 0)) + (0.45 * around) + (0.3 * place) + (0.15 * marks);
    }

    private static bool IsWrapped(Seen one, Seen other) =>
        one.Tags[0] is "a" or "b" or "strong" or "em" or "i" or "span" or "font" or "u" && one.Tags.Count > 1 && one.Tags[1] == other.Tags[0];

    /// <summary>From the node upward: how far both go alike, the nearest counting most.</summary>
    private static double Share(IReadOnlyList<string> mine, IReadOnlyList<string> yours)
    {
        var (same, all) = (0.0, 0.0);
        for (var i = 0; i < mine.Count; i++)
        {
            var worth = 1.0 / (i + 2);
            all += worth;
            same += i < yours.Count && mine[i] == yours[i] ? worth : 0;
        }

        return all == 0 ? 1 : same / all;
    }

    private static Seen Look(PageWalk page, INode node)
    {
        var element = node as IElement ?? node.ParentElement!;
        var (tags, kinds, places) = (new List<string>(), new List<string>(), new List<string>());
        for (IElement? at = element; at is not null && at.LocalName != "html"; at = at.ParentElement)
        {
            tags.Add(at.LocalName);
            kinds.Add($"{at.LocalName}.{string.Join('.', at.ClassList.Where(CssPath.IsSteady))}#{(at.Id is { } id && CssPath.IsSteady(id) ? id : "")}");
            places.Add($"{at.LocalName}{at.ParentElement?.Children.Where(c => c.LocalName == at.LocalName).TakeWhile(c => !ReferenceEquals(c, at)).Count()}");
        }

        if (node is IText)
        {
            var texts = element.ChildNodes.OfType<IText>().Where(t => !string.IsNullOrWhiteSpace(t.Data));
            places.Insert(0, $"text{texts.TakeWhile(t => !ReferenceEquals(t, node)).Count()}");
        }

        var (label, labelNode) = page.Before(node);
        return new Seen
        {
            Tags = tags,
            Kinds = kinds,
            Places = places,
            Label = Key(label),
            IsLabelled = labelNode is not null && Up(labelNode, node) is var up && ((up <= 4 && (label is [.., ':' or '：']
                || labelNode.ParentElement is { LocalName: "th" or "dt" or "label" }))
                || (up <= 2 && labelNode.ParentElement?.LocalName is "b" or "strong" && element.LocalName is not ("b" or "strong"))),
            Up = labelNode is null ? 0 : Up(labelNode, node),
            IsLabel = PageTexts.Fold(node.TextContent) is [.., ':' or '：'],
            Own = string.Join(' ', Marks(element)),
            Before = (element.PreviousElementSibling is { } previous ? previous.LocalName + "." + previous.ClassName : "") + "",
            After = element.NextElementSibling is { } next ? next.LocalName + "." + next.ClassName : "",
        };
    }

    /// <summary>How far above the value the nearest block around both is.</summary>
    private static int Up(INode label, INode value)
    {
        var levels = 0;
        for (var node = value.Parent; node is not null && !node.Contains(label); node = node.Parent)
            levels++;
        return levels;
    }

    private static IEnumerable<string> Marks(IElement element) =>
        element.Attributes.Where(a => a.Name is "itemprop" or "property" or "name" or "data-field" or "headers" or "rel" or "role" or "align" or "width")
            .Select(a => $"{a.Name}={a.Value}");

    private static string Key(string label) => Digits().Replace(PageTexts.Fold(label).TrimEnd(':', '：', ' '), "0").ToLowerInvariant();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    /// <summary>What was seen of a node, nearest first.</summary>
    private sealed record Seen
    {
        /// <summary>The same without the innermost element.</summary>
        public Seen Inside() => this with
        {
            Tags = [.. Tags.Skip(1)],
            Kinds = [.. Kinds.Skip(1)],
            Places = [Places[0], .. Places.Skip(2)],
            Up = Math.Max(0, Up - 1),
            Own = null,
            Before = null,
            After = null,
        };

        public required IReadOnlyList<string> Tags { get; init; }

        public required IReadOnlyList<string> Kinds { get; init; }

        public required IReadOnlyList<string> Places { get; init; }

        public required string Label { get; init; }

        public required bool IsLabelled { get; init; }

        /// <summary>How far above the value the block around it and its label is.</summary>
        public required int Up { get; init; }

        /// <summary>It ends as labels do.</summary>
        public required bool IsLabel { get; init; }

        public required string? Own { get; init; }

        public required string? Before { get; init; }

        public required string? After { get; init; }
    }
}
