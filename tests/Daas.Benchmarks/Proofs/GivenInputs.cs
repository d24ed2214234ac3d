using Daas.Core.Runs;

namespace Daas.Benchmarks.Proofs;

/// <summary>What a call is given.</summary>
/// <param name="Values">In the REST surface's form.</param>
/// <param name="Files">By input.</param>
internal sealed record GivenInputs(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, FileContent> Files)
{
    public static GivenInputs Of(IReadOnlyDictionary<string, string> values) => new(values, new Dictionary<string, FileContent>());

    public override string ToString() =>
        Values.Count + Files.Count == 0 ? "no inputs" : string.Join(", ", Values.Select(v => $"{v.Key}={v.Value}").Concat(Files.Select(f => $"{f.Key}={f.Value.Name}")));
}
