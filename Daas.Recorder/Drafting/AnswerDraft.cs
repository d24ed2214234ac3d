using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Recorder.Drafting.Outputs;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>What a pull answers: the file that was taken, or what the last page shows.</summary>
/// <param name="shown">The demonstration.</param>
/// <param name="second">The second one; null when there is none.</param>
/// <param name="notes">Takes what was thought.</param>
internal sealed partial class AnswerDraft(Demonstration shown, Demonstration? second, Notes notes)
{
    /// <summary>A proposal with less of the best one's score is not worth more for being new.</summary>
    private const double Substantial = 0.15;

    /// <summary>Without what was done only to look at further pages of the answer.</summary>
    public static IReadOnlyList<Deed> WithoutPaging(IReadOnlyList<Deed> deeds)
    {
        var count = deeds.Count;
        while (count > 1 && deeds[count - 1] is { Action: RecordedAction.Click } last && last.Signal<RecordedSignal.Downloaded>() is null
            && Further().IsMatch(last.Words)
            && (count < deeds.Count || NextPage().IsMatch(last.Words)))
            count--;
        return [.. deeds.Take(count)];
    }

    /// <summary>The page on which the answer is; null when there was none.</summary>
    public PageView? Page(Deed last)
    {
        if (last.Signal<RecordedSignal.Popup>() is { } popup && shown.Recording.Pages.LastOrDefault(p => p.Window == popup.Window) is { } page)
            return shown.View(page.Id);
        // What was there before is not the answer of something that asked the system.
        return last.After ?? (last.Action.Exchanges.Count == 0 ? last.Before : null);
    }

    /// <param name="deeds">Of the operation, without paging.</param>
    public Output? Make(IReadOnlyList<Deed> deeds)
    {
        if (deeds.Count == 0)
        {
            notes.Ask("output", "nothing was done after sign-in; what is the answer?", true);
            return null;
        }

        if (deeds[^1].Signal<RecordedSignal.Downloaded>() is { } download)
        {
            notes.Because("output", $"'{download.File.Name}' was downloaded by the last action");
            notes.Story.Add($"Answer: the file that is downloaded in the end ({download.File.Name}, {download.File.Bytes.Length} bytes when recorded).");
            return new Output { File = true };
        }

        if (Page(deeds[^1]) is not { } page)
        {
            return Kept(deeds);
        }

        var picks = shown.Recording.Picks.Concat(shown.Recording.Actions.Where(a => a is RecordedAction.Pick).Select(a => a.Target?.Text ?? ""))
            .Where(p => p.Length > 0).ToList();
        var others = shown.Recording.Pages.Select(p => shown.View(p.Id)).Concat(second?.Recording.Pages.Select(p => second.View(p.Id))
            ?? []).OfType<PageView>().Where(p => p != page).ToList();
        var proposals = Proposals(page, deeds[^1].Before, picks, others);
        if (proposals.Count == 0)
        {
            notes.Ask("output", "what is the answer? Nothing on the last page looks like a list or a record; point at a value of it.", true);
            return Unknown;
        }

        proposals = NewFirst(proposals, page, deeds[^1]);
        var best = proposals[0];
        foreach (var reason in best.Reasons)
            notes.Because("output", reason);
        foreach (var pick in picks.Where(_ => best.Picked < picks.Distinct().Count()).Take(1))
            notes.Ask("output", $"the answer that was found does not hold everything that was pointed at ({string.Join(", ", picks)})", true);
        if (picks.Count == 0 && proposals is [_, var next, ..] && next.Score > best.Score * 0.8)
            notes.Ask("output", $"which is the answer: {Telling(best.Output)} or {Telling(next.Output)}?", false, Telling(best.Output), Telling(next.Output));
        notes.Story.Add($"Answer: {Telling(best.Output)}; {best.Rows.Count} {(best.Rows.Count == 1 ? "row" : "rows")} on the recorded page.");
        if (best.Output.Rows is not null)
            Paging(best.Output);
        return best.Output;
    }

    /// <summary>Stands where a person has to say it: the script can be read, and answers with drift.</summary>
    private static Output Unknown => new()
    {
        Record = new RecordSource(),
        Fields = [new Field { Name = "answer", Label = SignWords.ToBeAnswered("output") }],
    };

    /// <summary>Without a page: what the source says was read in the end, or else a question.</summary>
    private Output Kept(IReadOnlyList<Deed> deeds)
    {
        var fields = deeds.SelectMany(d => d.Action.Signals).OfType<RecordedSignal.Seen>()
            .Where(s => s.As is not null).Select(s => (s.As, Css: s.Ways.FirstOrDefault(w => w.Key == "css")?.Words)).Where(s => s.Css is not null)
            .Select(s => new Field { Name = EnglishNames.Of(s.As!, s.As, "value"), Title = s.As, Css = s.Css }).DistinctBy(f => f.Name).ToList();
        if (fields.Count > 0)
        {
            notes.Because("output", "these texts were kept in the end");
            notes.Story.Add($"Answer: one record with {string.Join(", ", fields.Select(f => f.Title))}.");
        }
        else
        {
            notes.Ask("output", "what is the answer? The last page was not kept; say it in the script, or record the work with daas record.", true);
            return Unknown;
        }

        return new Output { Record = new RecordSource(), Fields = fields };
    }

    /// <summary>Frames that were there before the last action and stayed as they were hold no answer of it, unless all of them did.</summary>
    private static IReadOnlyList<OutputProposal> Proposals(PageView page, PageView? before, List<string> picks, List<PageView> others)
    {
        var changed = page.Frames.Where(f => before?.Frames.Any(old => old.Text == f.Text) != true).ToList();
        if (changed.Count == 0 || changed.Count == page.Frames.Count)
            return OutputFinder.Find(page, picks, others);
        var narrow = OutputFinder.Find(page with { Frames = changed }, picks, others).Where(p => Same(p, page)).ToList();
        var wide = OutputFinder.Find(page, picks, others);
        return narrow.Count == 0 || (wide is [var widest, ..] && widest.Picked > narrow[0].Picked) ? wide : narrow;
    }

    /// <summary>What the page showed before the last action already, the same rows of the same, is not what that action brought.</summary>
    private IReadOnlyList<OutputProposal> NewFirst(IReadOnlyList<OutputProposal> proposals, PageView page, Deed last)
    {
        if (proposals.Count < 2 || last.Before is not { } before
            || (OutcomeWords.IsSearching(last.Words) && (last.Element is null || ListRow.Of(last.Element) is null)))
            return proposals;
        var own = shown.Exchanges(last).Select(e => e.Text).ToHashSet(StringComparer.Ordinal);
        var brought = page with { Json = [.. page.Json.Where(j => own.Contains(j.Text))] };
        var fresh = proposals.Where(p => p.Picked == proposals[0].Picked && p.Score >= proposals[0].Score * Substantial && !IsOld(p)).ToList();
        return fresh.Count == 0 || fresh[0] == proposals[0] ? proposals : [.. fresh, .. proposals.Except(fresh)];

        bool IsOld(OutputProposal proposal) => proposal.Output is { Rows: RowSource.Json } or { Record.Json: not null }
            ? OutputGuess.Read(proposal.Output, brought, 1) is null
            : OutputGuess.Read(proposal.Output, before, proposal.Rows.Count + 1)?.Take(proposal.Rows.Count).SequenceEqual(proposal.Rows) == true;
    }

    /// <summary>What was found in some frames is read alike from all of them.</summary>
    private static bool Same(OutputProposal proposal, PageView page) => proposal.Output.Record is not null
        ? Extractor.Record(proposal.Output, page) is { Failed: false, Value: var row } && row.Equals(proposal.Rows[0])
        : Extractor.Rows(proposal.Output, page, proposal.Rows.Count + 1) is { Failed: false, Value: var rows }
            && rows.Rows.Take(proposal.Rows.Count).SequenceEqual(proposal.Rows);

    private void Paging(Output output)
    {
        notes.Story.Add(output.Next is { } next ? $"Paging: the next page is behind {next}." : output.Paging.Open is { } open
            ? $"Paging: page by page at {open}." : "Paging: one page; nothing leads to a next one.");
        if (output.Empty is null && output.Rows is not RowSource.Json { Total: not null })
            notes.Ask("output.empty", "what does the list show when nothing is found? It was not shown; until it is said, an empty list is an error.", false);
    }

    private static string Telling(Output output)
    {
        var fields = string.Join(", ", output.Fields.Take(8).Select(f => f.Title ?? f.Column ?? f.Label ?? f.Name));
        return $"{(output.Rows is null ? "one record" : "a list")} with {fields}{(output.Fields.Count > 8 ? " …" : "")}";
    }

    [GeneratedRegex(@"^(下一?页|后一?页|末页|尾页|最后一?页|首页|第一页|上一?页|前一?页|next.*|prev.*|last|first|[>»›<«‹]+|\d{1,4}|…|\.\.\.)$", RegexOptions.IgnoreCase)]
    private static partial Regex Further();

    [GeneratedRegex(@"^(下一?页|后一?页|末页|尾页|最后一?页|next.*|[>»›]+|[2-9]|上一?页|首页)$", RegexOptions.IgnoreCase)]
    private static partial Regex NextPage();
}
