using Daas.Core.Adapters.Grammar;

namespace Daas.Core.Adapters.Checks;

/// <summary>What must hold in one input: constraints of its type, and values that keep them.</summary>
internal static class ParameterChecks
{
    public static void Check(Parameter parameter, Reading reading)
    {
        var text = parameter.Type == ParameterType.String;
        var number = parameter.Type is ParameterType.Integer or ParameterType.Number;
        Belongs(parameter.Pattern is not null && !text, "pattern", "a string");
        Belongs(parameter.MaxLength is not null && !text, "maxLength", "a string");
        Belongs(parameter.Minimum is not null && !number, "minimum", "a number");
        Belongs(parameter.Maximum is not null && !number, "maximum", "a number");
        Belongs(parameter.OneOf.Count > 0 && parameter.Type is (ParameterType.File or ParameterType.Boolean), "oneOf", "a text, number or date");
        Belongs(parameter.Default is not null && parameter.Type == ParameterType.File, "default", "a value, not a file");
        Belongs(parameter.Format is not null && parameter.Type is (ParameterType.String or ParameterType.Boolean), "format", "a date or number");
        if (parameter.Minimum > parameter.Maximum)
            reading.Error(parameter, $"input '{parameter.Name}': the minimum is above the maximum", "minimum");
        if (parameter.OneOf.Count != parameter.OneOf.Distinct().Count())
            reading.Error(parameter, $"input '{parameter.Name}': a value stands twice in oneOf", "oneOf");
        if (parameter is { Required: true, Default: not null })
            reading.Advise(parameter, $"input '{parameter.Name}' has a default, so nobody must give it", "required");
        CheckFormat(parameter, reading);

        if (parameter.Type == ParameterType.File)
            return;
        foreach (var value in parameter.OneOf)
            CheckValue(parameter with { OneOf = [] }, value, "oneOf");
        CheckValue(parameter, parameter.Default, "default");
        CheckValue(parameter, parameter.Example, "example");

        void Belongs(bool wrong, string key, string to)
        {
            if (wrong)
                reading.Error(parameter, $"input '{parameter.Name}': '{key}' belongs to {to}", key);
        }

        void CheckValue(Parameter rules, string? value, string key)
        {
            if (value is not null && InputValue.Read(rules, value) is { Problem: { } problem } read)
                reading.Error(parameter, $"input '{parameter.Name}': the {(key == "oneOf" ? "value" : key)} '{value}' {problem}", key, read.Suggestion);
        }
    }

    private static void CheckFormat(Parameter parameter, Reading reading)
    {
        if (parameter.Format is not { } format)
            return;
        var fits = parameter.Type switch
        {
            ParameterType.Date or ParameterType.DateTime => Formats.IsDate(format),
            ParameterType.Integer or ParameterType.Number => Formats.IsNumber(format),
            _ => true,
        };
        if (!fits)
            reading.Error(parameter, $"input '{parameter.Name}': '{format}' is not a format of a {(parameter.Type is ParameterType.Date or ParameterType.DateTime ? "date such as yyyy/M/d" : "number such as 0.00")}", "format");
    }
}
