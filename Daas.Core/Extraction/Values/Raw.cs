namespace Daas.Core.Extraction.Values;

/// <summary>What the page shows for one field, before it has a type.</summary>
/// <param name="Text">Null: nothing there.</param>
/// <param name="IsMissing">True: not even the element in which it would be.</param>
/// <param name="Base">What a relative address resolves against.</param>
internal readonly record struct Raw(string? Text, bool IsMissing = false, Uri? Base = null)
{
    /// <summary>Already of a type, as spreadsheets and JSON have it: long, decimal, double, bool or DateTime.</summary>
    public object? Typed { get; init; }

    /// <summary>What was ambiguous or unreadable about it, as the end of a sentence; null when nothing.</summary>
    public string? Problem { get; init; }

    public bool IsBlank => Typed is null && string.IsNullOrEmpty(Text);
}
