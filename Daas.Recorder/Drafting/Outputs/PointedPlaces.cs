using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Recorder.Drafting.Outputs.Records;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Where on a page the texts are that a person pointed at.</summary>
internal static class PointedPlaces
{
    /// <summary>One element for each text that the page shows, in one frame; the likeliest place where a text is shown at several.</summary>
    /// <param name="page">The page that was pointed at.</param>
    /// <param name="picks">Folded texts.</param>
    /// <param name="reasons">Takes which of several places was taken, and why.</param>
    public static IReadOnlyList<(string Pick, IElement Element)> Of(PageView page, IReadOnlyList<string> picks, List<string> reasons)
    {
        var places = picks.Select(p => (Pick: p, All: All(page, p))).Where(p => p.All.Count > 0).OrderBy(p => p.All.Count).ToList();
        var chosen = new List<(string Pick, IElement Element)>();
        foreach (var (pick, all) in places)
        {
            var among = chosen.Count == 0 ? all : [.. all.Where(e => ReferenceEquals(e.Owner, chosen[0].Element.Owner))];
            if (among.Count == 0)
                continue;
            // What was pointed at together belongs together; what is read is in the page's body, not in its menus.
            var best = among.OrderByDescending(e => chosen.Count == 0 ? 0 : Together(e, chosen[0].Element)).ThenByDescending(ListMining.Place).First();
            chosen.Add((pick, best));
            if (all.Count > 1)
                reasons.Add($"'{pick}' stands at {all.Count} places of the page; the one at {CssPath.Of(best)} was taken, in the page's main part"
                    + (chosen.Count > 1 ? " and nearest to what else was pointed at" : ""));
        }

        return chosen;
    }

    private static List<IElement> All(PageView page, string pick)
    {
        var (whole, part) = (new List<IElement>(), new List<IElement>());
        foreach (var frame in page.Frames)
        {
            var walk = new NodeWalk();
            walk.Start(frame.Document);
            while (walk.Next())
            {
                if (walk.Leaving || walk.Node is not IElement element)
                    continue;
                if (Hiding.IsHidden(element) || element.LocalName is "option" or "title")
                {
                    walk.Skip();
                    continue;
                }

                var words = element is IHtmlInputElement { Type: not ("hidden" or "password") } field ? field.Value : element.TextContent;
                if (words.Length < pick.Length || !PageTexts.Fold(words).Contains(pick, StringComparison.OrdinalIgnoreCase))
                {
                    if (element is not IHtmlInputElement)
                        walk.Skip();
                    continue;
                }

                // The innermost element that says it all.
                if (element.Children.Any(c => PageTexts.Fold(c.TextContent).Contains(pick, StringComparison.OrdinalIgnoreCase)))
                    continue;
                (PageTexts.Fold(words).Equals(pick, StringComparison.OrdinalIgnoreCase) ? whole : part).Add(element);
            }
        }

        return whole.Count > 0 ? whole : part;
    }

    /// <summary>How deep the nearest element around both is.</summary>
    private static int Together(IElement one, IElement other)
    {
        IElement? around = one;
        while (around is not null && !around.Contains(other))
            around = around.ParentElement;
        var depth = 0;
        for (; around is not null; around = around.ParentElement)
            depth++;
        return depth;
    }
}
