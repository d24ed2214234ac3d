using Daas.Core.Runs;

namespace Daas.Core.Extraction.Values;

/// <summary>Turns the raw text of one field into the row's value, or into the error that says where it went wrong.</summary>
internal static class RowBuild
{
    /// <param name="field">The field.</param>
    /// <param name="raw">What the page shows.</param>
    /// <param name="row">One-based number of the row; 0 for a single record.</param>
    /// <param name="value">Null on error or without a value.</param>
    public static RunError? Value(FieldPlan field, in Raw raw, int row, out object? value)
    {
        value = null;
        if (raw.IsMissing)
        {
            return field.Field.Optional
                ? null
                : Errors.Drift($"{Where(row)}{field.Place} of field '{field.Name}' is not there", field, row);
        }

        Converted converted;
        try
        {
            converted = FieldValue.Of(field, raw);
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            converted = Converted.Wrong($"keeps the pattern '{field.Field.Pattern}' busy for more than a second");
        }

        var shown = raw.Text ?? (raw.Typed is null ? "" : SpreadsheetValue.Text(raw.Typed));
        if (converted.Problem is { } problem)
            return Errors.Contract($"{Where(row)}{field.Place}: '{Cut(shown)}' {problem}", row, field, shown);
        value = converted.Value;
        return value is null && field.Field.Required
            ? Errors.Contract($"{Where(row)}{field.Place} has no value, but field '{field.Name}' is required", row, field, shown)
            : null;
    }

    private static string Where(int row) => row > 0 ? $"row {row}, " : "";

    private static string Cut(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");
}
