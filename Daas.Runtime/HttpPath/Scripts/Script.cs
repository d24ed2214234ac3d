namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>A script cut into tokens, with the partners of its brackets.</summary>
internal sealed class Script
{
    private readonly List<Token> _tokens;
    private readonly int[] _after;
    private bool? _isQuiet;

    public Script(List<Token> tokens)
    {
        _tokens = tokens;
        _after = new int[tokens.Count];
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            _after[i] = i + 1;
            if (tokens[i].Kind != TokenKind.Mark)
                continue;
            if (tokens[i].Text is "(" or "[" or "{")
                open.Push(i);
            else if (tokens[i].Text is ")" or "]" or "}" && open.TryPop(out var begun))
                _after[begun] = i + 1;
        }

        foreach (var never in open)
            _after[never] = tokens.Count;
    }

    public int Count => _tokens.Count;

    /// <summary>True when running it does nothing but make functions, and variables out of what is there: it calls nothing and sets nothing.</summary>
    public bool IsQuiet => _isQuiet ??= FindQuiet();

    public Token this[int index] => _tokens[index];

    /// <summary>The place after the bracket that closes the one there; the end when none does.</summary>
    public int After(int open, int end) => open < end ? Math.Min(_after[open], end) : end;

    private bool FindQuiet()
    {
        for (var i = 0; i < Count; i++)
        {
            var token = _tokens[i];
            if (token.Is("function") && i + 2 < Count && _tokens[i + 1].Kind == TokenKind.Word && _tokens[i + 2].Is("("))
                i = After(After(i + 2, Count), Count) - 1;
            else if (token.Kind == TokenKind.Other || (token.Kind == TokenKind.Mark && !IsQuietMark(i)))
                return false;
        }

        return true;
    }

    private bool IsQuietMark(int at) => _tokens[at].Text switch
    {
        ";" or "," or "." or "[" or "]" or "{" or "}" or ":" or "+" or "-" => true,
        "=" => at >= 2 && _tokens[at - 1].Kind == TokenKind.Word && _tokens[at - 2] is { Kind: TokenKind.Word, Text: "var" or "let" or "const" },
        _ => false,
    };
}
