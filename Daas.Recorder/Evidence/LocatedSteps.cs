using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Evidence;

/// <summary>The steps of a script that are done to an element, and in which deed of the recording each was done.</summary>
internal static class LocatedSteps
{
    /// <summary>Steps with what they find, also those inside windows, in order.</summary>
    public static IEnumerable<(Step Step, Locator Locator, Aim Aim)> In(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            if (step is Step.InWindow window)
            {
                foreach (var inner in In(window.Steps))
                    yield return inner;
                continue;
            }

            (Locator? locator, Aim aim) = step switch
            {
                Step.Fill fill => (fill.Field, Aim.Any),
                Step.Choose choose => (choose.Field, Aim.Any),
                Step.Check check => (check.Box, Aim.Any),
                Step.Upload upload => (upload.Field, Aim.Any),
                Step.Press press => (press.In, Aim.Any),
                Step.Click click => (click.Target, Aim.Click),
                Step.Hover hover => (hover.Target, Aim.Click),
                Step.Download download => (download.Target, Aim.Click),
                Step.Read read => (read.Target, Aim.Read),
                _ => ((Locator?)null, Aim.Any),
            };
            if (locator is not null)
                yield return (step, locator, aim);
        }
    }

    /// <summary>
    /// For each such step the deed whose element its locator finds; a step that several deeds made (choosing in what only looks like a list) goes with the
    /// first of
    /// them on whose page it finds anything. Steps that are found nowhere are left out.
    /// </summary>
    /// <param name="steps">Of the draft.</param>
    /// <param name="deeds">Of the recording, in order.</param>
    /// <param name="values">What references stand for.</param>
    public static IEnumerable<DoneStep> Done(IEnumerable<Step> steps, IReadOnlyList<Deed> deeds, TemplateValues values)
    {
        var from = 0;
        foreach (var (step, locator, aim) in In(steps))
        {
            DoneStep? perhaps = null;
            for (var i = from; i < deeds.Count; i++)
            {
                if (deeds[i] is not { Before: { } page } deed
                    || Locating.Find(locator, page, values, aim, told: false) is not { Failed: false, Value.Element: var found })
                    continue;
                if (deed.Element is { } element && Same(found, element))
                {
                    perhaps = new DoneStep(step, locator, aim, deed, found, deed.Action.Target?.Id);
                    from = i + 1;
                    break;
                }

                perhaps ??= new DoneStep(step, locator, aim, deed, found, null);
            }

            if (perhaps is not null)
                yield return perhaps;
        }
    }

    /// <summary>True when the element is the marked one, or one around or inside it.</summary>
    public static bool IsMarked(IElement element, string? mark) =>
        mark is null || element.GetAttribute(ElementMark.Attribute) == mark || element.QuerySelector($"[{ElementMark.Attribute}=\"{mark}\"]") is not null
        || element.Closest($"[{ElementMark.Attribute}=\"{mark}\"]") is not null;

    // A radio button stands for its group.
    private static bool Same(IElement found, IElement element) =>
        found == element || found.Contains(element) || element.Contains(found)
        || (Controls.TypeOf(found) == "radio" && found.GetAttribute("name") is { } name && element.GetAttribute("name") == name);
}

/// <summary>A step that was done.</summary>
/// <param name="Step">The step.</param>
/// <param name="Locator">Of its element.</param>
/// <param name="Aim">What it is for.</param>
/// <param name="Deed">What was done.</param>
/// <param name="Element">The element, in the page before the deed.</param>
/// <param name="Mark">By which that page marks it; null when it marks another one.</param>
internal sealed record DoneStep(Step Step, Locator Locator, Aim Aim, Deed Deed, IElement Element, string? Mark);
