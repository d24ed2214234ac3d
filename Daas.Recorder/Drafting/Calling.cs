using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>A list that is no field but calls up fields: "add a filter". Having done that it shows what it showed before.</summary>
internal static class Calling
{
    /// <summary>What was done afterwards to the fields that a choice called up; empty for any other deed.</summary>
    /// <param name="deed">The choice.</param>
    /// <param name="all">In order.</param>
    public static IReadOnlyList<Deed> Of(Deed deed, IReadOnlyList<Deed> all)
    {
        if (deed is not { Action: RecordedAction.Choose choose, Element: IHtmlSelectElement select, Before: { } before, After: { } after }
            || before.Url.GetLeftPart(UriPartial.Path) != after.Url.GetLeftPart(UriPartial.Path)
            || Same(after, select).FirstOrDefault() is not IHtmlSelectElement then || Chosen(then) == choose.Words)
            return [];
        return [.. all.SkipWhile(d => d != deed).Skip(1).Where(d => d.Action is RecordedAction.Fill or RecordedAction.Choose or RecordedAction.Check
            && d.Element is { } field
            && Same(after, field).Any(PageText.IsShown) && !Same(before, field).Any(PageText.IsShown))];
    }

    private static string Chosen(IHtmlSelectElement select) =>
        Controls.Chosen(select) is [var option, ..] ? Spoken.Of(Controls.Text(option)) : "";

    private static IEnumerable<IElement> Same(PageView page, IElement field) => page.Frames.SelectMany(f => f.Document.QuerySelectorAll(field.LocalName))
        .Where(e => e.Id == field.Id && e.GetAttribute("name") == field.GetAttribute("name"));
}
