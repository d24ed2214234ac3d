using System.Runtime.CompilerServices;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Trials;

namespace Daas.Runtime.Proving;

/// <summary>Proves a pull: both paths, several inputs, field by field.</summary>
internal sealed class PullProof(TrialRuns trials)
{
    private readonly List<ProofCase> _cases = [];
    private readonly HashSet<string> _changing = new(StringComparer.Ordinal);
    private readonly List<ContractCase> _learned = [];
    private readonly List<(string Inputs, string Why)> _silent = [];
    private string? _stopped;
    private string? _unknown;
    private int _number;
    private int _most;
    private bool _cut;

    /// <summary>The last event is <see cref="ProofEvent.Finished"/>, whose entry has what is known here: its cases.</summary>
    public async IAsyncEnumerable<ProofEvent> RunAsync(ProofOrder order, Operation operation, int mostPages, [EnumeratorCancellation] CancellationToken ct)
    {
        var plan = new CasePlan(operation, order.Sets, order.OnlySets);
        if (plan.Waiting == 0)
        {
            // Not even to begin with is there a value: another operation has to show some.
            await foreach (var told in LookAsync(order, operation, plan, ct))
                yield return told;
            plan.PlanFound();
        }

        // Each further stage knows what the ones before it have answered.
        Action[] stages = [() => { }, plan.PlanManyPages, plan.PlanFound, plan.PlanFound, plan.PlanNothing];
        for (var stage = 0; stage < stages.Length && Goes(ct); stage++)
        {
            if (stage == 2 && plan.Wanting.Count > 0)
            {
                await foreach (var told in LookAsync(order, operation, plan, ct))
                    yield return told;
            }

            // A second look for values: only where the first has not led to two cases with rows.
            if (stage == 3 && (_cases.Count(c => c.Rows > 0) >= 2 || _silent.Count > 1))
                continue;
            stages[stage]();
            while (Goes(ct) && plan.Next() is { } inputs)
            {
                // Values that say nothing three times will not say anything the fourth time.
                if (inputs.Why == ProofSource.Found && _silent.Count >= 3)
                    continue;
                await foreach (var told in CaseAsync(order, operation, plan, inputs, mostPages, ct))
                    yield return told;
            }
        }

        if (!ct.IsCancellationRequested)
            yield return Finish(operation, plan);
    }

    // One difference is enough to know; the rest would only burden the old system.
    private bool Goes(CancellationToken ct) => !ct.IsCancellationRequested && _stopped is null && _cases.TrueForAll(c => c.Equal);

    private async IAsyncEnumerable<ProofEvent> CaseAsync(
        ProofOrder order, Operation operation, CasePlan plan, ProofInputs inputs, int mostPages, [EnumeratorCancellation] CancellationToken ct)
    {
        var number = ++_number;
        var shown = new ProofCase { Inputs = Inputs(operation, inputs.Inputs), Why = inputs.Why };
        yield return new ProofEvent.CaseBegan(number, number + plan.Expected, shown);

        // HTTP first, then the browser first: what one leaves behind in the session must not be what the other needs.
        // With inputs left out HTTP shows whether the old system still goes by what was given before.
        RunPath[] paths = number % 2 == 1 || inputs.Inputs.Count < _most ? [RunPath.Http, RunPath.Browser] : [RunPath.Browser, RunPath.Http];
        _most = Math.Max(_most, inputs.Inputs.Count);
        var request = new TrialRequest
        {
            Adapter = order.Adapter,
            Operation = operation.Id,
            Connection = order.Connection,
            Inputs = inputs.Inputs.ToDictionary(i => i.Key, i => (string?)i.Value),
            Files = inputs.Files,
            Paths = paths,
            Pages = mostPages,
            Caller = order.Caller,
        };
        var both = new ProofTrial();
        await foreach (var told in both.RunAsync(trials, request, ct))
            yield return told;
        if (both.Refused is { } refused)
            _stopped = refused.Error.Message;
        if (ct.IsCancellationRequested || both.By(RunPath.Http) is not { } http || both.By(RunPath.Browser) is not { } browser)
            yield break;

        var comparison = CaseComparison.Of(operation, http, browser);
        if (comparison.AskAgain)
        {
            var again = new ProofTrial();
            await foreach (var told in again.RunAsync(trials, request with { Paths = [paths[0]] }, ct))
                yield return told;
            if (ct.IsCancellationRequested)
                yield break;
            if (again.Answers is [var third])
                comparison = CaseComparison.Of(operation, both.Answers[0], both.Answers[1], third);
        }

        var ended = shown with
        {
            Rows = browser.Rows.Count + (browser.Result.File is null ? 0 : 1),
            Pages = http.Result.Pages,
            Equal = comparison.End == CaseEnd.Equal,
            Differences = comparison.Differences,
            Error = comparison.Error,
            Http = http.Result.Duration,
            Browser = browser.Result.Duration,
        };
        plan.Took(browser.Result.Succeeded ? browser.Rows : [], Math.Max(http.Result.Pages, browser.Result.Pages));
        _changing.UnionWith(comparison.Changing);
        _cut |= comparison.End == CaseEnd.Equal && !(http.Result.Complete && browser.Result.Complete);
        if (comparison.End == CaseEnd.Equal && http.Result.Succeeded)
            _learned.Add(new ContractCase(inputs.Inputs, http.Rows, http.Result.Sights));
        yield return new ProofEvent.CaseEnded(number, ended, Take(comparison, ended));
    }

    /// <summary>False when the case says nothing and is left out.</summary>
    private bool Take(CaseComparison comparison, ProofCase ended)
    {
        switch (comparison.End)
        {
            case CaseEnd.Equal or CaseEnd.Different:
                _cases.Add(ended);
                return true;
            case CaseEnd.Stopped:
                _stopped = comparison.Error;
                return false;
            case CaseEnd.Unknown:
                _unknown ??= comparison.Error;
                _silent.Add((Words(ended.Inputs), comparison.Error!));
                return false;
            default:
                throw new InvalidOperationException($"{comparison.End} is not known");
        }
    }

    /// <summary>Asks other pulls of the adapter, by the browser, for values of inputs.</summary>
    private static bool CanAsk(Operation other, Operation operation, IReadOnlyList<Parameter> wanting) =>
        other.Id != operation.Id && other is { Kind: OperationKind.Pull, Output.Rows: not null }
        && other.Input.All(p => !p.Required || (p.Example ?? p.Default ?? p.OneOf.FirstOrDefault()) is not null)
        && wanting.Any(p => FoundValues.Shows(other, p));

    private async IAsyncEnumerable<ProofEvent> LookAsync(ProofOrder order, Operation operation, CasePlan plan, [EnumeratorCancellation] CancellationToken ct)
    {
        const int most = 2;
        var others = order.Adapter.Operations.Where(o => CanAsk(o, operation, plan.Wanting))
            .OrderByDescending(o => plan.Wanting.Count(p => o.Output!.Fields.Any(f => FoundValues.Means(f, p)))).Take(most).ToList();
        foreach (var other in others)
        {
            yield return new ProofEvent.Looking(other.Id);
            var look = new ProofTrial();
            await foreach (var told in look.RunAsync(trials, Ask(order, other), ct))
                yield return told;
            if (ct.IsCancellationRequested)
                yield break;
            if (look.Answers is [{ Result.Succeeded: true } answer])
                plan.Values.Add(other, answer.Rows);
        }

    }

    private static TrialRequest Ask(ProofOrder order, Operation other) => new()
    {
        Adapter = order.Adapter,
        Operation = other.Id,
        Connection = order.Connection,
        Inputs = other.Input.Where(p => p.Required).ToDictionary(p => p.Name, p => p.Example ?? p.Default ?? p.OneOf.FirstOrDefault()),
        Paths = [RunPath.Browser],
        Pages = 1,
        Caller = order.Caller,
    };

    private ProofEvent.Finished Finish(Operation operation, CasePlan plan)
    {
        var notes = Notes(operation, plan);
        var entry = new ProofEntry { Connection = default, Operation = operation.Id, Script = "", At = default, Cases = _cases, Contract = _learned.Count == 0 ? null : AnswerLearning.Learn(operation, _learned) };
        if (_cases.Find(c => !c.Equal) is { } different)
            return new(ProofVerdict.NotEqual, $"With {Words(different.Inputs)}: {different.Error ?? string.Join("; ", different.Differences.Take(3))}", entry, notes);
        if (_stopped is not null)
            return new(ProofVerdict.Undecided, _stopped, null, notes);
        if (_cases.Count == 0)
        {
            return new(ProofVerdict.Undecided, _unknown ?? $"No inputs are known to run '{operation.Id}' with; give some: "
                + $"{string.Join(", ", operation.Input.Where(p => p.Required).Select(p => p.Name))}.", null, notes);
        }

        if (_cases.TrueForAll(c => c.Rows == 0))
            return new(ProofVerdict.Undecided, "Both paths agree, but no answer had any rows; give inputs that find something.", null, notes);
        var rows = _cases.Sum(c => c.Rows);
        return new(ProofVerdict.Proved,
            $"Both paths gave the same in {Of(_cases.Count, "case")} with {Of(rows, operation.Output?.File == true ? "file" : "row")}.", entry, notes);
    }

    private List<string> Notes(Operation operation, CasePlan plan)
    {
        var notes = _silent.GroupBy(s => s.Why).Select(s => $"With {string.Join(" or ", s.Select(i => i.Inputs))} nothing could be compared: {s.Key}").ToList();
        if (_changing.Count > 0)
            notes.Add($"Another value with every reading, so that only its form was compared: {string.Join(", ", _changing)}.");
        if (plan.Unused is { Count: > 0 } unused)
            notes.Add($"In no case, because no value is known: {string.Join(", ", unused.Select(p => p.Name))}.");
        if (operation.Input.Count > 0 && _cases.Count(c => c.Rows > 0) == 1)
            notes.Add("Only one set of inputs was found that has an answer with rows.");
        if (operation.Output?.Next is not null && _cases.Count > 0 && !plan.ManyPages)
            notes.Add("No answer with several pages was found.");
        if (_cut)
            notes.Add("Of long answers only the first pages were compared.");
        return notes;
    }

    internal static string Words(IReadOnlyDictionary<string, string> inputs) =>
        inputs.Count == 0 ? "no inputs" : string.Join(", ", inputs.Select(i => $"{i.Key}={i.Value}"));

    /// <summary>As they may be kept and shown: of what looks like a secret only that it was there.</summary>
    internal static Dictionary<string, string> Inputs(Operation operation, IReadOnlyDictionary<string, string> inputs) =>
        inputs.ToDictionary(i => i.Key, i => SecretNames.Is(i.Key, operation.Input.FirstOrDefault(p => p.Name == i.Key)?.Title) ? SecretNames.Hidden : i.Value);

    internal static string Of(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
