using System.Globalization;
using System.Text.RegularExpressions;
using Daas.Core.Words;

namespace Daas.Core.Adapters;

/// <summary>One given value, judged by its parameter.</summary>
/// <param name="Text">Normalised to the REST surface's form; null when it will not do.</param>
/// <param name="Problem">What is wrong, as the end of a sentence about the value; null when nothing.</param>
/// <param name="Suggestion">The nearest allowed value.</param>
internal readonly record struct InputValue(string? Text, string? Problem, string? Suggestion = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly string[] Moments =
        ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    public static InputValue Read(Parameter parameter, string raw)
    {
        var typed = parameter.Type switch
        {
            ParameterType.String => Wrong(Words(parameter, raw), raw),
            ParameterType.Integer => Integer(parameter, raw),
            ParameterType.Number => Number(parameter, raw),
            ParameterType.Boolean => raw.Trim().ToLowerInvariant() is "true" or "false" ? Right(raw.Trim().ToLowerInvariant()) : Bad("must be true or false"),
            ParameterType.Date => DateOnly.TryParseExact(raw.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? Right(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                : Bad("must be a date such as 2026-11-23"),
            ParameterType.DateTime => DateTime.TryParseExact(raw.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                ? Right(moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture))
                : Bad("must be a date and time such as 2026-11-23T09:00:00"),
            ParameterType.File => Bad("must be a file, sent as a part of a multipart request"),
            _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Type, null),
        };
        if (typed.Text is null || parameter.OneOf.Count == 0 || parameter.OneOf.Contains(typed.Text) || parameter.OneOf.Contains(raw))
            return typed;
        return new InputValue(null, $"must be one of {string.Join(", ", parameter.OneOf.Take(20))}", Nearest.Find(raw, parameter.OneOf));
    }

    private static string? Words(Parameter parameter, string raw)
    {
        if (raw.Length > parameter.MaxLength)
            return $"must have at most {parameter.MaxLength} characters, not {raw.Length}";
        if (parameter.Pattern is not { } pattern)
            return null;
        try
        {
            return Regex.IsMatch(raw, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, Patience) ? null : $"must match {pattern}";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"cannot be matched with {pattern} in time";
        }
    }

    private static InputValue Integer(Parameter parameter, string raw) =>
        long.TryParse(raw, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
            out var number)
            ? Wrong(Range(parameter, number), number.ToString(CultureInfo.InvariantCulture))
            : Bad("must be a whole number");

    private static InputValue Number(Parameter parameter, string raw) =>
        decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Wrong(Range(parameter, number), number.ToString(CultureInfo.InvariantCulture))
            : Bad("must be a number such as 12.5");

    private static string? Range(Parameter parameter, decimal number) =>
        number < parameter.Minimum ? $"must be at least {parameter.Minimum.Value.ToString(CultureInfo.InvariantCulture)}"
        : number > parameter.Maximum ? $"must be at most {parameter.Maximum.Value.ToString(CultureInfo.InvariantCulture)}"
        : null;

    private static InputValue Right(string text) => new(text, null);

    private static InputValue Bad(string problem) => new(null, problem);

    private static InputValue Wrong(string? problem, string text) => problem is null ? Right(text) : Bad(problem);
}
