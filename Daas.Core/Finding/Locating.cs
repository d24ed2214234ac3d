using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Core.Finding;

/// <summary>Finds one element by a locator in the frames of a page, with the meaning that the browser path gives it.</summary>
public static class Locating
{
    private static readonly bool[] WholeThenPart = [true, false];

    /// <param name="locator">What to find.</param>
    /// <param name="page">Where.</param>
    /// <param name="values">Of the locator's references.</param>
    /// <param name="aim">What it is for.</param>
    /// <param name="told">False: nobody reads why it is not there, and what is there instead need not be looked for.</param>
    /// <returns>Drift, with what was tried, when no way finds exactly one.</returns>
    public static Fallible<Found> Find(Locator locator, PageView page, TemplateValues values, Aim aim = Aim.Click, bool told = true)
    {
        var places = page.Frames.Where(IsShown).Select(frame => new Place(frame)).ToList();
        var tried = new List<string>();
        var known = 0;
        for (var i = 0; i < locator.Ways.Count; i++)
        {
            var way = locator.Ways[i];
            if (Wanted.Of(way, values) is not { } want)
            {
                tried.Add($"{way}: 0 found");
                continue;
            }

            known++;
            if (want.XPath is not null)
            {
                tried.Add($"{way}: xpath is not understood by the HTTP path, give another way");
                continue;
            }

            try
            {
                var hits = Hits(want, aim, places);
                if (hits is [var (element, place)])
                    return new Found(element, place.Frame, i);
                tried.Add($"{way}: {hits.Count} found");
            }
            catch (FormatException)
            {
                tried.Add($"{way}: not understood");
            }
        }

        if (known == 0)
            return new RunError(ErrorClass.AdapterBug, $"the locator {locator} refers to something that has no value in this call");
        if (!told)
            return new RunError(ErrorClass.Drift, "not found");
        var near = Nearby.Words(locator, values, places.Select(place => (place.Frame, place.Labels)), aim);
        var there = near.Count > 0 ? $"; nearest on the page: {string.Join(", ", near)}" : "";
        return new RunError(ErrorClass.Drift, $"{StepText.Describe(locator)} was not found ({string.Join("; ", tried)}){there}");
    }

    private static List<(IElement Element, Place Place)> Hits(Wanted want, Aim aim, List<Place> places)
    {
        if (want.Frame is { } inside)
            places = places.FindAll(place => Hits(inside with { Frame = null }, Aim.Any, [place]).Count > 0);
        List<(INode Scope, Place Place)> scopes = want.Within is not { } holder
            ? [.. places.Select(place => ((INode)place.Frame.Document, place))]
            : [.. places.SelectMany(place => Hits(holder, Aim.Any, [place]).Select(hit => ((INode)hit.Element, place)))];
        if (want.Within is not null && scopes.Count > 1)
            return [];
        foreach (var whole in want.Exact is { } exact ? [exact] : WholeThenPart)
        {
            var all = scopes.SelectMany(at => new Search(at.Scope, at.Place.Labels, aim, whole).Hits(want).Select(element => (element, at.Place))).ToList();
            var hits = all.FindAll(hit => PageText.IsShown(hit.element));
            // Hidden values are read, too.
            if (hits.Count == 0 && aim == Aim.Read)
                hits = all;
            if (hits.Count == 0)
                continue;
            return want.Nth is { } nth ? [.. hits.Skip(nth - 1).Take(1)] : hits;
        }

        return [];
    }

    private static bool IsShown(FrameView frame) => frame.Document.DocumentElement is { } root && !root.HasAttribute(FrameView.HiddenMark);

    private sealed class Place(FrameView frame)
    {
        public FrameView Frame => frame;

        public Labels Labels { get; } = new(frame);
    }
}
