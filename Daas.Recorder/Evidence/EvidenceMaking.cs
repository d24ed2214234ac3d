using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Recorder.Drafting;
using Daas.Recorder.Evidence.Redaction;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Evidence;

/// <summary>Makes the evidence of an operation from its recording. Deterministic: same recording, draft and key, same evidence.</summary>
public sealed partial class EvidenceMaking
{
    private const int MostAnswers = 8;

    private readonly Demonstration _shown;
    private readonly Draft _draft;
    private readonly Operation _operation;
    private readonly Redactor _redactor;
    private readonly List<PageView> _views = [];
    private readonly Dictionary<PageView, RecordedPage> _recorded = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _gaps = [];
    private readonly List<string> _missing = [];
    private readonly List<Deed> _signing;
    private readonly List<Deed> _doing;
    private readonly TemplateValues _values;
    private readonly List<(PageView View, AnswerReading Read)> _answers;

    private EvidenceMaking(Recording recording, Draft draft, Operation operation, byte[]? key)
    {
        _shown = new Demonstration(recording);
        _draft = draft;
        _operation = operation;
        foreach (var page in recording.Pages)
            _recorded[_shown.View(page.Id)!] = page;
        foreach (var view in _shown.Deeds.SelectMany(d => new[] { d.Before, d.After }).Concat(recording.Pages.Select(p => _shown.View(p.Id)))
            .OfType<PageView>())
        {
            if (!_views.Exists(v => ReferenceEquals(v, view)))
                _views.Add(view);
        }

        var count = new SignInDraft(_shown, new Notes()).Count();
        (_signing, _doing) = ([.. _shown.Deeds.Take(count)], [.. _shown.Deeds.Skip(count)]);
        _values = Values(operation, operation.Input.Where(i => i.Example is not null).ToDictionary(i => i.Name, i => i.Example!));
        _answers = [.. Answers()];
        var turning = new Turning(key ?? KeyOf(recording));
        var search = new PersonalSearch(_shown);
        var found = search.All(draft.Adapter, _answers.SelectMany(a => a.Read.Rows.Select(r => (operation.Output!, r))));
        _redactor = new Redactor(new PersonalValues(found, search.Kept, new Invention(turning)), new Tokens(search.Tokens, turning));
    }

    /// <param name="recording">The demonstration from which the draft was made.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="operation">Which of its operations.</param>
    /// <param name="key">
    /// Secret by which personal values become invented ones: with one key the same person is the same invented one in all recordings. Null: the
    /// recording itself is the secret, and the persons of another recording are others.
    /// </param>
    /// <returns>Null when the draft has no such operation.</returns>
    public static MadeEvidence? Make(Recording recording, Draft draft, string operation, byte[]? key = null) =>
        draft.Adapter.Find(operation) is { } drafted ? new EvidenceMaking(recording, draft, drafted, key).Make() : null;

    private MadeEvidence Make()
    {
        var redacted = Redacted(_draft.Adapter);
        var steps = Steps().ToList();
        var commit = _operation.Kind == OperationKind.Push ? _doing.Find(d => steps.Exists(s => s.Done.Deed == d && s.Done.Step.Commit)) : null;
        var ends = new[] { _signing.LastOrDefault()?.After, commit?.After }.OfType<PageView>();
        var kept = _views.Where(v => steps.Exists(s => ReferenceEquals(s.Done.Deed.Before, v)) || _answers.Exists(a => ReferenceEquals(a.View, v))
            || ends.Any(e => ReferenceEquals(e, v))
            || ScriptSigns.ShownBy(v, _draft.Adapter, _operation, _values).Any(s => s is "rejected" or "signIn.rejected" or "empty" or "notFound")).ToList();
        var marks = Marks(kept);
        var ids = kept.Select((v, i) => (v, Id: $"p{i + 1}"))
            .ToDictionary(x => x.v, x => x.Id, (IEqualityComparer<PageView>)ReferenceEqualityComparer.Instance);
        var evidence = new OperationEvidence
        {
            Operation = _operation.Id,
            Recorded = _shown.Recording.At,
            Url = _redactor.Address(_shown.Recording.Url),
            Inputs = _operation.Input.Where(i => i.Example is not null).ToDictionary(i => i.Name, Example),
            Pages = [.. kept.Select(v => Page(v, ids[v], marks))],
            Exchanges = [.. _shown.Recording.Exchanges.Where(ExchangeKeeping.Matters).Select(new ExchangeKeeping(_redactor).Keep)],
            File = _shown.Deeds.SelectMany(d => d.Action.Signals).OfType<RecordedSignal.Downloaded>().LastOrDefault()?.File is { } file
                && _operation.Output is { File: true } or { Rows: RowSource.File }
                ? new EvidenceFile(_redactor.Text(file.Name), file.MediaType, file.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(file.Bytes))) : null,
            Reasons = [.. _draft.Reasons.Select(r => new Reason(_redactor.Text(r.Subject), _redactor.Text(r.Because)))],
            Doubts = [.. _draft.Doubts.Select(d => new Doubt(_redactor.Text(d.Name), _redactor.Text(d.Question), [.. d.Options.Select(_redactor.Text)],
                d.Blocking))],
        };
        evidence = Judged(evidence, redacted, ids);
        evidence = evidence with { Steps = [.. Found(evidence, redacted, steps, ids, marks)] };
        var doubts = Personal(redacted).Concat(_gaps.Select(g => new Doubt("evidence", g, [], false)));
        return new MadeEvidence(evidence with { Gaps = [.. _missing.Concat(_gaps).Select(_redactor.Text)] },
            _draft with { Adapter = redacted, Doubts = [.. _draft.Doubts, .. doubts] });
    }

    /// <summary>What the pages show and give after redaction is kept only where it is the redaction of what they gave before.</summary>
    private OperationEvidence Judged(OperationEvidence evidence, Adapter redacted, Dictionary<PageView, string> ids)
    {
        var operation = redacted.Find(_operation.Id)!;
        var pages = new List<EvidencePage>();
        foreach (var (view, id) in ids)
        {
            var shows = ScriptSigns.ShownBy(evidence.View(id)!, redacted, operation, evidence.Values(operation));
            if (ScriptSigns.ShownBy(view, _draft.Adapter, _operation, _values) is var before && !before.SequenceEqual(shows))
                _gaps.Add($"with personal data replaced, page {id} shows other signs ({Listed(shows)}) than as recorded ({Listed(before)})");
            pages.Add(evidence.Pages.First(p => p.Id == id) with { Shows = shows });
        }

        var answers = new List<EvidenceAnswer>();
        foreach (var (view, read) in _answers)
        {
            var again = AnswerReading.Of(operation.Output!, evidence.View(ids[view])!, evidence.Values(operation));
            var wanted = read.Rows.Select(Redacted).ToList();
            if (again is { Failed: false, Value: var now } && now.Rows.SequenceEqual(wanted) && (now.Empty, now.Next) == (read.Empty, read.Next))
                answers.Add(new EvidenceAnswer(ids[view], [.. wanted.Select(r => AnswerReading.Json(operation.Output!.Fields, r))], now.Empty, now.Next));
            else
                _gaps.Add($"with personal data replaced, page {ids[view]} does not give the rows that it gave ({again.Error?.Message ?? "they are others"}); "
                    + "no rows are expected of it");
        }

        return evidence with { Pages = pages, Answers = answers };
    }

    private static string Listed(IReadOnlyList<string> signs) => signs.Count == 0 ? "none" : string.Join(", ", signs);

    /// <summary>Steps whose element is still found where personal data is replaced.</summary>
    private IEnumerable<EvidenceStep> Found(
        OperationEvidence evidence,
        Adapter redacted,
        IEnumerable<(string Part, DoneStep Done)> steps,
        Dictionary<PageView, string> ids,
        Dictionary<string, string> marks)
    {
        var values = evidence.Values(redacted.Find(_operation.Id)!);
        foreach (var (part, done) in steps)
        {
            var looks = Fingerprint.Of(done.Element, done.Deed.Choice?.WordsOf(done.Element) ?? "", done.Mark is null ? null : done.Deed.Action.Target);
            var isMarked = done.Mark is { } id && done.Deed.Before!.Frames
                .Any(f => f.Html.Contains($"{ElementMark.Attribute}=\"{id}\"", StringComparison.Ordinal));
            var kept = new EvidenceStep(part, _redactor.Text(StepText.Describe(done.Step)), ids[done.Deed.Before!], Redacted(looks), isMarked
                ? marks[done.Mark!] : null);
            if (EvidenceReplay.Difference(kept, (done.Step, done.Locator, done.Aim), evidence.View(kept.Page)!, values) is { } difference)
                _gaps.Add($"with personal data replaced, {difference}");
            else
                yield return kept;
        }
    }

    private IEnumerable<(string Part, DoneStep Done)> Steps()
    {
        var signIn = LocatedSteps.Done(_draft.Adapter.SignIn?.Steps ?? [], _signing, _values).Select(s => ("signIn", s));
        var own = LocatedSteps.Done(_operation.Steps, _doing, _values).ToList();
        foreach (var (step, _, _) in LocatedSteps.In(_operation.Steps).Where(s => !own.Exists(o => ReferenceEquals(o.Step, s.Step))))
            _missing.Add($"the page of the step '{StepText.Describe(step)}' was not kept");
        return signIn.Concat(own.Select(s => ("operation", s)));
    }

    /// <summary>The page after the last step, further pages of paging after it, and pages that say that there is nothing.</summary>
    private IEnumerable<(PageView View, AnswerReading Read)> Answers()
    {
        if (!AnswerReading.IsOnPages(_operation) || _doing.Count == 0)
            yield break;
        var last = AnswerDraft.WithoutPaging(_doing)[^1];
        var commit = _operation.Kind == OperationKind.Push ? LocatedSteps.Done(_operation.Steps, _doing, _values).Where(s => s.Step.Commit)
            .Select(s => s.Deed).FirstOrDefault() : null;
        if (new AnswerDraft(_shown, null, new Notes()).Page(commit ?? last) is not { } main
            || AnswerReading.Of(_operation.Output!, main, _values) is not { Failed: false, Value: { } first })
        {
            _missing.Add("the page with the answer was not kept");
            yield break;
        }

        yield return (main, first);
        var (seen, count, isAfter) = (new HashSet<string>(StringComparer.Ordinal) { Text(main) }, 1, false);
        foreach (var view in _views)
        {
            isAfter |= ReferenceEquals(view, main);
            if (count < MostAnswers && _operation.Output!.Record is null && seen.Add(Text(view))
                && AnswerReading.Of(_operation.Output, view, _values) is { Failed: false, Value: { } read } && (isAfter || read.Empty))
            {
                count++;
                yield return (view, read);
            }
        }
    }

    private static string Text(PageView view) => string.Join("\f", view.Frames.Select(f => f.Text));

    private EvidencePage Page(PageView view, string id, Dictionary<string, string> marks)
    {
        var recorded = _recorded.GetValueOrDefault(view);
        return new EvidencePage
        {
            Id = id,
            Window = recorded?.Window ?? "w1",
            Url = _redactor.Address(view.Url),
            Title = _redactor.Text(view.Title),
            Status = view.Status,
            Frames = [.. view.Frames.Select(f => new RecordedFrame(_redactor.Address(f.Url), f.Name, _redactor.Text(Marked(f.Html, marks))))],
            Dialogs = [.. view.Dialogs.Select(_redactor.Text)],
            Json = recorded?.Json ?? [],
        };
    }

    // Marks are numbered anew: as recorded they have a part that is made up each time.
    private Dictionary<string, string> Marks(List<PageView> kept)
    {
        var marks = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var action in _shown.Recording.Actions)
        {
            if (action.Target is { } mark)
                marks.TryAdd(mark.Id, $"m{marks.Count + 1}");
        }

        return marks;
    }

    private static string Marked(string html, Dictionary<string, string> marks) =>
        MarkOf().Replace(html, m => $"{ElementMark.Attribute}=\"{marks.GetValueOrDefault(m.Groups["id"].Value, "m0")}\"");

    private Fingerprint Redacted(Fingerprint element) => element with
    {
        Words = _redactor.Text(element.Words),
        Neighbours = [.. element.Neighbours.Select(_redactor.Text)],
        Attributes = element.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary(a => a.Key, a => _redactor.Text(a.Value)),
        Box = [.. element.Box.Select(b => Math.Round(b, 1))],
    };

    private Row Redacted(Row row) => new([.. row.Values.Select(v => v switch
    {
        string text => _redactor.Text(text),
        DateOnly day => _redactor.Values.Days.TryGetValue(day, out var made) ? made : day,
        DateTime time => _redactor.Values.Days.TryGetValue(DateOnly.FromDateTime(time), out var made) ? made.ToDateTime(TimeOnly.FromDateTime(time)) : time,
        long or decimal => RowJson.Text(v) is var text && _redactor.Text(text) is var told && told != text && long.TryParse(told, out var number)
            ? (v is long ? number : (decimal)number) : v,
        _ => v,
    })]);

    /// <summary>Examples of inputs become invented ones; what the script acts by stays.</summary>
    private Adapter Redacted(Adapter adapter)
    {
        var made = adapter with
        {
            Operations = [.. adapter.Operations.Select(o => o.Id == _operation.Id || o.Id == $"{_operation.Id}-check"
                ? o with { Input = [.. o.Input.Select(Redacted)] } : o)],
        };
        return made;
    }

    private Parameter Redacted(Parameter input)
    {
        // One of several must stay one of them.
        return input.Example is { } example && !input.OneOf.Contains(example) ? input with { Example = Example(input) } : input;
    }

    private string Example(Parameter input) =>
        input.Type is ParameterType.Date && DateOnly.TryParseExact(input.Example, "yyyy-MM-dd", out var day)
            && _redactor.Values.Days.TryGetValue(day, out var made)
            ? RowJson.Text(made) : _redactor.Text(input.Example!);

    /// <summary>Personal data by which the script itself acts, and which only a person can take out.</summary>
    private IEnumerable<Doubt> Personal(Adapter redacted)
    {
        foreach (var (file, text) in AdapterWriter.Write(redacted with { Operations = [redacted.Find(_operation.Id)!] }))
        {
            foreach (var line in text.Split('\n').Where(_redactor.Finds).Take(3))
                yield return new Doubt("personal",
                    $"{file} has what looks like a person's data ('{line.Trim()}'); the script acts by it, so it stays. May it be committed?", [], false);
        }
    }

    private static TemplateValues Values(Operation operation, IReadOnlyDictionary<string, string> inputs)
    {
        var values = RunInputs.Values(operation, inputs);
        values.Set("credential.user", "user");
        return values;
    }

    private static byte[] KeyOf(Recording recording) => SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(recording)));

    [GeneratedRegex(ElementMark.Attribute + "=\"(?<id>[^\"]*)\"")]
    private static partial Regex MarkOf();
}
