using Daas.Core.Extraction;

namespace Daas.Recorder.Drafting.Preview;

/// <summary>One field of an answer, as a column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What people call it: its title, or the words by which the page tells it; null when there are none.</param>
/// <param name="Type">What it is.</param>
/// <param name="Format">Of a date; null for the common ones.</param>
/// <param name="IsKey">It is one of those that tell rows apart.</param>
public sealed record AnswerColumn(string Name, string? Title, FieldType Type, string? Format, bool IsKey)
{
    /// <summary>Why its values are not of its type, in plain English; null when they are.</summary>
    public string? Why { get; init; }

    internal static AnswerColumn Of(Field field, bool isKey) => new(field.Name, field.Title ?? field.Column ?? field.Label, field.Type, field.Format, isKey);
}
