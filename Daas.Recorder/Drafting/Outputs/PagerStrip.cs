using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Core.Finding;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>A row of page numbers, whatever the words beside them: <c>以前 1 2 3 … 24 下一个</c>.</summary>
/// <param name="Holder">The smallest part of the page around all numbers.</param>
/// <param name="Numbers">What can be clicked to come to a page, and the page that is shown; in order.</param>
/// <param name="Next">What stands behind the numbers and leads on; null when only the numbers do.</param>
/// <param name="Last">The highest number, which is the last page when <paramref name="IsWhole"/>.</param>
/// <param name="IsWhole">False: there may be more pages than are shown.</param>
internal sealed partial record PagerStrip(IElement Holder, IReadOnlyList<IElement> Numbers, IElement? Next, int Last, bool IsWhole)
{
    private const int MostNumbers = 15;
    private const int LongestRest = 40;

    /// <summary>That of a page; null when it shows none.</summary>
    public static PagerStrip? Of(PageView page) => page.Frames.Select(f => Of(f.Document)).FirstOrDefault(s => s is not null);

    /// <summary>True for a number or what leads on.</summary>
    public bool Holds(IElement element) => Next is not null && (Next.Contains(element) || element.Contains(Next)) || Numbers.Any(n => n.Contains(element) || element.Contains(n));

    private static PagerStrip? Of(IDocument document)
    {
        var numbers = new List<IElement>();
        var walk = new NodeWalk();
        walk.Start(document);
        while (walk.Next())
        {
            if (walk.Leaving || walk.Node is not IElement element)
                continue;
            if (Hiding.IsHidden(element) || element.LocalName is "select" or "script" or "style" or "textarea")
            {
                walk.Skip();
                continue;
            }

            if (element.ChildElementCount <= 1 && Number(element) is not null)
            {
                numbers.Add(element);
                walk.Skip();
            }
        }

        foreach (var first in numbers)
        {
            if (Around(first, numbers) is { } strip)
                return strip;
        }

        return null;
    }

    private static PagerStrip? Around(IElement first, List<IElement> numbers)
    {
        var holder = first.ParentElement;
        for (var depth = 0; holder is not null && depth < 4; holder = holder.ParentElement, depth++)
        {
            var inside = numbers.Where(holder.Contains).ToList();
            if (inside.Count < 2)
                continue;
            return inside[0] == first && IsStrip(holder, inside) ? Made(holder, inside) : null;
        }

        return null;
    }

    private static bool IsStrip(IElement holder, List<IElement> inside)
    {
        if (inside.Count > MostNumbers || !inside.Exists(IsClickable) || holder.QuerySelector("th,select option:nth-child(30)") is not null)
            return false;
        // A line of a table like those beside it holds data.
        if (holder.Closest("tr") is { } row && row.ParentElement!.Children.Count(r => r.LocalName == "tr") > 1 && (row == holder || row.ChildElementCount > 3))
            return false;
        var values = inside.Select(n => Number(n)!.Value).ToList();
        if (values.Zip(values.Skip(1)).Any(p => p.Second <= p.First) || !values.Zip(values.Skip(1)).Any(p => p.Second == p.First + 1))
            return false;
        return Pageless().Replace(PageTexts.Fold(holder.TextContent), "").Length <= LongestRest && inside.Count(IsClickable) >= inside.Count - 2;
    }

    private static PagerStrip Made(IElement holder, List<IElement> inside)
    {
        var next = (IElement?)null;
        var more = false;
        var around = holder;
        for (var depth = 0; around is not null && depth < 3 && next is null; around = around.ParentElement, depth++)
        {
            if (Pageless().Replace(PageTexts.Fold(around.TextContent), "").Length > LongestRest || around.LocalName is "tr" or "tbody" or "table" or "body" && depth > 0)
                break;
            foreach (var element in Selectors.Visible(Behind, around).Where(e => inside[^1].CompareDocumentPosition(e) is var at
                && at.HasFlag(DocumentPositions.Following) && !at.HasFlag(DocumentPositions.ContainedBy)))
            {
                var words = PageTexts.Fold(element.LocalName == "input" ? element.GetAttribute("value") ?? "" : element.TextContent);
                if (words is "…" or "..." or "……")
                {
                    more = true;
                    continue;
                }

                if (!LastWords().IsMatch($"{words}{element.GetAttribute("title")}") && !Jump().IsMatch(words) && words.Length <= 12)
                    next = element;
                break;
            }
        }

        return new PagerStrip(holder, inside, next, inside.Max(n => Number(n)!.Value), !more);
    }

    private static ISelector Behind { get; } = Selectors.Read("a, button, input[type=button], input[type=submit], input[type=image], [role=button], [role=link], [onclick]")!;

    private static int? Number(IElement element) =>
        PageTexts.Fold(element.TextContent) is { Length: > 0 and <= 6 } words && Digits().Match(words) is { Success: true } match
            && int.TryParse(match.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static bool IsClickable(IElement element) => PageParts.Clickable.Match(element, null) || element.Children.Any(c => PageParts.Clickable.Match(c, null))
        || element.ParentElement is { } parent && PageParts.Clickable.Match(parent, null) || PageParts.PerhapsClickable.Match(element, null)
        || element.HasAttribute("data-daas-clickable") || element.LocalName == "li";

    [GeneratedRegex(@"^[\[(]?(?<n>\d{1,4})[\])]?$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"[\d\s.…,，:：|/()\[\]<>›»‹«→←\-]|第|页|共|条|项|记录|首页|末页|尾页|上一?页|下一?页|前一?页|后一?页|上一?个|下一?个|以前|每页|跳转?|到|转|确定|page|prev(ious)?|next|first|last|go|of|records?|items?|total", RegexOptions.IgnoreCase)]
    private static partial Regex Pageless();

    [GeneratedRegex(@"末|尾|最后|last|^(>>|»|≫|>\||›\|)$", RegexOptions.IgnoreCase)]
    private static partial Regex LastWords();

    [GeneratedRegex(@"^(go|跳转?|转到?|确定|确认|刷新|refresh|reload)$|全部|所有|\ball\b", RegexOptions.IgnoreCase)]
    private static partial Regex Jump();
}
