using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Core.Steps;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Finds what leads to the next page, and what the page says about how many there are.</summary>
internal static partial class PagingSigns
{
    /// <summary>A count that was found by how many pages or rows there are.</summary>
    public const string Total = @"(?<![-~\d.,])(?<total>\d+)";

    private static readonly string[] Patterns =
    [
        @"第 ?(?<page>\d+) ?[页/]? ?[/，,]? ?共 ?(?<pages>\d+) ?页",
        @"(?<page>\d+) ?/ ?(?<pages>\d+) ?页",
        @"第 ?(?<page>\d+) ?/ ?(?<pages>\d+)",
        @"共 ?(?<pages>\d+) ?页",
        @"Page (?<page>\d+) of (?<pages>\d+)",
    ];

    private static readonly string[] Totals =
    [
        @"共计? ?(?<total>\d+) ?[条项行个件笔]",
        @"(?:总数|总计|合计|总共|记录数)[:： ]*(?<total>\d+)",
        @"\(\d+-\d+/(?<total>\d+)\)",
        @"of (?<total>\d+) (?:entries|records|rows|items|results)",
    ];

    public static Output Settle(Output output, PageView page, int rows, IReadOnlyList<PageView> others, List<string> reasons)
    {
        var strip = PagerStrip.Of(page);
        if (Turning(page) is { } next)
        {
            reasons.Add($"the next page is behind {next}");
            output = output with { Next = next };
        }
        else if (others.Where(o => OutputGuess.Read(output, o, 1) is { Count: > 0 }).Select(Turning).FirstOrDefault(n => n is not null)
            is { } elsewhere)
        {
            reasons.Add($"the next page is behind {elsewhere}, as another page of the same list had it");
            output = output with { Next = elsewhere };
        }
        else if (LoadMore.In(page) is { } more)
        {
            reasons.Add($"{more} adds further rows below those shown");
            output = output with { Next = more, Paging = output.Paging with { Accumulates = true } };
        }

        var text = page.Frames.Select(f => f.Text).ToList();
        foreach (var pattern in Totals.Concat(Patterns).Concat(Counted([page.Title, .. text], strip, rows)))
        {
            var found = text.SelectMany(t => t.Split('\n')).Select(l => Regex.Match(PageTexts.Fold(l), pattern)).FirstOrDefault(m => m.Success && !IsOfMore(m));
            if (found is null || (Number(found, "total") is { } total && total < rows) || (Number(found, "page") is { } shown
                && Number(found, "pages") < shown))
                continue;
            var tried = output with { Paging = output.Paging with { Shown = pattern } };
            if (Extractor.Rows(tried, page, rows + 1) is not { Failed: false } read || (read.Value.Total ?? read.Value.Pages) is null)
                continue;
            reasons.Add($"'{found.Value}' says how much there is, so that a page that is missing is noticed");
            return tried;
        }

        return output;
    }

    /// <summary>What leads to the next page: words for it, what stands behind a row of numbers, or its number; null when nothing does.</summary>
    private static Locator? Turning(PageView page) => Next(page) ?? (PagerStrip.Of(page) is { } strip ? Behind(page, strip) ?? Numbers(strip) : null);

    /// <summary>The link or button with the words of a next page; null when there is none.</summary>
    public static Locator? Next(PageView page)
    {
        foreach (var frame in page.Frames)
        {
            var visible = new VisibleText();
            foreach (var element in Selectors.Visible(Selectors.Read("a, button, input[type=button], input[type=submit], [role=button], [role=link]")!, frame.Document))
            {
                var words = PageTexts.Fold(element.LocalName == "input" ? element.GetAttribute("value") ?? "" : visible.Of(element));
                var spoken = words.Length > 0 && !Arrow().IsMatch(words) ? words : element.GetAttribute("aria-label") ?? element.GetAttribute("title") ?? words;
                if (!NextWords().IsMatch(spoken.Trim()) && !(Arrow().IsMatch(words) && element.GetAttribute("rel") == "next"))
                    continue;
                var ways = new List<Way>();
                var role = element.LocalName switch { "a" when element.HasAttribute("href") => "link", "button" or "input" => "button", _ => element.GetAttribute("role") };
                if (role is not null)
                    ways.Add(new Way { Role = role, Name = Literal(spoken.Trim()) });
                else
                    ways.Add(new Way { Text = Literal(words) });
                if (CssPath.Short(element) is { } css)
                    ways.Add(new Way { Css = Literal(css) });
                return new Locator(ways);
            }
        }

        return null;
    }

    /// <summary>A count in brackets behind another one is that of all there is, not of what was searched for.</summary>
    private static bool IsOfMore(Match match) => Aside().IsMatch(match.Result("$`"));

    /// <summary>What stands behind a row of page numbers and leads on.</summary>
    private static Locator? Behind(PageView page, PagerStrip? strip) => strip?.Next is { } next ? new LocatorChoice(page).Clicked(next)?.Locator : null;

    /// <summary>The number of the next page in a row of them.</summary>
    public static Locator? Numbers(PagerStrip? strip)
    {
        if (strip is null)
            return null;
        var role = strip.Numbers.Select(n => n.LocalName == "a" ? n : n.QuerySelector("a") ?? n.Closest("a")).Any(a => a?.HasAttribute("href") == true) ? "link" : null;
        var way = new Way { Role = role, Name = Template.Parse("${page}"), Exact = true };
        return CssPath.Of(strip.Holder) is { Length: > 0 } css ? new Locator([way with { Within = new Way { Css = Literal(css) } }]) : new Locator([way]);
    }

    /// <summary>Numbers of all rows that fit the number of pages and stand beside a word for rows.</summary>
    private static IEnumerable<string> Counted(IEnumerable<string> texts, PagerStrip? strip, int rows)
    {
        if (strip is { IsWhole: false })
            yield break;
        var (least, most) = strip is { Last: > 1 } ? (((strip.Last - 1) * rows) + 1, strip.Last * rows) : (rows, rows);
        foreach (var line in texts.SelectMany(t => t.Split('\n')).Select(PageTexts.Fold).Where(l => l.Length is > 0 and < 120).Distinct())
        {
            foreach (Match match in Whole().Matches(line))
            {
                if (!int.TryParse(match.Value, out var total) || total < least || total > most)
                    continue;
                var (before, after) = (BeforeCount().Match(line[..match.Index]).Value, AfterCount().Match(line[(match.Index + match.Length)..]).Value);
                // Where all rows are on one page, a number that is theirs by chance is likely: it must be said to be a count on both sides.
                if (least < most ? before.Length + after.Trim().Length > 0 : before.Length > 0 && after.Trim().Length > 0)
                    yield return $"{Regex.Escape(before)}{Total}{Regex.Escape(after)}";
            }
        }
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found && int.TryParse(found.Value, out var number) ? number : null;

    [GeneratedRegex(@"\d[^()（）]*[(（][^()（）]*$")]
    private static partial Regex Aside();

    private static Template Literal(string words) => Template.Parse(Template.Escape(words));

    [GeneratedRegex(@"(?<![-~\d.,])\d+(?![\d.,]*\d)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(共|总数|总计|合计|找到|检索到|查到|搜索到|命中|total|found|of)[:： 有计]*$", RegexOptions.IgnoreCase)]
    private static partial Regex BeforeCount();

    [GeneratedRegex(@"^ ?[条项行个件笔张份人户台位]? ?(结果|记录|数据|条|项|results?|records?|entries|items|rows|tickets|matches)?", RegexOptions.IgnoreCase)]
    private static partial Regex AfterCount();

    [GeneratedRegex(@"^([>›»→⟩]|>>)$")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^[\[(]?(下一?[页頁]|后一?页|后页|下一页 ?[>›»→]*|下一个|next( page)?( ?[>›»→]+)?|nächste|siguiente|suivant)[\])]?$", RegexOptions.IgnoreCase)]
    private static partial Regex NextWords();
}
