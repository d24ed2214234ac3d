using System.Text.RegularExpressions;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Selenium;

/// <summary>The locators of a command: its target and the alternatives that the recorder kept, <c>strategy=value</c> each.</summary>
internal static partial class SideTargets
{
    public static IReadOnlyList<ToldWay> Of(JsonPlace command, bool isClicked)
    {
        var ways = new List<ToldWay>();
        ways.AddRange(One(command.NeedText("target"), isClicked));
        foreach (var alternative in command.Items("targets"))
        {
            if (alternative.Element.ValueKind == System.Text.Json.JsonValueKind.Array && alternative.Items() is [var locator, ..])
                ways.AddRange(One(locator.Text(), isClicked));
        }

        return ways.Count > 0 ? [.. ways.Distinct().OrderBy(Rank)] : throw new ImportException($"{command.Path}.target names no element");
    }

    private static IEnumerable<ToldWay> One(string target, bool isClicked)
    {
        target = target.Trim();
        if (target.StartsWith('/') || target.StartsWith("(/", StringComparison.Ordinal))
            target = "xpath=" + target;
        var at = target.IndexOf('=', StringComparison.Ordinal);
        var (strategy, value) = at > 0 && Strategy().IsMatch(target[..at]) ? (target[..at].ToLowerInvariant(), target[(at + 1)..].Trim())
            : ("identifier", target);
        if (value.Length == 0)
            yield break;
        switch (strategy)
        {
            case "id":
                yield return new ToldWay("css", Plain().IsMatch(value) ? $"#{value}" : $"[id=\"{Quoted(value)}\"]");
                break;
            case "name":
                // Filters may follow: name=flavour value=chocolate.
                var parts = value.Split(" value=", 2);
                yield return new ToldWay("css", $"[name=\"{Quoted(parts[0])}\"]{(parts is [_, var v] ? $"[value=\"{Quoted(v)}\"]" : "")}");
                break;
            case "identifier":
                yield return new ToldWay("css", Plain().IsMatch(value) ? $"#{value}" : $"[id=\"{Quoted(value)}\"]");
                yield return new ToldWay("css", $"[name=\"{Quoted(value)}\"]");
                break;
            case "class":
                yield return new ToldWay("css", $".{value.Replace(' ', '.')}");
                break;
            case "css":
                yield return new ToldWay("css", value);
                break;
            case "link" or "linktext" or "partiallinktext":
                yield return new ToldWay("name", Exact().Replace(value, ""), "link");
                break;
            case "xpath":
                if (isClicked && Words().Match(value) is { Success: true } words)
                    yield return new ToldWay("name", words.Groups["words"].Value.Trim());
                yield return new ToldWay("xpath", value);
                break;
        }
    }

    private static int Rank(ToldWay way) => way.Key switch
    {
        "name" when way.Role is not null => 0,
        "name" => 1,
        "css" => 2,
        _ => 3,
    };

    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    [GeneratedRegex("^(id|name|css|xpath|link|linkText|partialLinkText|class|identifier|dom|ui|alt)$", RegexOptions.IgnoreCase)]
    private static partial Regex Strategy();

    [GeneratedRegex(@"^[A-Za-z_][\w-]*$")]
    private static partial Regex Plain();

    [GeneratedRegex("^(exact|glob):")]
    private static partial Regex Exact();

    [GeneratedRegex(@"\[(contains\((text\(\)|\.|normalize-space\(\.?\)),\s*|(text\(\)|\.)\s*=\s*)(?<q>['""])(?<words>[^'""]{1,60})\k<q>\)?\]\)?(\[\d+\])?$")]
    private static partial Regex Words();
}
