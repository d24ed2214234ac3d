using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Recorder.Evidence;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>All that is known of an operation when its requests are derived.</summary>
internal sealed record Setting
{
    /// <summary>Address of the system.</summary>
    public required Uri Root { get; init; }

    public required IReadOnlyList<Parameter> Inputs { get; init; }

    public required Both Both { get; init; }

    public required IReadOnlyList<DoneStep> Done { get; init; }

    /// <summary>The steps that go to an address.</summary>
    public required IReadOnlyList<Step.Open> Opens { get; init; }

    public required IReadOnlyList<Given> Givens { get; init; }

    /// <summary>What inputs were when recorded, as the old system got them.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The same, for locators.</summary>
    public required TemplateValues Shown { get; init; }

    /// <summary>Index of the first action that belongs to it.</summary>
    public required int From { get; init; }

    public DerivingRule Rule { get; init; }

    /// <summary>The step that made a request be sent; null when none did.</summary>
    public DoneStep? DoneBy(Traced of) => of.Exchange.Action is { } action
        ? Done.LastOrDefault(d => d.Deed.Action.Index == action && d.Step is Step.Open or Step.Click or Step.Download or Step.Press)
            ?? Done.LastOrDefault(d => d.Deed.Action.Index == action) : null;

    /// <summary>The step that goes to an address; null when none does.</summary>
    public Step.Open? OpenedBy(Traced of) => !of.Sent.IsGet ? null : Opens.FirstOrDefault(o => o.Url.FillAddress(Shown, System.Text.Encoding.UTF8) is { } address
        && Uri.TryCreate(Root, address, out var goal) && Trace.Same(goal, of.Exchange.Url));

    /// <summary>
    /// The request of a chain that somebody's act sent. What was before the operation is not sent again by it: there each page stands for itself.
    /// </summary>
    public Traced HeadOf(Traced of) => of.From is { } from && (IsOwn(from) || !IsOwn(of) && from.Sent.IsGet) ? HeadOf(from) : of;

    public bool IsOwn(Traced of) => of.Exchange.Action >= From;
}
