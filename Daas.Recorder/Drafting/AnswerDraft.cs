using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
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

    public static Doubt NoEmpty { get; } = new("output.empty",
        "what does the list show when nothing is found? It was not shown; until it is said, an empty list is an error.", [], false);

    /// <summary>Without what was done only to look at further pages of the answer.</summary>
    public static IReadOnlyList<Deed> WithoutPaging(IReadOnlyList<Deed> deeds)
    {
        var count = deeds.Count;
        while (count > 1 && deeds[count - 1] is { Action: RecordedAction.Click } last && last.Signal<RecordedSignal.Downloaded>() is null
            && IsPaging(last) && (count < deeds.Count || NextPage().IsMatch(Bare(last.Words)) || IsNext(last)))
            count--;
        return [.. deeds.Take(count)];
    }

    /// <summary>Without the arrows and brackets that stand beside the words.</summary>
    private static string Bare(string words) => words.Trim([.. " >›»→«‹<←[]()"]) is { Length: > 0 } bare ? bare : words;

    private static bool IsPaging(Deed deed) =>
        Further().IsMatch(Bare(deed.Words)) || IsNext(deed)
        || (deed is { Element: { } element, Before: { } page } && PagerStrip.Of(page) is { } strip && strip.Holds(element));

    /// <summary>Told by its place or its picture, whatever its words.</summary>
    private static bool IsNext(Deed deed) => deed is { Element: { } element, Before: { } page }
        && ((PagerStrip.Of(page)?.Next is { } next && (next.Contains(element) || element.Contains(next)))
            || (deed.Words.Length == 0 && new[] { element }.Concat(element.QuerySelectorAll("*")).Any(e => NextName().IsMatch($"{e.Id} {e.ClassName}"))));

    /// <summary>The page on which the answer is; null when there was none.</summary>
    public PageView? Page(Deed last)
    {
        if (last.Signal<RecordedSignal.Popup>() is { } popup && shown.Recording.Pages.LastOrDefault(p => p.Window == popup.Window) is { } page)
            return shown.View(page.Id);
        // What was there before is not the answer of something that asked the system.
        return last.After ?? (last.Action.Exchanges.Count == 0 ? last.Before : null);
    }

    /// <param name="deeds">Of the operation, without paging.</param>
    /// <param name="paging">What was done after them to look at further pages.</param>
    public Output? Make(IReadOnlyList<Deed> deeds, IReadOnlyList<Deed> paging)
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
            notes.Ask("output", $"the answer that was found does not hold everything that was pointed at ({string.Join(", ", picks.Select(p => p.Length > 40 ? p[..40] + "…" : p))}); point at a cell or a field", true);
        if (picks.Count == 0 && proposals is [_, var next, ..] && next.Score > best.Score * 0.8 && Telling(next.Output) != Telling(best.Output))
            notes.Ask("output", $"which is the answer: {Telling(best.Output)} or {Telling(next.Output)}?", false, Telling(best.Output), Telling(next.Output));
        notes.Story.Add($"Answer: {Telling(best.Output)}; {best.Rows.Count} {(best.Rows.Count == 1 ? "row" : "rows")} on the recorded page.");
        var turn = paging.Count > 0 ? Clicked(paging[0]) : null;
        var output = best.Output.Rows is null ? Own(best.Output, page, others) : Paged(best.Output, turn);
        if (output.Rows is not null && output.Next != best.Output.Next)
            notes.Because("output", $"'{paging[0].Words}' was clicked to see the next page");
        if (output.Rows is not null)
            Paging(output, best.Rows, paging);
        Offer(best, output, proposals.Skip(1), turn);
        return output;
    }

    private static Output Paged(Output output, Locator? next) => output with { Next = output.Next ?? (output.Paging.Open is null ? next : null) };

    /// <summary>What a person may choose in place of what the draft does.</summary>
    private void Offer(OutputProposal best, Output output, IEnumerable<OutputProposal> others, Locator? next)
    {
        var kept = output.Fields.Select(f => best.Output.Fields.ToList().FindIndex(o => o.Name == f.Name)).ToList();
        notes.Answers.Add(best with { Output = output, Rows = [.. best.Rows.Select(r => new Row([.. kept.Select(i => r.Values[i])]))] });
        notes.Answers.AddRange(others.Select(o => o.Output.Rows is null ? o : o with { Output = Paged(o.Output, next) })
            .DistinctBy(o => o.Signature).Where(o => o.Signature != notes.Answers[0].Signature));
    }

    /// <summary>Without what other pages say in the same words: a notice, the name of who is signed in.</summary>
    private Output Own(Output output, PageView page, List<PageView> others)
    {
        var kept = output.Fields.Where(f => !IsFrame(f)).ToList();
        if (output.Record?.Json is not null || kept.Count < 2 || kept.Count == output.Fields.Count)
            return output;
        notes.Because("output", $"{string.Join(", ", output.Fields.Except(kept).Select(f => f.Title ?? f.Name))} is on other pages as it is on this one");
        return output with { Fields = kept };

        bool IsFrame(Field field)
        {
            var only = output with { Fields = [field], Record = new RecordSource() };
            return OutputGuess.Read(only, page, 1) is [var own] && others.Where(p => p.Url.AbsolutePath + p.Url.Query != page.Url.AbsolutePath + page.Url.Query)
                .DistinctBy(p => p.Url).Count(p => OutputGuess.Read(only, p, 1) is [var row] && row.Equals(own)) > 1;
        }
    }

    /// <summary>What was clicked to come to the next page.</summary>
    private static Locator? Clicked(Deed turn)
    {
        if (turn is not { Element: { } element, Choice: { } choice, Before: { } page })
            return null;
        return int.TryParse(turn.Words, out _) && PagerStrip.Of(page) is { } strip ? PagingSigns.Numbers(strip)
            : choice.Clicked(element, turn.Action.Target)?.Locator;
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
            return OutputFinder.Find(page, picks, others, isPointed: true);
        var narrow = OutputFinder.Find(page with { Frames = changed }, picks, others, isPointed: true).Where(p => Same(p, page)).ToList();
        if (narrow.Count > 0 && narrow[0].Picked >= picks.Distinct().Count())
            return narrow;
        var wide = OutputFinder.Find(page, picks, others, isPointed: true);
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

    private void Paging(Output output, IReadOnlyList<Row> first, IReadOnlyList<Deed> paging)
    {
        if (paging.Count > 0 && output is { Next: null, Paging.Open: null })
            notes.Ask("output.next", $"how is the next page reached? '{paging[0].Words}' was clicked, and could not be found again on the recorded page.", true);
        else if (paging.Count > 0 && paging[0].After is { } after && Extractor.Rows(output, after, first.Count + 1) is { Failed: false } read
            && read.Value.Rows.Take(first.Count).SequenceEqual(first))
            notes.Ask("output.next", $"does '{paging[0].Words}' lead to the next page? The rows stayed the same after it.", false, "yes", "no");
        notes.Story.Add(output.Next is { } next ? $"Paging: the next page is behind {next}." : output.Paging.Open is { } open
            ? $"Paging: page by page at {open}." : "Paging: one page; nothing leads to a next one.");
        if (output.Empty is null && output.Rows is not RowSource.Json { Total: not null })
            notes.Doubts.Add(NoEmpty);
    }

    internal static string Telling(Output output)
    {
        var fields = string.Join(", ", output.Fields.Take(8).Select(f => f.Title ?? f.Column ?? f.Label ?? f.Name));
        return $"{(output.Rows is null ? "one record" : "a list")} with {fields}{(output.Fields.Count > 8 ? " …" : "")}";
    }

    [GeneratedRegex(@"(^|[\s_-])(page[_-]?)?next([\s_-]|$)|pagination-next|seek-next|pgNext|nextpage", RegexOptions.IgnoreCase)]
    private static partial Regex NextName();

    [GeneratedRegex(@"^(下一?页|后一?页|末页|尾页|最后一?页|首页|第一页|上一?页|前一?页|next.*|prev.*|last|first|[>»›<«‹]+|\d{1,4}|…|\.\.\.)$", RegexOptions.IgnoreCase)]
    private static partial Regex Further();

    [GeneratedRegex(@"^(下一?页|后一?页|末页|尾页|最后一?页|next.*|[>»›]+|[2-9]|上一?页|首页)$", RegexOptions.IgnoreCase)]
    private static partial Regex NextPage();
}
