using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Adapters.Checks;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>Makes steps of what was done.</summary>
/// <param name="root">Address of the system, to which addresses are relative.</param>
/// <param name="inputs">Takes what becomes an input; null in signing in, where what was chosen stays.</param>
/// <param name="again">The second demonstration; null when there is none.</param>
/// <param name="notes">Takes what was thought.</param>
internal sealed partial class StepsDraft(Uri root, InputsDraft? inputs, SecondTime? again, Notes notes)
{
    private readonly List<(List<Step> Steps, int Place, IReadOnlyList<Deed> Called)> _calling = [];
    private readonly Dictionary<Deed, string> _inputOf = [];
    private readonly Dictionary<Step, int> _made = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<Deed> _all = [];

    /// <summary>What a step must wait for beyond what it starts at once; null where that is not looked for.</summary>
    public CausesDraft? Causes { get; init; }

    /// <param name="deeds">In order.</param>
    /// <param name="commit">The one after which the system may have saved; null when none does.</param>
    public IReadOnlyList<Step> Make(IReadOnlyList<Deed> deeds, Deed? commit = null)
    {
        _all = deeds;
        if (deeds.Count == 0)
            return [];
        var at = 0;
        var steps = InWindow(deeds, ref at, deeds[0].Action.Window, commit);
        foreach (var (list, place, called) in _calling)
        {
            // What only brings up the field of an input is left out together with it.
            if (called.Select(d => _inputOf.GetValueOrDefault(d)).FirstOrDefault(n => n is not null && inputs?.All.Any(i => i.Name == n && !i.Required) == true)
                is { } name)
                list[place] = Made(list[place] with { When = name }, _made.GetValueOrDefault(list[place], -1));
        }

        return steps;
    }

    /// <summary>Indices of the actions that steps which were made here were made of; null for any other.</summary>
    public IReadOnlyList<int?> Origins(IEnumerable<Step> steps) =>
        [.. StepChecks.All(steps).Select(s => _made.TryGetValue(s, out var index) && index >= 0 ? index : (int?)null)];

    private Step Made(Step step, int index)
    {
        _made[step] = index;
        return step;
    }

    private List<Step> InWindow(IReadOnlyList<Deed> deeds, ref int at, string window, Deed? commit)
    {
        var steps = new List<Step>();
        while (at < deeds.Count)
        {
            var deed = deeds[at];
            if (deed.Action.Window == window)
            {
                at++;
                steps.AddRange(Of(deed).Select(s => s is Step.Answer ? s : deed == commit ? s with { Commit = true } : Waiting(s, deed))
                    .Select(s => Made(s, deed.Action.Index)));
                if (Calling.Of(deed, _all) is { Count: > 0 } called && steps is [.., Step.Choose])
                    _calling.Add((steps, steps.Count - 1, called));
                continue;
            }

            var rest = deeds.Skip(at).TakeWhile(d => d.Action.Window != window).ToList();
            var comesBack = at + rest.Count < deeds.Count || rest.Exists(d => d.Signal<RecordedSignal.Closed>() is not null || d == commit);
            if (!comesBack && at > 0 && Follows(deeds[at - 1], steps))
            {
                window = deed.Action.Window;
                continue;
            }

            var inner = 0;
            steps.Add(new Step.InWindow(Title(deed, deeds[Math.Max(0, at - 1)]), InWindow(rest, ref inner, rest[0].Action.Window, commit)));
            at += rest.Count;
        }

        return steps;
    }

    private Step Waiting(Step step, Deed deed)
    {
        if (Causes?.Of(deed) is not { Count: > 0 } causes)
            return step;
        notes.Because("causes", $"the page asked for {causes[0]} a moment after '{deed.Words}', and showed what it brought");
        return step with { Causes = causes };
    }

    /// <summary>A window in which the rest is done: its address is opened in the window at hand, where the link tells it.</summary>
    private bool Follows(Deed opener, List<Step> steps)
    {
        if (steps is not [.., Step.Click click] || opener.Element?.GetAttribute("href") is not { } href || href.StartsWith('#')
            || href.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
            return false;
        var name = $"address{steps.Count}";
        steps[^1] = Made(new Step.Read(click.Target, name, "href"), opener.Action.Index);
        steps.Add(Made(new Step.Open($"${{{name}}}"), opener.Action.Index));
        notes.Because("window", $"'{opener.Words}' opens a window of its own, where all the rest was done; its address is opened in its place");
        return true;
    }

    /// <summary>True when the last deed opened a window by a link, whose page is the answer.</summary>
    public bool EndsInWindow(Deed last, List<Step> steps) => Follows(last, steps);

    private IEnumerable<Step> Of(Deed deed)
    {
        var step = One(deed);
        if (step is null)
            yield break;
        yield return step;
        foreach (var dialog in deed.Action.Signals.OfType<RecordedSignal.Dialog>().Where(d => d.Kind is "confirm" or "prompt"))
        {
            var with = dialog is { Kind: "prompt", Accepted: true, Answer: { Length: > 0 } answer }
                ? inputs?.Other(Spoken.Label(dialog.Text), null, answer, false, $"'{answer}' was the answer to '{dialog.Text}'")
                    ?? InputsDraft.Literal(answer) : null;
            TextMatch? says = Spoken.Of(dialog.Text).Length == 0 ? null : SignWords.Match(Spoken.Of(dialog.Text), inputs?.Shown.Select(s => s.Shown) ?? []);
            yield return new Step.Answer(dialog.Accepted, says, with);
        }
    }

    private Step? One(Deed deed)
    {
        var label = deed.Words;
        switch (deed.Action)
        {
            case RecordedAction.Open open:
                return new Step.Open(Address(open.Url, true));

            case RecordedAction.Fill fill:
                return Field(deed) is { } field ? new Step.Fill(field, With(deed, fill, label), fill.Keys) : null;

            case RecordedAction.Choose choose:
                var isRadio = deed.Element is { } radio && Controls.TypeOf(radio) == "radio";
                label = isRadio ? Filling(deed) ?? RadioGroup.Label(deed.Element!) : label;
                if (!isRadio && Calling.Of(deed, _all).Count > 0 && Field(deed) is { } called)
                {
                    notes.Because($"constant.{label}", $"'{choose.Words}' stays as it is: the list sprang back, and what was chosen brought up a field");
                    return new Step.Choose(called, InputsDraft.Literal(choose.Words));
                }

                var group = isRadio ? RadioGroup.Locator(deed.Element!) : null;
                return (group ?? Field(deed)) is { } list ? new Step.Choose(list, inputs?.Of(deed, label) ?? InputsDraft.Literal(choose.Words)) : null;

            case RecordedAction.Check check:
                if (deed.Element is { } box && ListRow.Of(box) is { } line && inputs is not null && RowKey(line) is { } key)
                    return deed.Choice!.Field(box, deed.Action.Target, key, inputs.Values) is { } inRow
                        ? new Step.Check(inRow.Locator, check.On ? "true" : "false") : null;
                return Field(deed) is { } tick ? new Step.Check(tick, inputs?.Of(deed, label) ?? (check.On ? "true" : "false")) : null;

            case RecordedAction.Upload:
                return Field(deed) is { } place && inputs is not null ? new Step.Upload(place, inputs.File(deed, label)) : null;

            case RecordedAction.Press press:
                return new Step.Press(press.Key, deed.Element is null && deed.Action.Target is not { Ways.Count: > 0 } ? null : Field(deed));

            case RecordedAction.Hover:
                return Clicked(deed) is { } over ? new Step.Hover(over) : null;

            case RecordedAction.Click click:
                if (Clicked(deed) is not { } target)
                    return null;
                return deed.Signal<RecordedSignal.Downloaded>() is not null ? new Step.Download(target) : new Step.Click(target, click.Count == 2);

            case RecordedAction.Pick:
                return null;

            default:
                throw new ArgumentOutOfRangeException(nameof(deed), deed.Action, null);
        }
    }

    private Template With(Deed deed, RecordedAction.Fill fill, string label)
    {
        if (inputs is not null)
        {
            var with = fill.Text == "${credential.user}" ? fill.Text : inputs.Of(deed, label);
            if (with.References.FirstOrDefault() is { } name)
                _inputOf[deed] = name;
            return with;
        }

        return fill.Secret ? "${credential.password}" : fill.Text == "${credential.user}" ? fill.Text : InputsDraft.Literal(fill.Text ?? "");
    }

    private Locator? Field(Deed deed)
    {
        var chosen = deed.Element is { } element ? deed.Choice!.Field(element, deed.Action.Target) : Told(deed);
        return Sure(deed, chosen);
    }

    private Locator? Clicked(Deed deed)
    {
        if (deed.Element is not { } element || deed.Choice is not { } choice)
            return inputs?.Naming(deed.Words) is { } given && Told(deed, given) is { } byValue ? Needing(given, byValue.Locator) : Sure(deed, Told(deed));
        var mark = deed.Action.Target;
        if (inputs is null)
            return Sure(deed, choice.Clicked(element, mark));
        var row = ListRow.Of(element);
        if (inputs.Naming(deed.Words) is { } named && choice.Clicked(element, mark, named: named, values: inputs.Values) is { IsSure: true } chosen)
        {
            notes.Because($"click.{deed.Words}", $"'{deed.Words}' is what was given before");
            return Needing(named, chosen.Locator);
        }

        var option = OptionOf(deed);
        // An input is declared only where it singles the entry out.
        if (option is { } entry && inputs.Trial(entry.Label, null, deed.Words) is var (tried, values) && choice.Clicked(element, mark, named: tried, values: values) is { IsSure: true }
            && choice.Clicked(element, mark, named: inputs.Option(deed, entry.Label, entry.Words), values: inputs.Values) is { IsSure: true } one)
            return one.Locator;
        if (option is null && Filling(deed) is { } label && Given(deed, label, null, $"'{deed.Words}' was chosen in a picker and came into the field '{label}'") is { } picked)
            return picked;
        if (row is not null)
        {
            if (RowKey(row) is { } key && choice.Clicked(element, mark, key, values: inputs.Values) is { } inRow)
                return Sure(deed, inRow);
        }
        else if (again?.Of(deed) is { } other && other.Words != deed.Words && other.Words.Length > 0)
        {
            return Given(deed, "", element.GetAttribute("name"), $"'{deed.Words}' was clicked in the first demonstration, '{other.Words}' in the second")
                ?? Sure(deed, null);
        }
        else if (Unfolds(deed) && Given(deed, "", "branch", $"'{deed.Words}' is one of several that unfold; what was chosen then stood in it") is { } branch)
        {
            return branch;
        }
        else if (deed.Signal<RecordedSignal.Downloaded>() is { File: var file } && IsFileName(deed.Words, file.Name))
        {
            // One file is told by its place; of several, the caller says which.
            return choice.Clicked(element, mark, isOwn: true) is { IsSure: true } only ? only.Locator
                : Given(deed, "", "fileName", $"'{deed.Words}' is the name of one of several files") ?? Sure(deed, choice.Clicked(element, mark));
        }

        return Sure(deed, choice.Clicked(element, mark));
    }

    private static ChosenLocator? Told(Deed deed, Template? named = null) => deed.Action.Target is { } mark ? ToldLocator.Of(mark, named) : null;

    /// <summary>By its own words, which become an input; null when they do not single it out.</summary>
    private Locator? Given(Deed deed, string label, string? name, string why)
    {
        var words = Marker().Replace(deed.Words, "");
        var (reference, values) = inputs!.Trial(label, name, words);
        if (deed.Choice!.Clicked(deed.Element!, deed.Action.Target, named: reference, values: values) is not { IsSure: true } chosen)
            return null;
        inputs.Other(label, name, words, true, why);
        return chosen.Locator;
    }

    private static bool IsFileName(string words, string file) =>
        words.Length > 0 && (words.Contains(Path.GetFileNameWithoutExtension(file), StringComparison.Ordinal) || FileName().IsMatch(words));

    private Locator Needing(Template reference, Locator locator)
    {
        inputs!.Require(reference.References.First());
        return locator;
    }

    /// <summary>The label of the field that got the clicked words for its value: the click was choosing in a picker; null when none did.</summary>
    private string? Filling(Deed deed)
    {
        var words = deed.Words;
        var at = _all.ToList().IndexOf(deed);
        if (words.Length is 0 or > 40 || at < 0 || deed.Element is null || (PageParts.IsControl(deed.Element) && !PageParts.IsTick(deed.Element)))
            return null;
        var before = _all.Take(at + 1).Select(d => d.Before).OfType<PageView>().ToList();
        var back = _all.Skip(at + 1).FirstOrDefault(d => d.Action.Window != deed.Action.Window);
        var after = new[] { deed.After, at + 1 < _all.Count ? _all[at + 1].Before : null, back?.Before }.OfType<PageView>();
        foreach (var page in after)
        {
            var choice = new LocatorChoice(page);
            foreach (var field in page.Frames.SelectMany(f => PageParts.ControlsIn(f.Document)))
            {
                if (PageParts.IsTick(field) || Spoken.Of(Names.ValueOf(field)) != words || !PageText.IsShown(field)
                    || before.Exists(p => Held(p, field, words)))
                    continue;
                return choice.WordsOf(field);
            }
        }

        return null;
    }

    /// <summary>For an entry of a list that a look-alike field opened: the field's label, and the words of all entries; null when it is none.</summary>
    private (string Label, IReadOnlyList<string> Words)? OptionOf(Deed deed)
    {
        if (deed.Element is { } drawn && RadioGroup.Behind(drawn) is { } radio && RadioGroup.Drawn(radio) is var all && all.Contains(deed.Words))
            return (RadioGroup.Label(radio), all);
        if (deed.Element is not { } element || PageParts.RoleOf(element) != "option" || _all.ToList().IndexOf(deed) is not (> 0 and var at)
            || _all[at - 1] is not { Action: RecordedAction.Click or RecordedAction.Fill, Element: { } opener, Choice: { } choice })
            return null;
        var words = element.ParentElement!.Children.Where(c => PageParts.RoleOf(c) == "option").Select(c => Spoken.Of(PageText.Of(c))).Where(w => w.Length > 0);
        var holder = opener;
        for (var depth = 0; holder is not null && depth < 4; holder = holder.ParentElement, depth++)
        {
            if (PageParts.ControlsIn(holder).Take(2).ToList() is [var field])
                return (choice.WordsOf(field), [.. words.Distinct()]);
        }

        return (choice.WordsOf(opener), [.. words.Distinct()]);
    }

    /// <summary>A click on one of several alike that shows what was chosen next, in a tree.</summary>
    private bool Unfolds(Deed deed)
    {
        var at = _all.ToList().IndexOf(deed);
        if (at < 0 || at + 1 >= _all.Count || deed.Action.Exchanges.Count > 0 || deed.Action.Signals.Count > 0 || deed.Before is null
            || _all[at + 1] is not { Element: { } next } then || then.Action.Window != deed.Action.Window || Filling(then) is null)
            return false;
        var hidden = deed.Before.Frames.SelectMany(f => f.Document.QuerySelectorAll(next.LocalName)).FirstOrDefault(e => SteadyCss.Path(e) == SteadyCss.Path(next));
        return (hidden is null || !PageText.IsShown(hidden)) && SteadyCss.ByDoing(deed.Element!).Concat([deed.Element!.LocalName])
            .Any(css => deed.Element!.Owner!.QuerySelectorAll(css).Count(e => e != deed.Element && PageText.IsShown(e)
                && e.ParentElement?.LocalName == deed.Element.ParentElement?.LocalName && e.ParentElement?.ClassName == deed.Element.ParentElement?.ClassName) > 0);
    }

    private static bool Held(PageView page, IElement field, string words) =>
        page.Frames.SelectMany(f => f.Document.QuerySelectorAll(field.LocalName))
            .Any(e => e.GetAttribute("name") == field.GetAttribute("name") && e.Id == field.Id && Spoken.Of(Names.ValueOf(e)) == words);

    private Template? RowKey(ListRow row)
    {
        if (inputs!.Shown.LastOrDefault(s => row.Cells.Any(c => c.Text == s.Shown && c.IsOnly)).Shown is { } given)
            return inputs.Key(row.Cells.First(c => c.Text == given));
        return row.Key() is { } cell ? inputs.Key(cell) : null;
    }

    private Locator? Sure(Deed deed, ChosenLocator? chosen)
    {
        var what = deed.Words.Length > 0 ? deed.Words : deed.Action.Target?.Tag ?? "?";
        if (chosen is null)
            notes.Ask($"step.{deed.Action.Index}",
                $"which element is '{what}' ({deed.Action.GetType().Name})? It could not be found again on {(deed.Before is null ? "a page; none was kept" : "the recorded page")}.", true);
        else if (!chosen.IsSure)
            notes.Ask($"step.{deed.Action.Index}", $"'{what}' is told only by its place on the page ({chosen.Locator}); is that enough?", false, "yes", "no");
        return chosen?.Locator;
    }

    private static Sign? Title(Deed first, Deed opener) =>
        first.Before?.Title is { Length: > 0 and < 40 } title && title != opener.Before?.Title && !Generated.IsData(title)
            ? new Sign([new SignAlternative { Title = Template.Escape(title) }]) : null;

    /// <summary>Relative to the system; parts that belong to one session are left out, values of this call become inputs.</summary>
    /// <param name="url">Address.</param>
    /// <param name="typed">True: a person went there by it.</param>
    public Template Address(Uri url, bool typed)
    {
        var path = InputsDraft.Literal(Uri.UnescapeDataString(url.AbsolutePath) is var plain && plain.All(char.IsAscii) ? plain : url.AbsolutePath).Source;
        var kept = new List<string>();
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (n, Uri.UnescapeDataString(v.Replace('+', ' '))) : (pair, "");
            if (Session().IsMatch(name) || (value.Length >= 16 && Generated.IsName(value)))
                continue;
            if (inputs?.Naming(value) is { } known)
                kept.Add($"{name}={inputs.Require(known.References.First())}");
            else if (typed && inputs is not null && value.Length > 0 && Number().IsMatch(value) && Id().IsMatch(name))
                kept.Add($"{name}={inputs.Other("", name, value, true, $"'{value}' stood in the address that was opened")}");
            else
                kept.Add(InputsDraft.Literal(pair).Source);
        }

        var relative = url.GetLeftPart(UriPartial.Authority) == root.GetLeftPart(UriPartial.Authority) ? path : url.GetLeftPart(UriPartial.Authority) + path;
        return kept.Count == 0 ? relative : $"{relative}?{string.Join('&', kept)}";
    }

    [GeneratedRegex("^(jsessionid|phpsessid|sid|session.*|token|_t|_|ts|t|timestamp|rnd|rand|random|nonce|v|csrf.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Session();

    /// <summary>What a tree shows before a branch.</summary>
    [GeneratedRegex(@"^(\[[+-]\]|[+▶►▸▷▼▾◢-]) *")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\.[A-Za-z][A-Za-z0-9]{1,4}$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^\d+$")]
    private static partial Regex Number();

    [GeneratedRegex("(id|no|num|number|code|key)$", RegexOptions.IgnoreCase)]
    private static partial Regex Id();
}
