using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Runtime.Connections;

/// <summary>The inputs of a request as the script's references see them.</summary>
internal static class Inputs
{
    /// <summary>With the formats in which the old system wants them typed.</summary>
    public static TemplateValues Values(Operation operation, RunRequest request)
    {
        var values = new TemplateValues();
        foreach (var parameter in operation.Input)
            values.Set(parameter.Name, request.Inputs.GetValueOrDefault(parameter.Name) ?? parameter.Default, parameter.Format);
        return values;
    }
}
