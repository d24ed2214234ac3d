using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Evidence;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>
/// The HTTP path of an operation, derived from its recording by value flow: backwards from the request that brought the answer, or saved, each part of each
/// request is given a source, until nothing is left open. Pure: same script and recordings, same requests.
/// </summary>
public static class Derivation
{
    /// <param name="adapter">With the operation, as drafted or corrected.</param>
    /// <param name="operation">Its id.</param>
    /// <param name="first">The demonstration.</param>
    /// <param name="second">The same workflow with other values; null when it was shown once.</param>
    /// <param name="rule">How far sources are looked for.</param>
    public static Derived Of(Adapter adapter, string operation, Recording first, Recording? second, DerivingRule rule = DerivingRule.Whole)
    {
        if (adapter.Find(operation) is not { } found)
            return Derived.No($"the adapter has no operation '{operation}'");
        try
        {
            return Of(adapter, found, first, second, rule);
        }
        catch (Underivable why)
        {
            return Derived.No(why.Message);
        }
    }

    /// <summary>The same for signing in.</summary>
    /// <param name="adapter">With its sign-in, as drafted.</param>
    /// <param name="first">A demonstration that begins with signing in.</param>
    /// <param name="rule">How far sources are looked for.</param>
    public static Derived OfSignIn(Adapter adapter, Recording first, DerivingRule rule = DerivingRule.Whole)
    {
        try
        {
            return adapter.SignIn is { } signIn ? SigningIn.Of(adapter, signIn, first, rule) : Derived.No("nobody signs in");
        }
        catch (Underivable why)
        {
            return Derived.No(why.Message);
        }
    }

    /// <summary>A draft whose operations, and whose sign-in where the recording shows it, have the requests that were derived; none are proved yet.</summary>
    /// <param name="draft">With all corrections in it.</param>
    /// <param name="names">Ids of the operations that are new or changed.</param>
    /// <param name="signIn">Whether its sign-in is new.</param>
    /// <param name="first">The demonstration.</param>
    /// <param name="second">The same workflow with other values; null when it was shown once.</param>
    /// <returns>The draft, and what was found of each operation.</returns>
    public static (Draft Draft, IReadOnlyDictionary<string, Derived> Found) Into(Draft draft, IEnumerable<string> names, bool signIn, Recording first, Recording? second)
    {
        var (adapter, story, found) = (draft.Adapter, draft.Story.ToList(), new Dictionary<string, Derived>(StringComparer.Ordinal));
        if (signIn && adapter.SignIn is { } before)
        {
            var derived = Tried(() => OfSignIn(adapter, first));
            adapter = adapter with { SignIn = before with { Http = derived.Script } };
            story.Add(derived.Script is null ? $"Sign-in needs the browser: {string.Join("; ", derived.WhyNot)}." : $"Sign-in by plain requests: {derived.Requests.Count}.");
        }

        foreach (var name in names)
        {
            var derived = found[name] = Tried(() => Of(adapter, name, first, second));
            adapter = With(adapter, name, derived.Script);
            story.Add(derived.Script is null ? $"{name} needs the browser: {string.Join("; ", derived.WhyNot)}."
                : $"{name} by plain requests: {derived.Requests.Count}, to be proved before they are used (daas prove {adapter.Id}/{name}).");
        }

        return (draft with { Adapter = adapter, Story = story }, found);
    }

    // A page that nobody has thought of must not cost the recording: the browser path is there without it.
    private static Derived Tried(Func<Derived> derive)
    {
        try
        {
            return derive();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Derived.No($"deriving it broke ({e.GetType().Name}: {e.Message}); please report that, daas derive shows it again");
        }
    }

    /// <summary>The adapter with an operation that has these requests in place of any it had.</summary>
    public static Adapter With(Adapter adapter, string operation, HttpScript? http) =>
        adapter with { Operations = [.. adapter.Operations.Select(o => o.Id == operation ? o with { Http = http } : o)] };

    private static Derived Of(Adapter adapter, Operation operation, Recording first, Recording? second, DerivingRule rule)
    {
        var shown = new Demonstration(first);
        var doing = shown.Deeds.Skip(new SignInDraft(shown, new Notes()).Count()).ToList();
        if (doing.Count == 0 || first.Exchanges.Count == 0)
            throw new Underivable("the recording has no requests");
        var values = RunInputs.Values(operation, operation.Input.Where(i => i.Example is not null).ToDictionary(i => i.Name, i => i.Example!));
        values.Set("credential.user", "user");
        var done = LocatedSteps.Done(operation.Steps, doing, values).ToList();
        var trace = new Trace(first);
        var givens = Given.Of(done);
        var setting = new Setting
        {
            Root = adapter.Url,
            Inputs = operation.Input,
            Both = new Both(trace, second is null ? null : new Trace(second)),
            Done = done,
            Opens = [.. operation.Steps.OfType<Step.Open>()],
            Givens = givens,
            Values = Values(operation, values, shown, trace),
            Shown = values,
            From = doing[0].Action.Index,
            Rule = rule,
        };
        var slice = new Slice(setting);
        var answering = new Answering(shown, trace, values);
        Making making;
        IReadOnlyList<ExchangeTemplate> next = [];
        if (operation.Kind == OperationKind.Push)
        {
            var commit = done.Find(d => d.Step.Commit)?.Deed ?? throw new Underivable("the step that saves was not found in the recording");
            making = slice.Need(answering.OfPush(operation, commit, givens), "it saves");
            making.Template = making.Template! with { Commit = true };
        }
        else
        {
            var deeds = AnswerDraft.WithoutPaging(doing);
            var answer = answering.OfPull(operation, deeds);
            making = slice.Need(answer, "it brings the answer");
            var saving = Saving(adapter, doing, trace);
            if (slice.Ordered().FirstOrDefault(m => saving.Contains(m.Of)) is { } saves)
                throw new Underivable($"{saves.Of.Asks} brings it, which saves: what only reads must not send that again");
            next = making.Of.IsDocument ? Paging.OfDocument(operation, answer, trace, deeds[^1].Action.Index)
                : Paging.Of(operation, making, slice, trace, deeds[^1].Action.Index);
            // What a script fetches as markup is the page here: there is no other.
            making.Aside = making.Aside && making.Of.Json is not null;
        }

        var ordered = slice.Ordered();
        var script = new HttpScript { Exchanges = [.. ordered.Select(m => m.Made())], Next = next };
        return Checked(script, ordered, With(adapter, operation.Id, script), With(adapter, operation.Id, null));
    }

    /// <summary>The requests by which the operations that write saved what was shown.</summary>
    private static HashSet<Traced> Saving(Adapter adapter, IReadOnlyList<Deed> doing, Trace trace)
    {
        var commits = adapter.Operations.Where(o => o.Kind == OperationKind.Push)
            .SelectMany(o => LocatedSteps.Done(o.Steps, doing, RunInputs.Values(o, o.Input.Where(i => i.Example is not null).ToDictionary(i => i.Name, i => i.Example!))))
            .Where(d => d.Step.Commit).Select(d => d.Deed?.Action.Index).ToHashSet();
        return [.. trace.All.Where(t => !t.Sent.IsGet && commits.Contains(t.Exchange.Action))];
    }

    /// <summary>What a script must not say is no script, unless it said that before.</summary>
    internal static Derived Checked(HttpScript script, IReadOnlyList<Making> made, Adapter with, Adapter without)
    {
        IReadOnlyList<DerivedRequest> told = [.. made.Select(m => m.Told())];
        var before = Problems(without);
        var problem = Problems(with).FirstOrDefault(p => !before.Contains(p));
        return problem is null ? new Derived(script, told, []) : new Derived(null, told, [problem]);
    }

    private static List<string> Problems(Adapter adapter) =>
        [.. AdapterReader.Read(adapter.Id, AdapterWriter.Write(adapter)).Problems.Where(p => p.Severity == ScriptSeverity.Error).Select(p => p.Message)];

    /// <summary>What inputs were, as the system got them; and the account's name, which typing alone does not tell.</summary>
    private static Dictionary<string, string> Values(Operation operation, TemplateValues shown, Demonstration demonstration, Trace trace)
    {
        var values = operation.Input.Where(i => shown.Has(i.Name)).ToDictionary(i => i.Name, i => shown.Find(i.Name)!, StringComparer.Ordinal);
        var field = demonstration.Deeds.FirstOrDefault(d => d.Action is RecordedAction.Fill { Text: "${credential.user}" })?.Element?.GetAttribute("name");
        if (field is { Length: > 0 } && trace.All.SelectMany(t => t.Sent.Fields).FirstOrDefault(f => f.Name == field) is { Value.Length: > 2 } sent)
            values["credential.user"] = sent.Value;
        return values;
    }
}
