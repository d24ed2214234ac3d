using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Recorder.Drafting.Outputs;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>One operation, and the list by which it is read back where that was shown.</summary>
internal sealed class OperationDraft(Demonstration shown, Demonstration? shownAgain, Adapter adapter, DraftNames names, Notes notes)
{
    private readonly List<StepOrigins> _origins = [];

    /// <summary>Of the steps of what was made.</summary>
    public IReadOnlyList<StepOrigins> Origins => _origins;

    /// <param name="all">What was done after signing in.</param>
    /// <param name="allAgain">The same of the second demonstration.</param>
    /// <param name="signedIn">The last deed of signing in; null when nobody signed in.</param>
    public IReadOnlyList<Operation> Make(List<Deed> all, List<Deed>? allAgain, Deed? signedIn)
    {
        var again = allAgain is null ? null : new SecondTime(all, allAgain);
        if (again is { Count: 0 })
            notes.Ask("again", "the second demonstration has nothing in common with the first", true);
        var commit = CommitDraft.Of(shown, all, names.Operation, out var why);
        if (commit is not null)
            notes.Because("commit", why);
        var deeds = commit is null ? AnswerDraft.WithoutPaging(all) : [.. all.Take(all.IndexOf(commit) + 1)];
        var inputs = new InputsDraft(commit is not null, again, notes);
        var making = new StepsDraft(adapter.Url, inputs, again, notes) { Causes = new CausesDraft(shown, shownAgain, again) };
        var steps = making.Make(deeds, commit).ToList();
        if (deeds.Count > 0 && steps is not [Step.Open, ..] && Start(deeds[0], signedIn) is { } start)
            steps.Insert(0, new Step.Open(making.Address(start, false)));
        _origins.Add(new StepOrigins(names.Operation, making.Origins(steps)));
        var operation = new Operation
        {
            Id = names.Operation,
            Kind = commit is null ? OperationKind.Pull : OperationKind.Push,
            Title = SystemDraft.Title(deeds, names),
            NotFound = commit is null ? NotFound(deeds) : null,
        };
        if (commit is null)
            return Pulls(Pull(operation, deeds, [.. all.Skip(deeds.Count)], steps, making, inputs), deeds);

        notes.Story.Add(Told(inputs));
        notes.Story.Add($"Commit: '{commit.Words}' ({why}).");
        operation = operation with { Input = inputs.All, Steps = steps, Output = new NewRecordDraft(shown, commit, [.. inputs.Shown.Select(s => s.Shown)], notes).Make() };
        var back = ReadBack(commit, all, inputs, deeds.Count > 0 ? Start(deeds[0], signedIn) : null);
        var (applied, rejected) = new OutcomeDraft(shown, commit, inputs, back.Verify is not null, notes).Make();
        notes.Story.Add($"Saved is shown by {applied}; {Told(rejected)}.");
        operation = operation with { Applied = applied, Rejected = rejected, Verify = back.Verify };
        return back.Pull is null ? [operation] : [operation, back.Pull];
    }

    private Operation Pull(Operation operation, IReadOnlyList<Deed> deeds, IReadOnlyList<Deed> paging, List<Step> steps, StepsDraft making, InputsDraft inputs)
    {
        if (deeds.Count > 0 && deeds[^1].Signal<RecordedSignal.Popup>() is not null && deeds[^1].Signal<RecordedSignal.Downloaded>() is null
            && !making.EndsInWindow(deeds[^1], steps))
            notes.Ask("window", "the answer is in a window that a script opened, which has no address to go to; how is it reached?", true);
        notes.Story.Add(Told(inputs));
        return operation with { Input = inputs.All, Steps = steps, Output = new AnswerDraft(shown, shownAgain, notes).Make(deeds, paging) };
    }

    /// <summary>The pull; and, where it takes a file that holds a table, another one for its rows.</summary>
    private IReadOnlyList<Operation> Pulls(Operation pull, IReadOnlyList<Deed> deeds)
    {
        if (pull.Output is not { File: true } || deeds[^1].Signal<RecordedSignal.Downloaded>() is not { File: var file }
            || FileOutputs.Of(file) is not { } table)
            return [pull];
        foreach (var reason in table.Reasons)
            notes.Because("output", reason);
        var rows = pull with { Id = Companions.Rows(pull.Id), Output = table.Output };
        _origins.Add(_origins[0] with { Operation = rows.Id });
        notes.Story.Add($"The rows of that file ({table.Rows.Count} when recorded) are answered by {rows.Id}.");
        return [pull, rows];
    }

    private (Verify? Verify, Operation? Pull) ReadBack(Deed commit, List<Deed> all, InputsDraft inputs, Uri? start)
    {
        var back = new ReadBackDraft(shown, inputs, notes);
        if (back.ByExisting(adapter) is { } verify)
        {
            notes.Story.Add($"Read back by {verify.Operation}.");
            return (verify, null);
        }

        StepsDraft? made = null;
        StepsDraft Making(InputsDraft own) => made = new(adapter.Url, own, null, new Notes()) { Causes = new CausesDraft(shown, null, null) };
        if (back.ByList(commit, all, $"{names.Operation}-check", Making, adapter.Url, start) is { } found)
        {
            notes.Story.Add($"Read back by the list that was shown afterwards, as the operation {found.Pull.Id}.");
            _origins.Add(new StepOrigins(found.Pull.Id, made!.Origins(found.Pull.Steps)));
            return (found.Verify, found.Pull);
        }

        notes.Ask("verify", "which list shows the new record? None was shown, so that an unknown outcome cannot be resolved by reading back.", false);
        return (null, null);
    }

    /// <summary>What the list shows when it has no row like the one that was opened.</summary>
    private static Sign? NotFound(IReadOnlyList<Deed> deeds) =>
        deeds.LastOrDefault(d => d is { Action: RecordedAction.Click, Element: not null, Before: not null } && ListRow.Of(d.Element) is not null) is { } opened
            ? EmptySigns.OfRow([.. ListRow.Of(opened.Element!)!.Cells.Select(c => c.Header).Where(h => h.Length > 0)], opened.Before!, deeds[^1].After) : null;

    /// <summary>Where the operation begins: the page on which sign-in ended, when its address brings it; null leaves that to the session.</summary>
    private Uri? Start(Deed first, Deed? signedIn)
    {
        if (first.Before is not { } page)
            return signedIn?.Signal<RecordedSignal.Navigated>()?.Url;
        var posted = signedIn is not null && shown.Exchanges(signedIn).LastOrDefault(e => e.Type == "document"
            && e.Url.AbsoluteUri == page.Url.AbsoluteUri) is { Method: "POST" };
        return posted || page.Url.Scheme is not ("http" or "https") ? null : page.Url;
    }

    /// <summary>Patterns of the usual words are for the script, not for the story.</summary>
    private static string Told(Sign? rejected)
    {
        if (rejected is null)
            return "a refusal was not shown";
        var plain = rejected.AnyOf.Select(a => a.ToString()).Where(a => a.Length < 60).ToList();
        return plain.Count > 0 ? $"refused by {string.Join(" or ", plain)}, or by the usual words" : "refused by the usual places and words";
    }

    private static string Told(InputsDraft inputs) => inputs.All.Count == 0 ? "Inputs: none." : $"Inputs: {string.Join(", ", inputs.All.Select(One))}.";

    private static string One(Parameter input)
    {
        var title = input.Title is { } words && words != input.Name ? $" ({words})" : "";
        var options = input.OneOf.Count > 0 ? $", one of {input.OneOf.Count}" : "";
        return $"{input.Name}{title}{(input.Required ? ", required" : "")}{options}";
    }
}
