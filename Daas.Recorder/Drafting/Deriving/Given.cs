using AngleSharp.Dom;
using Daas.Core.Adapters;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Evidence;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>What a step puts into a control.</summary>
/// <param name="Step">The step.</param>
/// <param name="Deed">What was done when it was recorded.</param>
/// <param name="Control">In the page before.</param>
/// <param name="Value">As the script has it; of a file the input's name.</param>
/// <param name="Words">What it was when recorded, as a person sees it.</param>
/// <param name="Sent">What the control sends for it; null when that is the same.</param>
internal sealed record Given(Step Step, Deed Deed, IElement Control, Template Value, string Words, string? Sent)
{
    public string Name => Control.GetAttribute("name") ?? "";

    public bool IsFile => Step is Step.Upload;

    /// <summary>The input that it comes from; null when it is always the same.</summary>
    public string? Input => Value.References.FirstOrDefault();

    /// <param name="done">The steps that were found in the recording.</param>
    public static IReadOnlyList<Given> Of(IReadOnlyList<DoneStep> done)
    {
        var all = new List<Given>();
        foreach (var one in done)
        {
            var (value, words) = one.Step switch
            {
                Step.Fill fill => (fill.With, one.Deed.Value),
                Step.Choose choose => (choose.Option, one.Deed.Action is RecordedAction.Choose chosen ? chosen.Words : null),
                Step.Check check => (check.To, one.Deed.Value),
                Step.Upload upload => (Template.Parse(upload.File), one.Deed.Value),
                _ => ((Template?)null, null),
            };
            if (value is null)
                continue;
            var sent = one.Deed.Action switch
            {
                RecordedAction.Choose { Value: { } code } => code,
                RecordedAction.Check when Controls.IsTick(one.Element) => Controls.Value(one.Element),
                _ => null,
            };
            all.Add(new Given(one.Step, one.Deed, one.Element, value, words ?? "", sent == words ? null : sent));
        }

        return all;
    }
}
