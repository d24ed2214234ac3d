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
    public static IReadOnlyList<OutputProposal> Find(PageView page, IReadOnlyList<string>? picks = null, IReadOnlyList<PageView>? others = null)
    {
        var seen = PageTexts.Of(page);
        var tables = TableOutputs.In(page);
        var guesses = new List<OutputGuess>(tables);
        guesses.AddRange(JsonOutputs.In(page, seen, tables));
        guesses.AddRange(DetailOutputs.In(page));
        guesses.AddRange(BlockOutputs.In(page));
        var wanted = (picks ?? []).Select(PageTexts.Fold).Where(p => p.Length > 0).Distinct().ToList();
        var proposals = new List<(OutputProposal Proposal, int Order)>();
        foreach (var guess in guesses)
        {
            if (guess.Finish(page, others ?? [], MostRows) is not { } done)
                continue;
            var picked = wanted.Count(done.Holds);
            proposals.Add((new OutputProposal(done.Output, done.Rows, done.Score, picked, done.Reasons), proposals.Count));
        }

        return [.. proposals.OrderByDescending(p => p.Proposal.Picked).ThenByDescending(p => p.Proposal.Score).ThenBy(p => p.Order).Select(p => p.Proposal)];
    }
}
