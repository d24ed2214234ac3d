using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Tables;

/// <summary>A cell of a line that may be a header; the same instance in every column and line it spans.</summary>
internal sealed class HeaderCell(string text)
{
    /// <summary>Longer texts are no headers.</summary>
    public const int Longest = 80;

    public string Text { get; } = text;

    public string Key { get; } = TextFold.Key(text);
}
