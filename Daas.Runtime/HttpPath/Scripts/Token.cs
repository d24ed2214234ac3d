namespace Daas.Runtime.HttpPath.Scripts;

internal enum TokenKind
{
    Word,
    Number,
    Text,
    Mark,

    /// <summary>A regular expression or a text with holes: something whose value is not read.</summary>
    Other,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">Of a text what it means, else as written.</param>
/// <param name="AfterBreak">A line break stands before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, bool AfterBreak)
{
    public bool Is(string mark) => Kind is TokenKind.Mark or TokenKind.Word && Text == mark;
}
