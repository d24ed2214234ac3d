using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>A draft between two corrections.</summary>
/// <param name="Draft">As it is so far.</param>
/// <param name="Id">Of the operation that is corrected.</param>
internal sealed record OpenDraft(Draft Draft, string Id)
{
    /// <summary>Fields that were dropped from the answer, each with the place it had.</summary>
    public IReadOnlyList<(Field Field, int Place)> Dropped { get; init; } = [];

    /// <summary>Inputs that became constants.</summary>
    public IReadOnlyList<Parameter> Constants { get; init; } = [];

    public Adapter Adapter => Draft.Adapter;

    public Operation Operation => Adapter.Find(Id)!;

    /// <summary>Pushes that are read back by the operation.</summary>
    public IEnumerable<Operation> ReadingBack => Adapter.Operations.Where(o => o.Verify?.Operation == Id);

    public OpenDraft With(Adapter adapter) => this with { Draft = Draft with { Adapter = adapter } };

    public OpenDraft With(Operation operation) => With(Adapter with { Operations = [.. Adapter.Operations.Select(o => o.Id == operation.Id ? operation : o)] });

    public OpenDraft With(Output output) => With(Operation with { Output = output });

    public OpenDraft With(Parameter input) => With(Operation with { Input = [.. Operation.Input.Select(i => i.Name == input.Name ? input : i)] });

    /// <summary>Every push that is read back by the operation, changed.</summary>
    public OpenDraft WithReadingBack(Func<Verify, Verify> change) =>
        ReadingBack.ToList().Aggregate(this, (at, push) => at.With(push with { Verify = change(push.Verify!) }));

    /// <summary>Other steps; what was derived from the ones before is no longer theirs.</summary>
    public OpenDraft With(IReadOnlyList<Step> steps, IReadOnlyList<int?> origins)
    {
        var changed = With(Operation with { Steps = steps, Http = null });
        return changed with
        {
            Draft = changed.Draft with { Origins = [.. Draft.Origins.Where(o => o.Operation != Id), new StepOrigins(Id, origins)] },
        };
    }

    /// <summary>Without questions that are answered.</summary>
    public OpenDraft Without(Func<Doubt, bool> settled) => this with { Draft = Draft with { Doubts = [.. Draft.Doubts.Where(d => !settled(d))] } };

    public OpenDraft And(Doubt doubt) => this with { Draft = Draft with { Doubts = [.. Draft.Doubts, doubt] } };
}
