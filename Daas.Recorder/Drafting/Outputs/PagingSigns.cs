using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Finds what leads to the next page, and what the page says about how many there are.</summary>
internal static partial class PagingSigns
{
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

    public static Output Settle(Output output, PageView page, int rows, List<string> reasons)
    {
        if ((Next(page) ?? PageNumberLinks.Next(page)) is { } next)
        {
            reasons.Add($"the next page is behind {next}");
            output = output with { Next = next };
        }

        var text = page.Frames.Select(f => f.Text).ToList();
        foreach (var pattern in Totals.Concat(Patterns))
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

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found && int.TryParse(found.Value, out var number) ? number : null;

    [GeneratedRegex(@"\d[^()（）]*[(（][^()（）]*$")]
    private static partial Regex Aside();

    private static Template Literal(string words) => Template.Parse(words.Replace("${", "\\${", StringComparison.Ordinal));

    [GeneratedRegex(@"^([>›»→⟩]|>>)$")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^[\[(]?(下一?[页頁]|后一?页|后页|下一页 ?[>›»→]*|next( page)?( ?[>›»→]+)?|nächste|siguiente|suivant)[\])]?$", RegexOptions.IgnoreCase)]
    private static partial Regex NextWords();
}
