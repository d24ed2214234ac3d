using Daas.Core.Extraction;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>
/// Understands what the answer of a page is: its main table, list, detail, or the JSON answer that carries the same values. Deterministic. Every
/// proposal has been read from the page by <see cref="Extractor"/>.
/// </summary>
public static class OutputFinder
{
    private const int MostRows = 50;

    /// <summary>All proposals, the likeliest first; empty when nothing on the page looks like an answer.</summary>
    /// <param name="page">The page that shows the answer.</param>
    /// <param name="picks">Texts that a person pointed at: what holds most of them comes first.</param>
    /// <param name="others">Further pages of the recording with the same list: one without rows shows the sign of emptiness.</param>
    /// <param name="isPointed">True: where nothing has all picks as values, the answer is built around them.</param>
    public static IReadOnlyList<OutputProposal> Find(
        PageView page, IReadOnlyList<string>? picks = null, IReadOnlyList<PageView>? others = null, bool isPointed = false)
    {
        var seen = PageTexts.Of(page);
        var tables = TableOutputs.In(page);
        var guesses = new List<OutputGuess>(tables);
        guesses.AddRange(JsonOutputs.In(page, seen, tables));
        guesses.AddRange(DetailOutputs.In(page));
        guesses.AddRange(BlockOutputs.In(page));
        var wanted = (picks ?? []).Select(PageTexts.Fold).Where(p => p.Length > 0).Distinct().ToList();
        var finished = guesses.Select(g => g.Finish(page, others ?? [], MostRows)).OfType<OutputGuess>().ToList();
        if (isPointed && wanted.Count > 0 && !finished.Exists(f => wanted.TrueForAll(f.HoldsWhole))
            && PointedOutputs.In(page, wanted, guesses)?.Finish(page, others ?? [], MostRows) is { } built)
            finished.Add(built);
        return [.. finished.OrderByDescending(f => wanted.Count(f.Holds)).ThenByDescending(f => isPointed ? wanted.Count(f.HoldsWhole) : 0)
            .ThenByDescending(f => f.Score).Select(f => new OutputProposal(f.Output, f.Rows, f.Score, wanted.Count(f.Holds), f.Reasons))];
    }
}
