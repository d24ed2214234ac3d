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
    public static TemplateValues Values(Operation operation, IReadOnlyDictionary<string, string> inputs)
    {
        var values = new TemplateValues();
        foreach (var parameter in operation.Input)
        {
            if (inputs.TryGetValue(parameter.Name, out var value))
                values.Set(parameter.Name, value, parameter.Format);
        }

        return values;
    }
}
