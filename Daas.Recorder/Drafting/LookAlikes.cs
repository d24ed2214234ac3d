using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>Lists that a script draws under a field: to a person a click on the field and one on an option are one choice.</summary>
internal static class LookAlikes
{
    private const int LongestOption = 40;
    private const int MostLevels = 3;

    /// <param name="all">Everything that was done, the clicks that only open something among it.</param>
    public static List<Deed> AsChoices(IReadOnlyList<Deed> all)
    {
        var made = new List<Deed>();
        for (var i = 0; i < all.Count; i++)
        {
            if (made is [.., var opener] && Choice(opener, all[i], i + 1 < all.Count ? all[i + 1] : null) is { } choice)
                made[^1] = choice;
            else
                made.Add(all[i]);
        }

        return made;
    }

    private static Deed? Choice(Deed opener, Deed option, Deed? next)
    {
        if (opener is not { Action: RecordedAction.Click { Signals.Count: 0 }, Element: { } opened, Before: { } page, Choice: { } choice }
            || option is not { Action: RecordedAction.Click { Signals.Count: 0 }, Element: { } entry } || opener.Action.Window != option.Action.Window
            || PageParts.IsControl(entry) || PageParts.RoleOf(entry) == "option" || option.Words.Length is 0 or > LongestOption)
            return null;
        foreach (var after in new[] { option.After, next?.Before }.OfType<PageView>())
        {
            foreach (var filled in after.Frames.SelectMany(f => f.Document.QuerySelectorAll("input")).Where(f => IsFilled(f, option.Words)))
            {
                if (Before(page, filled) is not { } field || Spoken.Of(Names.ValueOf(field)) == option.Words || !IsOf(opened, field))
                    continue;
                return new Deed(
                    new RecordedAction.Choose(option.Words, null)
                    {
                        Index = option.Action.Index,
                        At = option.Action.At,
                        Window = option.Action.Window,
                        Target = ReferenceEquals(opened, field) ? opener.Action.Target : null,
                        Before = opener.Action.Before,
                        After = option.Action.After,
                        Exchanges = [.. opener.Action.Exchanges, .. option.Action.Exchanges],
                    },
                    field,
                    choice)
                {
                    Before = page,
                    After = option.After,
                    Options = [.. (entry.ParentElement?.Children ?? Enumerable.Empty<IElement>()).Where(e => e.LocalName == entry.LocalName)
                        .Select(e => Spoken.Of(PageText.Of(e)))],
                };
            }
        }

        return null;
    }

    private static bool IsFilled(IElement field, string words) =>
        PageParts.IsControl(field) && !PageParts.IsTick(field) && PageText.IsShown(field) && Spoken.Of(Names.ValueOf(field)) == words;

    /// <summary>The same field on an earlier page.</summary>
    private static IElement? Before(PageView page, IElement field)
    {
        var path = SteadyCss.Path(field);
        return page.Frames.SelectMany(f => f.Document.QuerySelectorAll("input"))
            .FirstOrDefault(e => e.Id == field.Id && e.GetAttribute("name") == field.GetAttribute("name") && SteadyCss.Path(e) == path);
    }

    /// <summary>The field itself, or what stands around it, such as its arrow, and belongs to no other field.</summary>
    private static bool IsOf(IElement opened, IElement field)
    {
        IElement? around = field;
        for (var level = 0; around is not null && level <= MostLevels; around = around.ParentElement, level++)
        {
            if (PageParts.ControlsIn(around).Count(PageText.IsShown) > 1)
                return false;
            if (around == opened || around.Contains(opened))
                return true;
        }

        return false;
    }
}
