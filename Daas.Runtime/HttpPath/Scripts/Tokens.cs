using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>Cuts a page's script into tokens. Tolerant: what it does not know becomes a token that has no value.</summary>
internal static class Tokens
{
    /// <summary>Characters looked through, in all, for the ends of patterns that have none; for each slash of a long line it would take hours.</summary>
    private const int MostInVain = 2_000_000;

    private static readonly string[] Marks =
    [
        ">>>=", "===", "!==", ">>>", "...", "<<=", ">>=", "**=", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=",
        "=>", "<<", ">>", "**", "|=", "&=", "^=",
    ];

    // The scripts of a system's pages are the same on most of them.
    private const int MostKnown = 64;
    private const int LongestKnown = 16 << 10;
    private static readonly ConcurrentDictionary<string, Script> Known = new(StringComparer.Ordinal);

    public static Script Of(string script)
    {
        if (script.Length > LongestKnown)
            return Cut(script);
        if (Known.TryGetValue(script, out var known))
            return known;
        if (Known.Count >= MostKnown)
            Known.Clear();
        return Known.GetOrAdd(script, Cut);
    }

    private static Script Cut(string script)
    {
        var tokens = new List<Token>();
        var afterBreak = true;
        var vain = 0;
        for (var i = 0; i < script.Length;)
        {
            var c = script[i];
            if (c is '\n' or '\r' or '\u2028' or '\u2029')
            {
                afterBreak = true;
                i++;
            }
            else if (char.IsWhiteSpace(c) || c == '\uFEFF')
            {
                i++;
            }
            else if (At("//") || At("<!--") || (afterBreak && At("-->")))
            {
                i = script.AsSpan(i).IndexOfAny('\n', '\r') is >= 0 and var line ? i + line : script.Length;
            }
            else if (At("/*"))
            {
                var end = script.IndexOf("*/", i + 2, StringComparison.Ordinal);
                end = end < 0 ? script.Length : end + 2;
                afterBreak |= script.AsSpan(i, end - i).Contains('\n');
                i = end;
            }
            else
            {
                tokens.Add(Next(script, ref i, tokens, ref vain) with { AfterBreak = afterBreak });
                afterBreak = false;
            }

            bool At(string mark) => string.CompareOrdinal(script, i, mark, 0, mark.Length) == 0;
        }

        return new Script(tokens);
    }

    private static Token Next(string script, ref int i, List<Token> before, ref int vain)
    {
        var c = script[i];
        var start = i;
        if (c is '\'' or '"' or '`')
            return Quoted(script, ref i, c);
        if (char.IsAsciiDigit(c) || (c == '.' && i + 1 < script.Length && char.IsAsciiDigit(script[i + 1])))
        {
            while (i < script.Length && (char.IsAsciiLetterOrDigit(script[i]) || script[i] is '.' or '_'))
                i++;
            return new Token(TokenKind.Number, script[start..i], false);
        }

        if (IsWordPart(c))
        {
            while (i < script.Length && IsWordPart(script[i]))
                i++;
            return new Token(TokenKind.Word, script[start..i], false);
        }

        if (c == '/' && BeginsExpression(before) && Pattern(script, ref i, ref vain))
            return new Token(TokenKind.Other, "", false);
        foreach (var mark in Marks)
        {
            if (string.CompareOrdinal(script, i, mark, 0, mark.Length) != 0)
                continue;
            i += mark.Length;
            return new Token(TokenKind.Mark, mark, false);
        }

        i++;
        return new Token(TokenKind.Mark, c.ToString(), false);
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '\\' or '\u200C' or '\u200D';

    private static bool BeginsExpression(List<Token> before) =>
        before is not [.., var last] || last.Kind switch
        {
            TokenKind.Mark => last.Text is not (")" or "]" or "}"),
            TokenKind.Word => last.Text is "return" or "typeof" or "case" or "in" or "of" or "delete" or "void" or "throw" or "new" or "else" or "do",
            _ => false,
        };

    private static bool Pattern(string script, ref int i, ref int vain)
    {
        var inClass = false;
        if (vain > MostInVain)
            return false;
        var at = i + 1;
        for (; at < script.Length && script[at] is not ('\n' or '\r'); at++)
        {
            if (script[at] == '\\')
                at++;
            else if (script[at] == '[')
                inClass = true;
            else if (script[at] == ']')
                inClass = false;
            else if (script[at] == '/' && !inClass)
            {
                for (i = at + 1; i < script.Length && char.IsAsciiLetter(script[i]);)
                    i++;
                return true;
            }
        }

        vain += at - i;
        return false;
    }

    private static Token Quoted(string script, ref int i, char quote)
    {
        var text = new StringBuilder();
        var holes = false;
        for (i++; i < script.Length && script[i] != quote; i++)
        {
            if (quote != '`' && script[i] is '\n' or '\r')
                return new Token(TokenKind.Other, "", false);
            holes |= quote == '`' && script[i] == '$' && i + 1 < script.Length && script[i + 1] == '{';
            if (script[i] == '\\' && i + 1 < script.Length)
                Escape(script, ref i, text);
            else
                text.Append(script[i]);
        }

        i++;
        return holes ? new Token(TokenKind.Other, "", false) : new Token(TokenKind.Text, text.ToString(), false);
    }

    private static void Escape(string script, ref int i, StringBuilder text)
    {
        var c = script[++i];
        var length = c switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (length > 0 && i + length < script.Length
            && int.TryParse(script.AsSpan(i + 1, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            text.Append((char)code);
            i += length;
            return;
        }

        if (c == '\r' && i + 1 < script.Length && script[i + 1] == '\n')
            i++;
        if (c is not ('\r' or '\n'))
            text.Append(c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', 'v' => '\v', '0' => '\0', _ => c });
    }
}
