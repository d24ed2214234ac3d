using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Core.Steps;

namespace Daas.Core.Finding;

/// <summary>For the error: what is there instead, nearest words first.</summary>
internal static class Nearby
{
    private const int MostSeen = 400;
    private const int MostTold = 10;

    public static IReadOnlyList<string> Words(Locator locator, TemplateValues values, IEnumerable<(FrameView Frame, Labels Labels)> places, Aim aim)
    {
        var want = string.Concat(locator.Ways.Select(way => PageText.Fold((way.Label ?? way.Name ?? way.Text ?? way.Value)?.Fill(values))));
        var seen = new HashSet<string>();
        foreach (var (frame, labels) in places)
        {
            var candidates = aim == Aim.Read ? PageParts.ControlsIn(frame.Document) : Selectors.All(PageParts.Clickable, frame.Document);
            foreach (var element in candidates.Where(PageText.IsShown))
            {
                if (seen.Count > MostSeen)
                    break;
                if (Names.Of(element, labels).FirstOrDefault() is { Length: < 40 } words)
                    seen.Add(words);
            }
        }

        return [.. seen.OrderByDescending(words => words.Distinct().Count(want.Contains)).Take(MostTold)];
    }
}
