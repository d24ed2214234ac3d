using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>What is said about single steps.</summary>
internal static class StepCorrections
{
    public static Done Drop(OpenDraft at, Correction.DropStep to)
    {
        if (StepPlaces.Find(at, to.Step, to.Text, out var step) is { } none)
            return none;
        if (step.Commit || (step is Step.InWindow inner && Holds(inner)))
            return "it is the step after which the system has saved; without it nothing is written";
        if (step is Step.Download && at.Operation.Output is { File: true } or { Rows: RowSource.File })
            return "the answer is the file that it takes";
        var list = StepPlaces.ListOf(at.Operation.Steps, step).ToList();
        var behind = list.Skip(list.FindIndex(s => ReferenceEquals(s, step)) + 1).ToList();
        if (step is Step.Click && behind is [Step.InWindow, ..])
            return "it opens the window in which the next steps are done; leave those out first";
        var gone = new Dictionary<Step, Step?>(ReferenceEqualityComparer.Instance) { [step] = null };
        // The dialogs that it caused come no more.
        if (step is not Step.Answer)
        {
            foreach (var answer in behind.TakeWhile(s => s is Step.Answer))
                gone[answer] = null;
        }

        var before = at.Operation.Input.Where(i => InputUse.Count(at.Operation, i) > 0).ToList();
        var left = StepPlaces.With(at, gone);
        var unused = before.Where(i => InputUse.Count(left.Operation, i) == 0).ToList();
        if (unused.FirstOrDefault(i => at.ReadingBack.Any(o => o.Verify!.With.ContainsKey(i.Name))) is { } asked)
            return $"reading back asks by the input '{asked.Name}', which nothing would use any more";
        return left.With(left.Operation with { Input = [.. left.Operation.Input.Where(i => !unused.Contains(i))] });
    }

    public static Done MakeInput(OpenDraft at, Correction.MakeInput to)
    {
        var name = to.Name.Trim();
        if (StepPlaces.Find(at, to.Step, to.Text, out var step) is { } none)
            return none;
        if ((InputCorrections.Wrong(at.Operation, name) ?? Titles.Wrong(to.Title)) is { } wrong)
            return wrong;
        Template reference = $"${{{name}}}";
        var (changed, was, needed) = step switch
        {
            Step.Fill { With.IsLiteral: true } fill => (fill with { With = reference }, fill.With, false),
            Step.Choose { Option.IsLiteral: true } choose => (choose with { Option = reference }, choose.Option, false),
            Step.Check { To.IsLiteral: true } check => (check with { To = reference }, check.To, false),
            Step.Answer { With: { IsLiteral: true } with } answer => (answer with { With = reference }, with, false),
            Step.Click click when Clicked(click.Target, reference) is (Target: { } target, Words: var words) => (click with { Target = target }, words, true),
            _ => ((Step?)null, (Template?)null, false),
        };
        if (changed is null || was is null)
            return "it has no text of its own that could be given by the caller";
        var text = was.Fill(TemplateValues.None)!;
        var known = at.Constants.LastOrDefault(c => c.Name == name && c.Example == text);
        var input = (known ?? new Parameter { Name = name }) with
        {
            Type = known?.Type ?? (step is Step.Check ? ParameterType.Boolean : ParameterType.String),
            Title = Titles.Of(to.Title) ?? known?.Title,
            Example = text.Length > 0 ? text : null,
            Required = needed || known?.Required == true,
        };
        var made = StepPlaces.With(at, new Dictionary<Step, Step?>(ReferenceEqualityComparer.Instance) { [step] = changed });
        return made.With(made.Operation with { Input = [.. made.Operation.Input, input] });
    }

    /// <summary>What is clicked told by a given word: only ways that have it count.</summary>
    private static (Locator? Target, Template? Words) Clicked(Locator target, Template reference)
    {
        foreach (var words in target.Ways.SelectMany(w => new[] { w.Row, w.Name, w.Text }).OfType<Template>().Where(t => t.IsLiteral))
        {
            var ways = target.Ways.Select(With).OfType<Way>().ToList();
            if (ways.Count > 0)
                return (new Locator(ways), words);

            Way? With(Way way) => Equals(way.Row, words) ? way with { Row = reference }
                : way.Row is not null ? null
                : Equals(way.Name, words) ? way with { Name = reference, Exact = true }
                : Equals(way.Text, words) ? way with { Text = reference } : null;
        }

        return (null, null);
    }

    private static bool Holds(Step.InWindow window) => window.Steps.Any(s => s.Commit || (s is Step.InWindow inner && Holds(inner)));
}
