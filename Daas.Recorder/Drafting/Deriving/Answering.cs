using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Recorder.Evidence;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>Which exchange brought what an operation answers: the one whose answer, as it came, gives what the page gave.</summary>
/// <param name="shown">The demonstration.</param>
/// <param name="trace">Its exchanges.</param>
/// <param name="values">What references stand for.</param>
internal sealed partial class Answering(Demonstration shown, Trace trace, TemplateValues values)
{
    /// <param name="operation">A pull.</param>
    /// <param name="deeds">What was done for it, without paging.</param>
    /// <exception cref="Underivable">No answer has it.</exception>
    public Traced OfPull(Operation operation, IReadOnlyList<Deed> deeds)
    {
        var output = operation.Output ?? throw new Underivable("the operation answers nothing");
        var last = deeds.Count > 0 ? deeds[^1].Action.Index : -1;
        var candidates = trace.All.Where(t => (t.Exchange.Action ?? -1) <= last && t.Exchange.Status is >= 200 and < 300).Reverse().ToList();
        if (output.File || output.Rows is RowSource.File)
            return OfFile(deeds, candidates);
        if (new AnswerDraft(shown, null, new Notes()).Page(deeds[^1]) is not { } page)
            throw new Underivable("the page with the answer was not kept");
        var wanted = AnswerReading.Of(output, page, values);
        if (wanted.Failed)
            throw new Underivable($"the recorded page does not give the answer: {wanted.Error.Message}");
        return candidates.Find(t => Gives(output, t, wanted.Value.Rows))
            ?? throw new Underivable("no answer of the system has what the page shows: the page's own script makes it");
    }

    /// <param name="operation">A push.</param>
    /// <param name="commit">What was done to save.</param>
    /// <param name="givens">What was put into controls.</param>
    /// <exception cref="Underivable">Nothing was sent, or what tells that it was saved is not in an answer.</exception>
    public Traced OfPush(Operation operation, Deed commit, IReadOnlyList<Given> givens)
    {
        var sent = trace.All.Where(t => t.Exchange.Action == commit.Action.Index && t.Exchange.Status > 0).ToList();
        var writing = sent.Where(t => !t.Sent.IsGet).ToList();
        var saving = (writing.Count > 0 ? writing : sent).OrderByDescending(t => givens.Count(g => Carries(t, g))).FirstOrDefault()
            ?? throw new Underivable($"'{commit.Words}' sent nothing");
        var landing = trace.All.LastOrDefault(t => t.From is not null && IsOf(t, saving)) ?? saving;
        if (operation.Applied is { } applied && !new[] { landing, saving }.Any(t => SignReader.Find(applied, View(t), values) is not null))
            throw new Underivable($"no answer to {saving.Asks} shows that it was saved ({applied}): the page's own script says so");
        return saving;
    }

    private static bool IsOf(Traced one, Traced head) => one.From is { } from && (from == head || IsOf(from, head));

    private static bool Carries(Traced one, Given given) =>
        one.Sent.All.Any(f => f.Value.Length > 0 && (f.Value == given.Words || f.Value == given.Sent)) || (given.Words.Length > 1 && one.Sent.Json.Contains(given.Words, StringComparison.Ordinal));

    private static Traced OfFile(IReadOnlyList<Deed> deeds, IReadOnlyList<Traced> candidates)
    {
        var file = deeds.SelectMany(d => d.Action.Signals).OfType<RecordedSignal.Downloaded>().LastOrDefault()?.File;
        return candidates.FirstOrDefault(t => file is not null && t.Exchange.Body.Length > 0 && t.Exchange.Body.AsSpan().SequenceEqual(file.Bytes))
            ?? candidates.FirstOrDefault(t => t.Exchange.Action == deeds[^1].Action.Index && t.Exchange.Header("content-disposition") is not null)
            ?? throw new Underivable("the file came in no answer that was recorded: the page's own script makes it");
    }

    private static bool Gives(Output output, Traced traced, IReadOnlyList<Row> wanted)
    {
        var view = View(traced);
        if (view.Frames.Count == 0 && view.Json.Count == 0)
            return false;
        if (output is { Rows: RowSource.Json } or { Record.Json: not null } && view.Json.Count == 0)
            return false;
        var read = AnswerReading.Of(output, view, new TemplateValues());
        return !read.Failed && read.Value.Rows.SequenceEqual(wanted);
    }

    /// <summary>What a plain request sees of an answer.</summary>
    public static PageView View(Traced traced) => new()
    {
        Url = traced.Exchange.Url,
        Title = traced.Page?.Document.Title ?? "",
        Status = traced.Exchange.Status,
        Frames = traced.Page is { } page ? [page] : [new FrameView(traced.Exchange.Url, "", "")],
        Json = traced.Json is { } json ? [json] : [],
        Dialogs = [.. (traced.Page?.Document.Scripts ?? Enumerable.Empty<AngleSharp.Html.Dom.IHtmlScriptElement>()).SelectMany(s => Alert().Matches(s.TextContent))
            .Select(m => Regex.Unescape(m.Groups["text"].Value))],
    };

    [GeneratedRegex(@"\balert\(\s*(?<quote>['""])(?<text>(?:(?!\k<quote>).)*)\k<quote>")]
    private static partial Regex Alert();
}
