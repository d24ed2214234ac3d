using Daas.Core.Runs;
using Daas.Core.Words;

namespace Daas.Core.Adapters;

/// <summary>Judges what a caller gives for an operation.</summary>
public static class InputReader
{
    /// <summary>True when a caller may give this value for this input.</summary>
    public static bool Takes(Parameter parameter, string value) => InputValue.Read(parameter, value).Text is not null;

    /// <param name="operation">What is called.</param>
    /// <param name="raw">Given values by name; a null counts as left out.</param>
    /// <param name="files">Given files by name.</param>
    /// <returns>Inputs, or <c>invalid-input</c> with everything that is wrong in <see cref="RunError.Details"/>, by input.</returns>
    public static Fallible<RunInputs> Read(
        Operation operation, IReadOnlyDictionary<string, string?> raw, IReadOnlyDictionary<string, FileContent> files)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var uploads = new Dictionary<string, FileContent>(StringComparer.Ordinal);
        var names = operation.Input.Select(p => p.Name).ToList();
        foreach (var name in raw.Keys.Concat(files.Keys).Where(n => !names.Contains(n)))
            wrong[name] = Nearest.Find(name, names) is { } near ? $"there is no such input; did you mean '{near}'?" : "there is no such input";

        foreach (var parameter in operation.Input)
        {
            var given = raw.GetValueOrDefault(parameter.Name);
            if (parameter.Type == ParameterType.File)
                TakeFile(parameter, given);
            else if (files.ContainsKey(parameter.Name))
                wrong[parameter.Name] = "must be a value, not a file";
            else
                TakeValue(parameter, given);
        }

        if (wrong.Count == 0)
            return new RunInputs(inputs, uploads);
        return new RunError(ErrorClass.InvalidInput, string.Join("; ", wrong.Select(w => $"{w.Key}: {w.Value}"))) { Details = wrong };

        void TakeFile(Parameter parameter, string? given)
        {
            if (files.TryGetValue(parameter.Name, out var file))
                uploads[parameter.Name] = file;
            else if (given is not null)
                wrong[parameter.Name] = "must be a file, sent as a part of a multipart request";
            else if (parameter.Required)
                wrong[parameter.Name] = "is required";
        }

        void TakeValue(Parameter parameter, string? given)
        {
            // For all but texts an empty value is what forms and query strings send for nothing.
            if (given is { Length: 0 } && parameter.Type != ParameterType.String)
                given = null;
            given ??= parameter.Default;
            if (given is null or "" && parameter is { Required: true })
            {
                wrong[parameter.Name] = given is null ? "is required" : "is required and must not be empty";
                return;
            }

            if (given is null)
                return;
            var value = InputValue.Read(parameter, given);
            if (value.Text is { } text)
                inputs[parameter.Name] = text;
            else
                wrong[parameter.Name] = value.Suggestion is { } near ? $"{value.Problem}; did you mean '{near}'?" : value.Problem!;
        }
    }
}
