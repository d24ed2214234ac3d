using System.Globalization;
using Daas.Core.Adapters;
using Daas.Core.Adapters.Checks;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>Gives an input another type: its values go on standing for what was typed when it was recorded.</summary>
internal static class InputTypes
{
    /// <returns>The input, or why it cannot be of that type.</returns>
    public static (Parameter? Input, string? Why) Retyped(Parameter input, ParameterType type, string? format)
    {
        if ((type == ParameterType.File) != (input.Type == ParameterType.File))
            return (null, type == ParameterType.File ? "a file is given by a step that uploads one" : "the step that uploads it needs a file");
        var shown = input.Example is { } example ? Shown(input, example) : null;
        format = format is { Length: > 0 } ? format : Told(type, shown);
        if (format is not null && type is ParameterType.Date or ParameterType.DateTime && !Formats.IsDate(format))
            return (null, $"'{format}' is not a format of a date such as yyyy/M/d");
        var retyped = input with
        {
            Type = type,
            Format = type is ParameterType.String or ParameterType.Boolean ? null : format,
            Pattern = type == ParameterType.String ? input.Pattern : null,
            MaxLength = type == ParameterType.String ? input.MaxLength : null,
            Minimum = type is ParameterType.Integer or ParameterType.Number ? input.Minimum : null,
            Maximum = type is ParameterType.Integer or ParameterType.Number ? input.Maximum : null,
            Example = null,
            Default = null,
            OneOf = [],
        };
        var options = new List<string>();
        foreach (var value in type == ParameterType.Boolean ? [] : input.OneOf)
        {
            var read = Read(retyped, Shown(input, value));
            if (read.Text is not { } text)
                return (null, $"'{value}', which is one of its options, {read.Problem}");
            options.Add(text);
        }

        if (shown is not null && Read(retyped, shown).Problem is { } problem)
            return (null, $"'{shown}', which is its example, {problem}");
        return (retyped with
        {
            Example = shown is null ? null : Read(retyped, shown).Text,
            Default = input.Default is { } preset ? Read(retyped, Shown(input, preset)).Text : null,
            OneOf = [.. options.Distinct()],
        }, null);
    }

    /// <summary>As it is typed into the page.</summary>
    private static string Shown(Parameter input, string value)
    {
        var values = new TemplateValues();
        values.Set("value", value, input.Format);
        return values.Find("value")!;
    }

    private static InputValue Read(Parameter input, string shown) =>
        input.Type is ParameterType.Date or ParameterType.DateTime && input.Format is { } format
            && DateTime.TryParseExact(shown, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? InputValue.Read(input, moment.ToString(input.Type == ParameterType.Date ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture))
            : InputValue.Read(input, shown);

    /// <summary>The format in which a date was typed; null when it tells none, or is as the REST surface has it.</summary>
    private static string? Told(ParameterType type, string? shown)
    {
        var (usual, plain) = type switch
        {
            ParameterType.Date => (InputsDraft.Days, "yyyy-MM-dd"),
            ParameterType.DateTime => (InputsDraft.Moments, "yyyy-MM-ddTHH:mm:ss"),
            _ => ([], ""),
        };
        var told = Array.Find(usual, f => DateTime.TryParseExact(shown, f, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        return told == plain ? null : told;
    }
}
