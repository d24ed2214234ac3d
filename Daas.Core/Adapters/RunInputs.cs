using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Core.Adapters;

/// <summary>The validated inputs of one call.</summary>
/// <param name="Inputs">In the REST surface's form (dates ISO, numbers invariant), defaults filled in; what the caller left out is absent.</param>
/// <param name="Files">Uploaded files, by input.</param>
public sealed record RunInputs(IReadOnlyDictionary<string, string> Inputs, IReadOnlyDictionary<string, FileContent> Files)
{
    /// <summary>What the references of the operation's templates stand for, each input in the format that the old system wants.</summary>
    /// <param name="operation">Whose inputs they are.</param>
    /// <param name="inputs">As in <see cref="Inputs"/>.</param>
    /// <param name="files">As in <see cref="Files"/>; <c>${input.name}</c> stands for the name of one.</param>
    public static TemplateValues Values(Operation operation, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, FileContent>? files = null)
    {
        var values = new TemplateValues();
        foreach (var parameter in operation.Input)
        {
            if (inputs.TryGetValue(parameter.Name, out var value))
                values.Set(parameter.Name, value, parameter.Format);
        }

        foreach (var (input, file) in files ?? new Dictionary<string, FileContent>())
            values.Set($"{input}.name", file.Name);
        return values;
    }
}
