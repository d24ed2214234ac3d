using AngleSharp.Dom;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Drafting.Outputs;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting;

/// <summary>How a push is read back: by a list of the adapter that can be asked for the new record, or by the one that was shown after it.</summary>
/// <param name="shown">The demonstration.</param>
/// <param name="inputs">Of the push.</param>
/// <param name="notes">Takes what was thought.</param>
internal sealed class ReadBackDraft(Demonstration shown, InputsDraft inputs, Notes notes)
{
    /// <summary>A pull that the adapter has already, found by the inputs that both have.</summary>
    public Verify? ByExisting(Adapter? adapter)
    {
        foreach (var input in inputs.All.Where(i => i.Type == ParameterType.String).OrderByDescending(i => Weight(i.Name)))
        {
            foreach (var pull in adapter?.Operations.Where(o => o is { Kind: OperationKind.Pull, Output.Rows: not null and not RowSource.File }) ?? [])
            {
                if (!pull.Input.Any(i => i.Name == input.Name) || !pull.Output!.Fields.Any(f => f.Name == input.Name) || Weight(input.Name) == 0
                    || pull.Input.Any(i => i is { Required: true, Default: null } && i.Name != input.Name && inputs.All.All(o => o.Name != i.Name)))
                    continue;
                var with = pull.Input.Where(i => i.Name == input.Name || i is { Required: true, Default: null })
                    .ToDictionary(i => i.Name, i => InputsDraft.Literal(i.Name, true));
                notes.Because("verify", $"{pull.Id} can be asked for '{input.Name}' and shows it");
                return new Verify(pull.Id, with, new Dictionary<string, Template> { [input.Name] = InputsDraft.Literal(input.Name, true) });
            }
        }

        return null;
    }

    /// <summary>The list that was looked at afterwards, as a pull of its own; null when none showed the new record, or no way leads there by itself.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="all">What was done, before it and after it.</param>
    /// <param name="id">What the pull is called.</param>
    /// <param name="steps">Makes steps, with inputs of their own.</param>
    /// <param name="root">Address of the system.</param>
    /// <param name="start">Where the push begins; null where the session leaves it.</param>
    public (Operation Pull, Verify Verify)? ByList(
        Deed commit, List<Deed> all, string id, Func<InputsDraft, StepsDraft> steps, Uri root, Uri? start)
    {
        List<Deed> tail = [.. AnswerDraft.WithoutPaging([.. all.Skip(all.IndexOf(commit) + 1)])];
        var page = tail.Count > 0 ? tail[^1].After : commit.After;
        if (page is null)
            return null;
        var given = inputs.Shown.Where(s => s.Shown.Length > 1).OrderByDescending(Weight)
            .ThenByDescending(s => inputs.All.Any(i => i.Name == s.Name && i.Required)).ToList();
        foreach (var proposal in OutputFinder.Find(page, [.. given.Select(g => g.Shown)]).Where(p => p.Output.Rows is not null and not RowSource.File))
        {
            foreach (var (name, text) in given.Where(g => Weight(g) > 0))
            {
                if (proposal.Output.Fields.Where((_, i) => proposal.Rows.Count(r => $"{r.Values[i]}" == text) == 1).FirstOrDefault() is not { } field)
                    continue;
                var own = new InputsDraft(false, null, new Notes());
                if (Way(commit, all, tail, proposal.Output, steps(own), start) is not { } way)
                    return null;
                var with = new Dictionary<string, Template>();
                foreach (var (input, value) in own.Shown)
                    // What was looked for by a part of it is found by all of it, too.
                    with[input] = (given.FirstOrDefault(g => g.Shown == value).Name
                        ?? given.OrderByDescending(g => g.Name == name).FirstOrDefault(g => value.Length > 1 && g.Shown.Contains(value, StringComparison.Ordinal)).Name)
                        is { } source
                        ? InputsDraft.Literal(source, true)
                        : InputsDraft.Literal(value);
                notes.Because("verify", $"the list shown afterwards had '{text}' under '{field.Title ?? field.Column ?? field.Name}'");
                var pull = new Operation
                {
                    Id = id,
                    Kind = OperationKind.Pull,
                    Title = $"{root.Host} {id}",
                    Input = own.All,
                    Steps = way,
                    Output = proposal.Output with { Empty = Emptied(proposal.Output, page) },
                };
                return (pull, new Verify(id, with, new Dictionary<string, Template> { [field.Name] = InputsDraft.Literal(name, true) }));
            }
        }

        return null;
    }

    /// <summary>How the list is reached without saving anything before: by an address that was asked for after it, or as far as the push's own way leads there.</summary>
    private IReadOnlyList<Step>? Way(Deed commit, List<Deed> all, List<Deed> tail, Output list, StepsDraft steps, Uri? start)
    {
        var looking = tail.TakeWhile(d => d.Value is null).ToList();
        for (var i = looking.Count - 1; i >= -1; i--)
        {
            if (Address(i < 0 ? commit : looking[i], i < 0) is { } address)
                return [new Step.Open(steps.Address(address, false)), .. steps.Make([.. tail.Skip(i + 1)])];
        }

        var before = all.TakeWhile(d => d != commit).ToList();
        var from = before.FindIndex(d => d.Before is { } page && (tail.Count > 0 ? Offers(page, tail[0])
            : OutputGuess.Read(list, page, 1) is { Count: > 0 }));
        if (from < 0 || (start is null && from == 0))
            return null;
        var way = steps.Make([.. before.Take(from), .. tail]).ToList();
        if (start is not null && way is not [Step.Open, ..])
            way.Insert(0, new Step.Open(steps.Address(start, false)));
        return way;
    }

    /// <summary>The address of a page that came by it and that anybody may ask for again; null when there was none.</summary>
    private Uri? Address(Deed deed, bool isOwn) => shown.Exchanges(deed).LastOrDefault(e => e is { Type: "document", Method: "GET", Status: 200 }
        && deed.After is { } page && (page.Url == e.Url || page.Frames.Any(f => f.Url == e.Url))
        // The page of one record, such as the new one, shows that one only.
        && !(isOwn && e.Url.PathAndQuery.Any(char.IsAsciiDigit)))?.Url;

    private static bool Offers(PageView page, Deed deed) => deed.Element is { } element && deed.Words.Length > 0
        && page.Frames.Any(f => f.Document.QuerySelectorAll(element.LocalName).Any(e => PageText.IsShown(e) && new LocatorChoice(page).WordsOf(e) == deed.Words));

    /// <summary>Before the push the record is not there yet: heads alone are none, too, where only one more than that proves anything.</summary>
    private Sign? Emptied(Output list, PageView page)
    {
        if (list.Rows is not RowSource.Table table)
            return list.Empty;
        var heads = page.Frames.SelectMany(f => f.Document.QuerySelectorAll("tr"))
            .LastOrDefault(r => table.Headers.All(h => r.Children.Any(c => PageText.Fold(PageText.Of(c)) == PageText.Fold(h))));
        var alone = heads?.ClassList.Where(c => !Generated.IsName(c)).Select(c => new SignAlternative { Css = $"tr.{c}:only-child" })
            .FirstOrDefault(a => !SignWords.Shows(new Sign([a]), page));
        if (alone is null)
            return list.Empty;
        notes.Because("verify.empty", "what this list shows without rows was not shown; its heads alone count as none, for what counts is one more than before");
        return new Sign([.. list.Empty?.AnyOf ?? [], alone]);
    }

    /// <summary>Free text that was typed tells a record a little, whatever it is called: what counts is one more than before.</summary>
    private int Weight((string Name, string Shown) given) => Weight(given.Name) is > 0 and var weight ? weight
        : given.Shown.Length >= 4 && inputs.All.Any(i => i.Name == given.Name && i is { Type: ParameterType.String, OneOf.Count: 0 }) ? 1 : 0;

    /// <summary>How well a value tells one record from all others by what it is called; 0: not at all.</summary>
    private static int Weight(string name)
    {
        string[] strong = ["number", "idNumber", "documentNumber", "code", "id", "account", "certificateNumber", "serialNumber", "email", "userName"];
        string[] fair = ["name", "title", "subject", "fullName", "user"];
        if (strong.Contains(name) || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Number", StringComparison.Ordinal) || name.EndsWith("Code", StringComparison.Ordinal))
            return 3;
        return fair.Contains(name) || name.EndsWith("Name", StringComparison.Ordinal) || name.EndsWith("Title", StringComparison.Ordinal) ? 2 : 0;
    }
}
