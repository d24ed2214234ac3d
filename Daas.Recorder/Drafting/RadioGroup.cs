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

    /// <summary>The radio button that nobody sees, in place of which an element is drawn; null when there is none.</summary>
    public static IElement? Behind(IElement drawn)
    {
        IElement? at = drawn;
        for (var depth = 0; at is not null && depth < 3; at = at.ParentElement, depth++)
        {
            if (at.PreviousElementSibling is { } before && IsHiddenRadio(before))
                return before;
            if (at.QuerySelectorAll("input[type=radio]").Take(2).ToList() is [var inner])
                return IsHiddenRadio(inner) ? inner : null;
        }

        return null;
    }

    /// <summary>What is written on that which is drawn in place of each button of the group.</summary>
    public static IReadOnlyList<string> Drawn(IElement radio) =>
        [.. Of(radio).Select(r => Spoken.Of(PageText.Of(r.NextElementSibling is { } next && PageText.IsShown(next) ? next : r.Closest("label") ?? r)))
            .Where(w => w.Length > 0).Distinct()];

    private static bool IsHiddenRadio(IElement element) => element.LocalName == "input" && Controls.TypeOf(element) == "radio" && !PageText.IsShown(element);

    public static List<string> Words(IElement radio, LocatorChoice choice) => [.. Of(radio).Select(choice.WordsOf)];

    /// <summary>What the whole group is called; empty when nothing says so.</summary>
    public static string Label(IElement radio)
    {
        var all = Of(radio);
        var first = all[0];
        if (first.Closest("fieldset")?.QuerySelector("legend") is { } legend)
            return Spoken.Label(PageText.Of(legend));
        for (var at = first; at is not null && at.LocalName is not ("form" or "body"); at = at.ParentElement)
        {
            // Words over some of them are not what all are called.
            if (at.LocalName is "td" or "dd" or "div" or "span" or "p" && all.All(at.Contains) && at.PreviousElementSibling is { } before
                && !PageParts.ControlsIn(before).Any() && !PageParts.IsControl(before) && Spoken.Label(PageText.Of(before)) is { Length: > 0 and < 20 } words)
                return words;
            if (at.LocalName is "td" or "dd" && all.All(at.Contains))
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
            ways.Add(new Way { Label = Template.Escape(label) });
        if (name is { Length: > 0 } && !Generated.IsName(name))
            ways.Add(new Way { Css = $"input[type=radio][name=\"{name}\"]", Nth = 1 });
        return ways.Count == 0 ? null : new Locator(ways);
    }
}
