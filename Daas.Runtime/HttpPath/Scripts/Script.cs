namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>A script cut into tokens, with the partners of its brackets.</summary>
internal sealed class Script
{
    private readonly List<Token> _tokens;
    private readonly int[] _after;

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

    public Token this[int index] => _tokens[index];

    /// <summary>The place after the bracket that closes the one there; the end when none does.</summary>
    public int After(int open, int end) => open < end ? Math.Min(_after[open], end) : end;
}
