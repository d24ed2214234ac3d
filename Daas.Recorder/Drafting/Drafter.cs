using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>From demonstrations of a workflow to a draft of its script. Pure: same recordings, same draft.</summary>
public static class Drafter
{
    /// <param name="first">The demonstration.</param>
    /// <param name="second">The same workflow with other values; null when it was shown once.</param>
    /// <param name="existing">The adapter that is there already: its system is kept, the operation is added or replaced.</param>
    /// <param name="names">What adapter and operation are called.</param>
    public static Draft Draft(Recording first, Recording? second, Adapter? existing, DraftNames names)
    {
        var notes = new Notes();
        notes.Doubts.AddRange(first.Doubts);
        var shown = new Demonstration(first);
        var shownAgain = second is null ? null : new Demonstration(second);
        var adapter = existing ?? SystemDraft.Of(shown, names);
        var origins = new List<StepOrigins>();
        var signing = new SignInDraft(shown, notes);
        var count = signing.Count();
        if (existing is null || (existing.SignIn is null && count > 0))
        {
            var steps = new StepsDraft(adapter.Url, null, null, notes);
            adapter = adapter with { SignIn = signing.Make([.. shown.Deeds.Take(count)], d => steps.Make(d)) };
            if (adapter.SignIn is { } signIn)
                origins.Add(new StepOrigins(null, steps.Origins(signIn.Steps)));
        }
        else if (count > 0)
            notes.Story.Add("Sign-in: as the adapter has it already.");
        if (first.SignedIn)
            notes.Story.Add("Sign-in: the recording began signed in; as the adapter has it already.");
        else if (count == 0 && adapter.SignIn is null && signing.Leaving() is { } leaving)
            notes.Ask("signIn", $"how does one sign in? The recording began signed in ('{leaving}' was offered), and the adapter has no sign-in yet.", true);
        else if (existing is null && count == 0)
            notes.Story.Add("Sign-in: none was needed.");

        var deeds = shown.Deeds.Skip(count).ToList();
        var deedsAgain = shownAgain?.Deeds.Skip(new SignInDraft(shownAgain, new Notes()).Count()).ToList();
        var operation = new OperationDraft(shown, shownAgain, adapter, names, notes);
        var drafted = operation.Make(deeds, deedsAgain, count > 0 ? shown.Deeds[count - 1] : null);
        var replaced = drafted.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        adapter = adapter with { Operations = [.. adapter.Operations.Where(o => !replaced.Contains(o.Id)), .. drafted] };
        foreach (var problem in AdapterReader.Read(adapter.Id, AdapterWriter.Write(adapter)).Problems.Where(p => p.Severity == ScriptSeverity.Error
            && notes.Doubts.TrueForAll(d => !d.Blocking)))
            notes.Ask("script", problem.ToString() ?? "", true);
        return new Draft(adapter, notes.Doubts, notes.Story, notes.Reasons) { Answers = notes.Answers, Origins = [.. origins, .. operation.Origins] };
    }
}
