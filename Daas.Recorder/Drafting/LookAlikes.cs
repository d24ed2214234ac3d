using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>
/// Lists and calendars that a script draws under a field: to a person a click on the field and one on an option are one choice, and clicks that pick a day
/// are one entry of that day.
/// </summary>
internal static partial class LookAlikes
{
    private const int LongestOption = 40;
    private const int MostLevels = 3;
    private const int MostClicks = 30;

    /// <param name="all">Everything that was done, the clicks that only open something among it.</param>
    public static List<Deed> AsChoices(IReadOnlyList<Deed> all)
    {
        var made = new List<Deed>();
        for (var i = 0; i < all.Count; i++)
        {
            var next = i + 1 < all.Count ? all[i + 1] : null;
            if (Day(all, i, out var last) is { } day)
            {
                made.Add(day);
                i = last;
            }
            else if (made is [.., var opener] && Choice(opener, all[i], next) is { } choice)
            {
                made[^1] = choice;
            }
            else
            {
                if (made is [.., { Action: RecordedAction.Fill { Secret: false, Text: { } typed } fill } search] && Suggested(search, all[i], next) is { } words
                    && words != typed && words.Contains(typed, StringComparison.OrdinalIgnoreCase))
                    made[^1] = search with { Action = fill with { Text = words } };
                made.Add(all[i]);
            }
        }

        return made;
    }

    /// <summary>The entry that was clicked under a field after part of it was typed, and came into that field; null when it is none.</summary>
    private static string? Suggested(Deed search, Deed option, Deed? next) =>
        search.Element is { } field && option is { Action: RecordedAction.Click { Signals.Count: 0 }, Element: { } entry } && !PageParts.IsControl(entry)
        && option.Action.Window == search.Action.Window && option.Words.Length is > 0 and <= LongestOption
        && new[] { option.After, next?.Before }.OfType<PageView>().Any(p => Twin(p, field) is { } now && Spoken.Of(Names.ValueOf(now)) == option.Words)
            ? option.Words : null;

    /// <summary>Clicks from opening a calendar to the day in it, as the day that came into the field; null when they are none.</summary>
    /// <param name="all">Everything that was done.</param>
    /// <param name="first">Where they may begin.</param>
    /// <param name="last">Where they end.</param>
    private static Deed? Day(IReadOnlyList<Deed> all, int first, out int last)
    {
        last = first;
        if (all[first] is not { Action: RecordedAction.Click { Signals.Count: 0 }, Element: { } opened, Before: { } page, Choice: { } choice } opener)
            return null;
        for (var i = first + 1; i < all.Count && i <= first + MostClicks && IsInCalendar(all[i], opener); i++)
        {
            foreach (var after in new[] { all[i].After, i + 1 < all.Count ? all[i + 1].Before : null }.OfType<PageView>())
            {
                var filled = after.Frames.SelectMany(f => f.Document.QuerySelectorAll("input")).FirstOrDefault(f => PageText.IsShown(f)
                    && Date().IsMatch(Names.ValueOf(f)) && Twin(page, f) is { } own && Names.ValueOf(own) != Names.ValueOf(f) && IsOf(opened, own));
                if (filled is null)
                    continue;
                last = i;
                while (last + 1 < all.Count && IsInCalendar(all[last + 1], opener) && Closing().IsMatch(all[last + 1].Words))
                    last++;
                var action = all[last].Action;
                return new Deed(
                    new RecordedAction.Fill(Names.ValueOf(filled), false, false)
                    {
                        Index = action.Index,
                        At = action.At,
                        Window = action.Window,
                        Target = ReferenceEquals(opened, Twin(page, filled)) ? opener.Action.Target : null,
                        Before = opener.Action.Before,
                        After = action.After,
                    },
                    Twin(page, filled),
                    choice)
                {
                    Before = page,
                    After = all[last].After,
                };
            }
        }

        return null;
    }

    /// <summary>A click, or a choice of a month, on what was not there before the calendar was opened.</summary>
    private static bool IsInCalendar(Deed deed, Deed opener) =>
        deed is { Action: RecordedAction.Click or RecordedAction.Choose, Element: { } element } && deed.Action.Signals.Count == 0 && deed.Action.Exchanges.Count == 0
        && deed.Action.Window == opener.Action.Window
        && opener.Before!.Frames.All(f => !f.Document.QuerySelectorAll(element.LocalName)
            .Any(e => PageText.IsShown(e) && SteadyCss.Path(e) == SteadyCss.Path(element) && PageText.Of(e) == PageText.Of(element)));

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
                if (Twin(page, filled) is not { } field || Spoken.Of(Names.ValueOf(field)) == option.Words || !IsOf(opened, field))
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

    /// <summary>The same field on another page.</summary>
    private static IElement? Twin(PageView page, IElement field)
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

    [GeneratedRegex(@"^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})( \d{1,2}:\d{2}(:\d{2})?)?$")]
    private static partial Regex Date();

    [GeneratedRegex("^(确定|确认|完成|关闭|ok|done|close|apply)$", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();
}
