using System.Text.RegularExpressions;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.DevTools;

/// <summary>
/// The selectors of a step: alternatives, each a text or a list of which the last is inside the shadow roots of those before. By prefix: <c>aria/</c>
/// (accessible name, with <c>[role="…"]</c>), <c>text/</c>, <c>xpath/</c>, <c>pierce/</c>, or CSS.
/// </summary>
internal static partial class Selectors
{
    /// <param name="step">The step.</param>
    /// <param name="isClicked">False: a field, whose name is its label.</param>
    public static IReadOnlyList<ToldWay> Of(JsonPlace step, bool isClicked)
    {
        var ways = new List<ToldWay>();
        foreach (var alternative in step.Need("selectors").Items())
        {
            var chain = alternative.Element.ValueKind == System.Text.Json.JsonValueKind.Array ? alternative.Items() : [alternative];
            if (chain is [.., var last] && One(last.Text(), isClicked) is { } way)
                ways.Add(way);
        }

        return ways.Count > 0 ? [.. ways.Distinct().OrderBy(Rank)] : throw new ImportException($"{step.Path}.selectors names no element");
    }

    private static ToldWay? One(string selector, bool isClicked)
    {
        if (selector.StartsWith("aria/", StringComparison.Ordinal))
        {
            var role = Role().Match(selector) is { Success: true } found ? found.Groups[1].Value : null;
            var name = Attribute().Replace(selector[5..], "").Trim();
            return name.Length == 0 ? null : isClicked ? new ToldWay("name", name, role is "generic" or "StaticText" or "none" ? null : role)
                : new ToldWay("label", name);
        }

        if (selector.StartsWith("text/", StringComparison.Ordinal))
            return isClicked && selector.Length is > 5 and < 65 ? new ToldWay("name", selector[5..].Trim()) : null;
        if (selector.StartsWith("xpath/", StringComparison.Ordinal))
            return new ToldWay("xpath", selector[6..]);
        var css = selector.StartsWith("pierce/", StringComparison.Ordinal) ? selector[7..] : selector;
        return css.Length == 0 || css.Contains(">>>", StringComparison.Ordinal) ? null : new ToldWay("css", css);
    }

    private static int Rank(ToldWay way) => way.Key switch
    {
        "label" or "name" when way.Role is not null => 0,
        "label" or "name" => 1,
        "css" => 2,
        _ => 3,
    };

    [GeneratedRegex(@"\[role=""([^""]+)""\]")]
    private static partial Regex Role();

    [GeneratedRegex(@"\[(role|name)=""[^""]*""\]")]
    private static partial Regex Attribute();
}
