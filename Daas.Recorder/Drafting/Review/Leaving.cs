using Daas.Core.Adapters;
using Daas.Core.Adapters.Checks;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Drafting.Preview;

namespace Daas.Recorder.Drafting.Review;

/// <summary>What goes out of the old system and into it by an operation: what somebody answers for who publishes it.</summary>
/// <param name="Fields">What leaves the system; empty for a file, and where only the outcome is told.</param>
/// <param name="IsFile">A file of the system leaves it as it is.</param>
/// <param name="Inputs">What callers give into the system.</param>
/// <param name="Hosts">Hosts that are reached for it, the system's own first.</param>
/// <param name="Writes">It changes something in the system.</param>
/// <param name="Refusals">The system's own words reach the caller when it refuses.</param>
public sealed record Leaving(
    IReadOnlyList<AnswerColumn> Fields, bool IsFile, IReadOnlyList<Parameter> Inputs, IReadOnlyList<string> Hosts, bool Writes, bool Refusals)
{
    public static Leaving Of(Adapter adapter, Operation operation)
    {
        var output = operation.Output;
        var opened = StepChecks.All(operation.Steps).Select(s => s is Step.Open open ? open.Url : (s as Step.Download)?.Url).OfType<Template>()
            .Select(u => Uri.TryCreate(u.Source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null)
            .OfType<Uri>().Select(u => u.Authority);
        return new Leaving([.. output?.Fields.Select(f => AnswerColumn.Of(f, output.Key.Contains(f.Name))) ?? []], output?.File == true,
            operation.Input, [.. HostsOf(adapter).Concat(opened).Distinct()], operation.Kind == OperationKind.Push, operation.Rejected is not null);
    }

    internal static IEnumerable<string> HostsOf(Adapter adapter) => adapter.Hosts.Prepend(adapter.Url.Authority);
}
