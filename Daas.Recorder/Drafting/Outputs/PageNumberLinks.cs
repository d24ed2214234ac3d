using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>A pager that offers the numbers of pages and no word for the next one.</summary>
internal static partial class PageNumberLinks
{
    private const int LongestPager = 240;
    private const int Farthest = 4;

    /// <summary>Finds page <c>${page}</c> by its number; null when the page has no row of numbers that begins with 1 and 2.</summary>
    public static Locator? Next(PageView page)
    {
        var second = new TemplateValues();
        second.Set("page", "2");
        foreach (var frame in page.Frames)
        {
            foreach (var link in frame.Document.QuerySelectorAll("a, button, li, span[onclick], td[onclick], input[type=button]")
                .Where(e => IsTwo(e) && PageText.IsShown(e)))
            {
                if (Pager(link) is not { } pager)
                    continue;
                foreach (var way in Ways(link, pager))
                {
                    if (Locating.Find(new Locator([way]), page, second) is { Failed: false, Value.Element: var found }
                        && (found == link || link.Contains(found)))
                        return new Locator([way]);
                }
            }
        }

        return null;
    }

    private static IEnumerable<Way> Ways(IElement link, IElement pager)
    {
        Template number = "${page}";
        string? role = PageParts.RoleOf(link) is "link" or "button" ? PageParts.RoleOf(link) : null;
        var way = role is null ? new Way { Text = number, Exact = true } : new Way { Role = role, Name = number, Exact = true };
        // Inside the pager first: the same number may be that of a record on another list.
        foreach (var css in new[] { SteadyCss.Own(pager), CssPath.Short(pager), CssPath.Of(pager) }.OfType<string>().Where(c => c.Length > 0))
            yield return way with { Within = new Way { Css = css } };
        yield return way;
    }

    private static bool IsTwo(IElement element) =>
        (element.LocalName == "input" ? element.GetAttribute("value") : PageText.Of(element))?.Trim() == "2" && element.QuerySelector("a, button") is null;

    /// <summary>What holds the numbers: little else, the first page among them, and each number after the one before.</summary>
    private static IElement? Pager(IElement two)
    {
        var at = two.ParentElement;
        for (var levels = 0; at is not null && levels < Farthest; at = at.ParentElement, levels++)
        {
            if (PageText.Of(at).Length > LongestPager || at.LocalName is "body" or "form")
                return null;
            var numbers = at.Descendants<IText>().Select(t => t.Data.Trim(' ', '\u00a0', '\t', '\r', '\n', '[', ']')).Where(t => Number().IsMatch(t))
                .Select(t => int.Parse(t, CultureInfo.InvariantCulture)).ToList();
            var first = numbers.IndexOf(1);
            if (first < 0 || numbers.Count < first + 2)
                continue;
            // A month is a row of numbers too.
            return numbers[first + 1] == 2 && !numbers.Skip(first).Take(25).SequenceEqual(Enumerable.Range(1, 25)) ? at : null;
        }

        return null;
    }

    [GeneratedRegex(@"^\d{1,4}$")]
    private static partial Regex Number();
}
