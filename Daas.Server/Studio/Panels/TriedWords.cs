using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Panels;

/// <summary>What a trial tells of the steps of its script in English, in the page's language. What is not of the script stays as it is told.</summary>
public sealed class TriedWords
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Texts _texts;
    private readonly bool _isRecord;

    /// <param name="adapter">That is tried.</param>
    /// <param name="operation">Which of its operations.</param>
    /// <param name="inputs">What was given, by name.</param>
    /// <param name="texts">The page's words.</param>
    public TriedWords(Adapter adapter, Operation operation, IReadOnlyDictionary<string, string?> inputs, Texts texts)
    {
        (_texts, _isRecord) = (texts, operation.Output is { Rows: null });
        var given = new TemplateValues();
        foreach (var input in operation.Input)
            given.Set(input.Name, inputs.GetValueOrDefault(input.Name) ?? input.Default, input.Format);
        foreach (var values in new[] { given, null })
        {
            var words = new StepWords(texts, values);
            foreach (var step in All([.. adapter.SignIn?.Steps ?? [], .. operation.Steps]))
            {
                _words.TryAdd(StepText.Describe(step, values), words.Of(step));
                foreach (var way in WaysOf(step))
                    _words.TryAdd(StepText.Describe(way, values), words.Of(way));
            }
        }
    }

    /// <param name="told">A step, or a way to an element; behind it there may be a place in brackets.</param>
    public string Of(string told)
    {
        if (_words.TryGetValue(told, out var words))
            return words;
        var place = told.LastIndexOf(" (", StringComparison.Ordinal);
        return place > 0 && _words.TryGetValue(told[..place], out words) ? words + told[place..] : told;
    }

    public string Of(RunEvent.Stepped step) => step.Place.Part != StepPart.Answer ? Of(step.Text)
        : _isRecord ? _texts["studio.do.record"] : _texts.Format("studio.do.page", step.Place.Number);

    private static IEnumerable<Step> All(IEnumerable<Step> steps) => steps.SelectMany(s => s is Step.InWindow window ? All(window.Steps).Prepend(s) : [s]);

    private static IEnumerable<Way> WaysOf(Step step) => step switch
    {
        Step.Fill fill => fill.Field.Ways,
        Step.Choose choose => [.. choose.Field.Ways, .. choose.From?.Ways ?? []],
        Step.Check check => check.Box.Ways,
        Step.Click click => click.Target.Ways,
        Step.Press press => press.In?.Ways ?? [],
        Step.Hover hover => hover.Target.Ways,
        Step.Upload upload => upload.Field.Ways,
        Step.Download download => download.Target?.Ways ?? [],
        Step.Read read => read.Target.Ways,
        _ => [],
    };
}
