using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Learns what a list says when it has no rows: only from a page that was seen so, never guessed.</summary>
internal static partial class EmptySigns
{
    private const int LongestSign = 60;

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

        return output;
    }

    private static TextMatch Literal(string words) => words.Replace("${", "\\${", StringComparison.Ordinal);

    [GeneratedRegex(@"没有|暂无|未找到|未查询到|未查到|查无|无数据|无记录|无结果|^无$|共 ?0 ?[条行个]|为空|不存在|\bno\b.*\b(data|records?|results?|entries|rows|items|matches|match)\b|nothing|not found|no matching|\b0 (results?|records?|entries|items)\b|empty", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();
}
