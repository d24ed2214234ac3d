using System.Runtime.CompilerServices;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Pushes;
using Daas.Runtime.Trials;

namespace Daas.Runtime.Proving;

/// <summary>
/// Proves a push: it is run once, by HTTP, with what a person gave, and what it saved is read back by the browser, first with the pull that the script names,
/// then with pulls of one record that can be called with what is known by then. Never twice, and not at all where the record is there before.
/// </summary>
internal sealed class PushProof(TrialRuns trials, RuntimeOptions options, TimeProvider time)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _others = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private Operation _operation = null!;
    private ProofOrder _order = null!;
    private IReadOnlyDictionary<string, string> _inputs = new Dictionary<string, string>();

    public async IAsyncEnumerable<ProofEvent> RunAsync(ProofOrder order, Operation operation, [EnumeratorCancellation] CancellationToken ct)
    {
        (_order, _operation) = (order, operation);
        var set = order.Sets[0];
        var read = InputReader.Read(operation, set.Inputs.ToDictionary(i => i.Key, i => (string?)i.Value), set.Files);
        if (read.Failed)
        {
            yield return No(read.Error.Message);
            yield break;
        }

        _inputs = read.Value.Inputs;
        var (verify, pull) = (operation.Verify!, order.Adapter.Find(operation.Verify!.Operation)!);
        var shown = new ProofCase { Inputs = PullProof.Inputs(operation, _inputs), Why = set.Why };
        yield return new ProofEvent.CaseBegan(1, 1, shown);

        var values = new Dictionary<string, string>(_inputs, StringComparer.Ordinal);
        var before = Filled(verify.With, values);
        if (before is not null)
        {
            var look = new ProofTrial();
            await foreach (var told in look.RunAsync(trials, Pull(pull, before), ct))
                yield return told;
            if (ct.IsCancellationRequested)
                yield break;
            if (Answer(look) is not ({ } there, _))
            {
                yield return No($"Reading back with '{pull.Id}' fails already before anything is written: {Answer(look).Why}");
                yield break;
            }

            if (Matching(pull, there, verify, values).Any())
            {
                yield return No("Such a record is there already, so that nothing could be told from finding it; give other values. Nothing was written.");
                yield break;
            }
        }

        var push = new ProofTrial();
        await foreach (var told in push.RunAsync(trials, Push(set), ct))
            yield return told;
        if (push.Answers is not [{ } answer])
        {
            if (push.Refused is { } refused)
                yield return No(refused.Error.Message);
            yield break;
        }

        shown = shown with { Http = answer.Result.Duration, Pages = 1 };
        if (answer.Result.Outcome != PushOutcome.Applied || answer.Result.Error is not null)
        {
            yield return Failed(answer.Result);
            yield break;
        }

        foreach (var (name, value) in Named(operation, answer.Result.Record))
            values.TryAdd(name, value);

        // What was written is read back also when somebody asks to stop now.
        ct = CancellationToken.None;
        var found = new List<Row>();
        var why = "";
        foreach (var pause in options.ReadBackPauses)
        {
            await Task.Delay(pause, time, ct);
            var after = new ProofTrial();
            if (Filled(verify.With, values) is not { } with)
                break;
            await foreach (var told in after.RunAsync(trials, Pull(pull, with), ct))
                yield return told;
            (var rows, why) = Answer(after);
            found = [.. Matching(pull, rows ?? [], verify, values)];
            if (found.Count > 0)
            {
                shown = shown with { Browser = after.Answers[0].Result.Duration };
                break;
            }
        }

        if (found.Count == 0)
        {
            yield return Unequal(shown with { Error = $"the system said that it saved, and '{pull.Id}' by the browser does not show it{(why is { Length: > 0 } ? $": {why}" : "")}" });
            yield break;
        }

        Compare(pull, found);
        foreach (var (name, value) in Named(pull, found[0]))
            values.TryAdd(name, value);
        foreach (var (other, inputs) in Details(pull, values))
        {
            var detail = new ProofTrial();
            yield return new ProofEvent.Looking(other.Id);
            await foreach (var told in detail.RunAsync(trials, Pull(other, inputs), ct))
                yield return told;
            if (Answer(detail).Rows is { Count: > 0 } record)
                Compare(other, record);
        }

        var differences = _others.Where(o => !_seen.Contains(o.Key)).Select(o => o.Value).ToList();
        var ended = shown with { Rows = 1, Equal = differences.Count == 0, Differences = differences };
        yield return new ProofEvent.CaseEnded(1, ended, true);
        yield return ended.Equal
            ? new ProofEvent.Finished(ProofVerdict.Proved,
                $"Written once by HTTP; the browser finds it with {PullProof.Of(_seen.Count, "value")} as given ({string.Join(", ", _seen)}).", Entry(ended), Notes())
            : new ProofEvent.Finished(ProofVerdict.NotEqual, $"The system does not have what was given: {string.Join("; ", differences)}", Entry(ended), Notes());
    }

    private List<string> Notes()
    {
        var notes = new List<string>();
        if (_inputs.Keys.Where(i => !_seen.Contains(i) && !_others.ContainsKey(i) && !_codes.ContainsKey(i)).ToList() is { Count: > 0 } blind)
            notes.Add($"Shown by no pull of this adapter, and so not read back: {string.Join(", ", blind)}.");
        foreach (var (name, words) in _codes.Where(c => !_seen.Contains(c.Key)))
            notes.Add($"Of {name} it cannot be told whether it is right: {words}.");
        if (_operation.Input.Where(p => !_inputs.ContainsKey(p.Name) && p.Type != ParameterType.File).ToList() is { Count: > 0 } unused)
            notes.Add($"Not given, and so not proved: {string.Join(", ", unused.Select(p => p.Name))}.");
        return notes;
    }

    private ProofEvent.Finished Failed(RunResult result) => result switch
    {
        { Outcome: PushOutcome.Unknown } => No($"It is not known whether the system has saved: {CaseComparison.Text(result.Error!)} Look there before trying again."),
        { Error: { } error } when Resilience.Failures.IsMismatch(error.Class) =>
            No($"By HTTP: {CaseComparison.Text(error)} ({(error.Applied == Applied.No ? "nothing was saved" : "look whether it was saved")}). "
                + "If the browser can do it with the same inputs, the HTTP path is wrong."),
        { Error: { } error } => No(CaseComparison.Text(error)),
        _ => No("The system did not say that it saved."),
    };

    private ProofEvent.Finished Unequal(ProofCase ended) => new(ProofVerdict.NotEqual, ended.Error!, Entry(ended), Notes());

    private ProofEntry Entry(ProofCase ended) => new() { Connection = default, Operation = _operation.Id, Script = "", At = default, Cases = [ended] };

    private static ProofEvent.Finished No(string why) => new(ProofVerdict.Undecided, why, null, []);

    // What the browser shows of the record against what was given, where they are called the same. One pull that shows it as given is enough: a list may
    // cut or leave out what the record has.
    private void Compare(Operation pull, IReadOnlyList<Row> rows)
    {
        var fields = pull.Output?.Fields ?? [];
        for (var i = 0; i < fields.Count; i++)
        {
            var name = fields[i].Name;
            if (!_inputs.TryGetValue(name, out var given) || _seen.Contains(name))
                continue;
            var shown = RowJson.Text(rows[0].Values[i]);
            if (rows.Any(r => Has(r.Values[i], given)))
                _seen.Add(name);
            else if (IsCode(name, shown))
                _codes[name] = $"'{given}' is shown as '{shown}'";
            else
                _others.TryAdd(name, $"{name}: '{given}' was given, '{shown}' is shown by {pull.Id}");
        }
    }

    // Of a choice some pages show what the system calls it itself, which is none of the words that there are to choose from.
    private bool IsCode(string name, string shown) =>
        shown.Length > 0 && _operation.Input.First(p => p.Name == name).OneOf is { Count: > 0 } words && !words.Contains(shown);

    // A page may dress a value up (a unit, a code behind the name).
    private static bool Has(object? value, string given) =>
        ReadBack.IsSame(value, given) || (value is string text && given.Trim() is { Length: > 1 } said && text.Contains(said, StringComparison.Ordinal));

    private static IEnumerable<Row> Matching(Operation pull, IReadOnlyList<Row> rows, Verify verify, Dictionary<string, string> values)
    {
        if (Filled(verify.Expect, values) is not { } expected)
            return [];
        var fields = pull.Output?.Fields ?? [];
        return rows.Where(row => expected.All(e =>
            Enumerable.Range(0, fields.Count).Any(i => fields[i].Name == e.Key && ReadBack.IsSame(row.Values[i], e.Value ?? ""))));
    }

    /// <summary>Pulls of one record that what is known is enough for.</summary>
    private List<(Operation Pull, Dictionary<string, string?> Inputs)> Details(Operation pull, Dictionary<string, string> values)
    {
        const int most = 2;
        return
        [
            .. _order.Adapter.Operations
                .Where(o => o.Id != pull.Id && o is { Kind: OperationKind.Pull, Output.Record: not null } && o.Input.Any(p => p.Required)
                    && o.Input.All(p => !p.Required || values.ContainsKey(p.Name))
                    && o.Output.Fields.Any(f => _inputs.ContainsKey(f.Name) && !_seen.Contains(f.Name)))
                .Take(most)
                .Select(o => (o, o.Input.Where(p => p.Required).ToDictionary(p => p.Name, p => (string?)values[p.Name]))),
        ];
    }

    private static IEnumerable<(string Name, string Value)> Named(Operation operation, Row? row) =>
        row is null ? [] : (operation.Output?.Fields ?? []).Select((f, i) => (f.Name, RowJson.Text(row.Values[i]))).Where(v => v.Item2.Length > 0);

    private static Dictionary<string, string?>? Filled(IReadOnlyDictionary<string, Template> templates, Dictionary<string, string> values)
    {
        var known = new TemplateValues();
        foreach (var (name, value) in values)
            known[name] = value;
        var filled = templates.ToDictionary(t => t.Key, t => t.Value.Fill(known));
        return filled.Values.Contains(null) ? null : filled;
    }

    private static (IReadOnlyList<Row>? Rows, string Why) Answer(ProofTrial trial) => trial switch
    {
        { Refused: { } refused } => (null, refused.Error.Message),
        { Answers: [{ Result.Error: null } good] } => (good.Rows, ""),
        { Answers: [{ Result.Error: { Class: ErrorClass.RecordNotFound } }] } => ([], ""),
        { Answers: [{ Result.Error: { } error }] } => (null, CaseComparison.Text(error)),
        _ => (null, "it was stopped"),
    };

    private TrialRequest Pull(Operation pull, Dictionary<string, string?> inputs) => new()
    {
        Adapter = _order.Adapter,
        Operation = pull.Id,
        Connection = _order.Connection,
        Inputs = inputs,
        Paths = [RunPath.Browser],
        Caller = _order.Caller,
    };

    private TrialRequest Push(ProofInputs set) => new()
    {
        Adapter = _order.Adapter,
        Operation = _operation.Id,
        Connection = _order.Connection,
        Inputs = set.Inputs.ToDictionary(i => i.Key, i => (string?)i.Value),
        Files = set.Files,
        Paths = [RunPath.Http],
        MayWrite = _order.MayWrite,
        Caller = _order.Caller,
    };
}
