using System.Text.RegularExpressions;
using Daas.Core.Steps;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Locators;

/// <summary>A locator of what the source of a recording told, where no page was kept to try it on.</summary>
internal static partial class ToldLocator
{
    private const int MostWays = 4;

    /// <param name="mark">What was recorded of the element.</param>
    /// <param name="named">Its words as a template, when they are a value of the call; null: they are the page's.</param>
    /// <returns>Null when nothing was told.</returns>
    public static ChosenLocator? Of(ElementMark mark, Template? named = null)
    {
        var told = mark.Ways.Where(w => w.Words.Length > 0).ToList();
        var steady = told.Where(IsSteady).ToList();
        var ways = (named is null ? steady.Count > 0 ? steady : told : told.Where(w => w.Key is "name" or "text"))
            .Select(w => Way(w, named)).Distinct().Take(MostWays).ToList();
        return ways.Count == 0 ? null
            : new ChosenLocator(new Locator(ways), mark.Text, steady.Exists(w => w.Key != "xpath"),
                new Fingerprint { Tag = mark.Tag, Attributes = mark.Attributes, Words = mark.Text, Path = mark.XPath });
    }

    private static Way Way(ToldWay told, Template? named)
    {
        var words = named ?? Template.Escape(told.Words);
        return told.Key switch
        {
            "label" => new Way { Label = words },
            "name" => new Way { Role = told.Role, Name = words },
            "text" => new Way { Text = words },
            "xpath" => new Way { XPath = words },
            "placeholder" => new Way { Placeholder = words },
            "title" => new Way { Title = words },
            _ => new Way { Css = words },
        };
    }

    private static bool IsSteady(ToldWay way) => way.Key switch
    {
        "css" => !Position().IsMatch(way.Words) && Names().Matches(way.Words).All(m => !Generated.IsName(m.Groups["name"].Value)),
        "xpath" => Quoted().Matches(way.Words).All(m => !Generated.IsName(m.Groups["name"].Value)),
        _ => !Generated.IsData(way.Words),
    };

    [GeneratedRegex(@":nth-|^(html|body)\b")]
    private static partial Regex Position();

    [GeneratedRegex(@"[#.](?<name>[\p{L}_][\w-]*)")]
    private static partial Regex Names();

    [GeneratedRegex(@"@(id|name|class)\s*=\s*['""](?<name>[^'""]*)['""]")]
    private static partial Regex Quoted();
}
