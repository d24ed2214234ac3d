using AngleSharp.Dom;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting;

/// <summary>Radio buttons of one name: one field to a person.</summary>
internal static class RadioGroup
{
    public static IReadOnlyList<IElement> Of(IElement radio) => radio.GetAttribute("name") is { Length: > 0 } name
        ? [.. (radio.Closest("form") ?? (IParentNode)radio.Owner!).QuerySelectorAll("input[type=radio]").Where(r => r.GetAttribute("name") == name)]
        : [radio];

    public static List<string> Words(IElement radio, LocatorChoice choice) => [.. Of(radio).Select(choice.WordsOf)];

    /// <summary>What the whole group is called; empty when nothing says so.</summary>
    public static string Label(IElement radio)
    {
        var first = Of(radio)[0];
        if (first.Closest("fieldset")?.QuerySelector("legend") is { } legend)
            return Spoken.Label(PageText.Of(legend));
        for (var at = first; at is not null && at.LocalName is not ("form" or "body"); at = at.ParentElement)
        {
            if (at.LocalName is "td" or "dd" or "div" or "span" or "p" && at.PreviousElementSibling is { } before
                && !PageParts.ControlsIn(before).Any() && !PageParts.IsControl(before) && Spoken.Label(PageText.Of(before)) is { Length: > 0 and < 20 } words)
                return words;
            if (at.LocalName is "td" or "dd")
                break;
        }

        return "";
    }

    /// <summary>Any of the group leads to the one that is wanted.</summary>
    public static Locator? Locator(IElement radio)
    {
        var name = radio.GetAttribute("name");
        var ways = new List<Way>();
        if (Label(radio) is { Length: > 0 } label && !Generated.IsData(label))
            ways.Add(new Way { Label = label.Replace("${", "\\${", StringComparison.Ordinal) });
        if (name is { Length: > 0 } && !Generated.IsName(name))
            ways.Add(new Way { Css = $"input[type=radio][name=\"{name}\"]", Nth = 1 });
        return ways.Count == 0 ? null : new Locator(ways);
    }
}
