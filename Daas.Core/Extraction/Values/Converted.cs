namespace Daas.Core.Extraction.Values;

/// <summary>A typed value, or why the raw text has none.</summary>
/// <param name="Value">Null, string, long, decimal, bool, DateOnly, DateTime or DateTimeOffset.</param>
/// <param name="Problem">The end of a sentence that begins with the raw text, such as <c>is not a number</c>; null when all is well.</param>
internal readonly record struct Converted(object? Value, string? Problem = null)
{
    public static Converted Wrong(string problem) => new(null, problem);
}
