using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>What a list says when it has no rows: learned from a page that was seen so, else the words that are common for it.</summary>
internal static partial class EmptySigns
{
    private const int LongestSign = 60;
    private const int MostRows = 1000;

    /// <summary>Characters between the last header and the words under it.</summary>
    private const int Farthest = 80;

    private const string English =
        @"\bno (?!more\b)([a-z]+ ){0,3}(data|records?|results?|entries|rows|items|matches|found)\b|\bno [a-z]+ to (display|show)\b"
        + @"|\bnothing (found|to (display|show))\b|\b0 (records|results|entries|rows|items)\b|\bnot match any\b";

    /// <summary>A place of its own for having nothing.</summary>
    private const string NothingPlace =
        "[class*=nodata i],[class*=no-data i],[class*=norecord i],[class*=no-record i],[class*=noresult i],[class*=no-result i],[class*=empty i]";

    private const string Chinese =
        "(没有?|未能?)(查询?|找|检索|搜索?)到|(没有|暂?无|查无)(符合|满足|匹配|任何|相关|数据|记录|结果)|(数据|记录|结果|列表)为空|共 ?0 ?[条行个项件笔记]";

    public static Output Settle(Output output, PageView page, IReadOnlyList<PageView> others, List<string> reasons)
    {
        foreach (var other in others)
        {
            if (OutputGuess.Read(output, other, 1) is { Count: > 0 })
                continue;
            foreach (var line in other.Frames.SelectMany(f => f.Text.Split('\n')))
            {
                var words = PageTexts.Fold(line);
                if (words.Length is 0 or > LongestSign || !Nothing().IsMatch(words)
                    || page.Frames.Any(f => PageTexts.Fold(f.Text).Contains(words, StringComparison.Ordinal)))
                    continue;
                var sign = new Sign([new SignAlternative { Text = Literal(words) }]);
                if (Extractor.Rows(output with { Empty = sign }, other, 1) is { Failed: false, Value.EmptyShown: true })
                {
                    reasons.Add($"nothing found is told by '{words}', which a page without rows showed and this one does not");
                    return output with { Empty = sign };
                }
            }
        }

        return ByCount(ByCommonWords(output, page, reasons), page, reasons);
    }

    /// <summary>
    /// A page that tells how many rows there are tells in the same words that there are none. Only words that were seen on both sides of the count are sound
    /// enough for a page that shows no list at all.
    /// </summary>
    private static Output ByCount(Output output, PageView page, List<string> reasons)
    {
        if (output.Paging.Shown is not { } shown || shown.IndexOf(PagingSigns.Total, StringComparison.Ordinal) is not (> 0 and var at)
            || at + PagingSigns.Total.Length == shown.Length)
            return output;
        var nought = shown.Replace(PagingSigns.Total, @"(?<![-~\d.,])0(?![\d.,])", StringComparison.Ordinal).Replace("/", @"\/", StringComparison.Ordinal);
        var none = new SignAlternative { Text = $"/{nought}/" };
        if (!IsQuiet(output, none, page))
            return output;
        reasons.Add("a count of nought tells that nothing was found");
        return output with { Empty = new Sign([.. output.Empty?.AnyOf ?? [], none]) };
    }

    /// <summary>
    /// The usual words count only where the list itself is: in its own part of the page, or behind its headers. An error page that has such words has neither.
    /// </summary>
    private static Output ByCommonWords(Output output, PageView page, List<string> reasons)
    {
        var words = Words(page);
        var places = output.Rows switch
        {
            RowSource.Table table => OfTable(table, page, words),
            RowSource.Each { Within: { } within } => [new SignAlternative { Css = within, Is = $"/{words}/" }],
            RowSource.Json { Total: null } json => [new SignAlternative { Json = json.Path, Is = @"/^\[\s*\]$/", Text = $"/{words}/" }],
            _ => [],
        };
        if (output.Rows is RowSource.Table or RowSource.Each && !page.Frames.Any(f => Regex.IsMatch(f.Text, words)))
            places = [.. places, new SignAlternative { Css = NothingPlace, Is = $"/{words}/" }];
        var quiet = places.Where(p => IsQuiet(output, p, page)).ToList();
        if (quiet.Count == 0)
            return output;
        reasons.Add("an empty list was not shown; the usual words for one count, where the list is and nowhere else");
        return output with { Empty = new Sign(quiet) };
    }

    /// <summary>What shows that nothing was found in the list with these headers, from which a row was taken; null when nothing tells.</summary>
    /// <param name="headers">Its titles.</param>
    /// <param name="page">The page with that row.</param>
    /// <param name="later">What it led to.</param>
    public static Sign? OfRow(IReadOnlyList<string> headers, PageView page, PageView? later)
    {
        var found = headers.Count < 2 ? [] : OfTable(new RowSource.Table(headers), page, Words(page)).Where(s => !SignWords.Shows(new Sign([s]), page)
            && (later is null || !SignWords.Shows(new Sign([s]), later))).ToList();
        return found.Count == 0 ? null : new Sign(found);
    }

    private static string Words(PageView page) => $"(?i){(page.Frames.Any(f => f.Text.Any(IsChinese)) ? $"{Chinese}|{English}" : English)}";

    private static List<SignAlternative> OfTable(RowSource.Table table, PageView page, string words)
    {
        var heads = table.Headers.Select(h => Regex.Escape(PageTexts.Fold(h.Split('/')[^1])).Replace("\\ ", " ", StringComparison.Ordinal)).ToList();
        // First, second and last tell the list; more would only make the pattern longer.
        var behind = $"{string.Concat(heads.SkipLast(1).Take(2).Select(h => $"(?>.*?{h})"))}.*?{heads[^1]}";
        var found = new List<SignAlternative>();
        if (Place(table, page) is { } place)
            found.Add(new SignAlternative { Css = place, Is = $"/{words}/" });
        if (page.Frames.Any(f => Regex.IsMatch(f.Text.Replace('\n', ' '), $"^{behind}")))
            found.Add(new SignAlternative { Text = $"/^{behind}.{{0,{Farthest}}}?({words})/" });
        return found;
    }

    /// <summary>The table by a lasting name of its own or of a part of the page that holds it and no fields; null when it has none.</summary>
    private static string? Place(RowSource.Table source, PageView page)
    {
        if (source.Within is { } within)
            return within;
        foreach (var frame in page.Frames)
        {
            var table = frame.Document.QuerySelectorAll("table").LastOrDefault(t => source.Headers.All(h => t.TextContent.Contains(h, StringComparison.Ordinal)));
            for (IElement? at = table; at is not null && at.LocalName is not ("form" or "body"); at = at.ParentElement)
            {
                if (at.QuerySelector("input:not([type=hidden]):not([type=checkbox]), select, textarea") is not null && at != table)
                    break;
                if (CssPath.Short(at) is { } css)
                    return css;
            }
        }

        return null;
    }

    /// <summary>It does not show on a page with rows.</summary>
    private static bool IsQuiet(Output output, SignAlternative sign, PageView page) =>
        Extractor.Rows(output with { Empty = new Sign([sign]) }, page, MostRows) is { Failed: false, Value.Rows.Count: > 0 };

    private static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9fff';

    private static TextMatch Literal(string words) => Template.Escape(words);

    [GeneratedRegex(@"没有|暂无|未找到|未查询到|未查到|查无|无数据|无记录|无结果|^无$|共 ?0 ?[条行个]|为空|不存在|\bno\b.*\b(data|records?|results?|entries|rows|items|matches|match)\b|nothing|not found|no matching|\b0 (results?|records?|entries|items)\b|empty", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();
}
