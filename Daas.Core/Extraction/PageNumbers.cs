using System.Globalization;
using System.Text.RegularExpressions;

namespace Daas.Core.Extraction;

/// <summary>What a page says about paging, such as <c>第2页/共44页</c>.</summary>
internal readonly record struct PageNumbers(int? Page, int? Pages, int? Total)
{
    /// <summary>The numbers of the first text that the pattern matches; none without pattern or match.</summary>
    public static PageNumbers In(Regex? shown, IEnumerable<string> texts)
    {
        if (shown is null)
            return default;
        try
        {
            foreach (var text in texts)
            {
                if (shown.Match(text) is { Success: true } match)
                    return new PageNumbers(Number(match.Groups["page"]), Number(match.Groups["pages"]), Number(match.Groups["total"]));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return default;
        }

        return default;
    }

    private static int? Number(Group group) =>
        group.Success && Values.Numbers.Read(group.Value) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;
}
