using System.Runtime.CompilerServices;

namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>Where the statements of a script end.</summary>
internal static class Blocks
{
    /// <summary>The place after the statement that begins at <paramref name="at"/>.</summary>
    public static int AfterStatement(Script tokens, int at, int end)
    {
        if (at >= end)
            return end;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (tokens[at].Is("{"))
            return tokens.After(at, end);
        if (tokens[at].Kind == TokenKind.Word)
        {
            switch (tokens[at].Text)
            {
                case "if":
                    var then = AfterStatement(tokens, tokens.After(at + 1, end), end);
                    return then < end && tokens[then].Is("else") ? AfterStatement(tokens, then + 1, end) : then;
                case "for" or "while" or "with" or "switch":
                    return AfterStatement(tokens, tokens.After(at + 1, end), end);
                case "do":
                    var loop = AfterStatement(tokens, at + 1, end);
                    return loop < end && tokens[loop].Is("while") ? tokens.After(loop + 1, end) : loop;
                case "try":
                    return AfterTry(tokens, at, end);
                case "function" when at + 1 < end && tokens[at + 1].Kind == TokenKind.Word:
                    return tokens.After(tokens.After(at + 2, end), end);
            }
        }

        return AfterExpression(tokens, at, end);
    }

    /// <summary>Up to a semicolon, or to a line break where the next line begins something new.</summary>
    private static int AfterExpression(Script tokens, int at, int end)
    {
        for (var i = at; i < end; i++)
        {
            var token = tokens[i];
            if (i > at && token.AfterBreak && Ends(tokens[i - 1]) && !Goes(token))
                return i;
            if (token.Kind != TokenKind.Mark)
                continue;
            if (token.Text == ";")
                return i + 1;
            if (token.Text is ")" or "]" or "}")
                return Math.Max(i, at + 1);
            if (token.Text is "(" or "[" or "{")
                i = tokens.After(i, end) - 1;
        }

        return end;
    }

    private static int AfterTry(Script tokens, int at, int end)
    {
        var i = tokens.After(at + 1, end);
        if (i < end && tokens[i].Is("catch"))
            i = tokens[Math.Min(i + 1, end - 1)].Is("(") ? tokens.After(tokens.After(i + 1, end), end) : tokens.After(i + 1, end);
        return i < end && tokens[i].Is("finally") ? tokens.After(i + 1, end) : i;
    }

    private static bool Ends(Token token) => token.Kind != TokenKind.Mark || token.Text is ")" or "]" or "}" or "++" or "--";

    private static bool Goes(Token token) => token.Kind == TokenKind.Mark
        ? token.Text is not ("{" or "}" or "!" or "++" or "--" or ";") : token.Text is "in" or "instanceof";
}
