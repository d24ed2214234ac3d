using System.Globalization;
using System.Runtime.CompilerServices;

namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>Evaluates one expression as far as markup tells; what it does to the page is told to the run.</summary>
internal sealed class Expression(ScriptRun run, Script tokens, int at, int end, Scope scope)
{
    private static readonly string[][] Levels =
        [["||", "??"], ["&&"], ["==", "!=", "===", "!=="], ["<", ">", "<=", ">=", "in", "instanceof"], ["+", "-"], ["*", "/", "%"]];

    private int _at = at;
    private Place? _place;

    public object Value()
    {
        var value = Comma();
        if (_at >= end)
            return value;
        run.Missed = true;
        return Thing.None;
    }

    private object Comma()
    {
        var value = Assigned();
        while (Take(","))
            value = Assigned();
        return value;
    }

    private object Assigned()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Arrow() is { } function)
            return function;
        var value = Conditional();
        if (_at >= end || tokens[_at].Kind != TokenKind.Mark || tokens[_at].Text is not ("=" or "+=" or "-=" or "*=" or "/="))
            return value;
        var (place, mark) = (_place, tokens[_at++].Text);
        var right = Assigned();
        if (mark == "+=")
            right = Sum(value, right);
        else if (mark != "=")
            right = Thing.None;
        if (place is { } to)
            run.Assign(to, right, scope);
        _place = null;
        return right;
    }

    private object Conditional()
    {
        var asked = Binary(0);
        if (!Take("?"))
            return asked;
        var truth = Thing.Truth(asked);
        var yes = run.Under(truth, Assigned);
        Take(":");
        var no = run.Under(!truth, Assigned);
        _place = null;
        return truth switch { true => yes, false => no, null => Thing.None };
    }

    private object Binary(int level)
    {
        if (level == Levels.Length)
            return Unary();
        var left = Binary(level + 1);
        while (_at < end && tokens[_at].Kind != TokenKind.Text && Levels[level].Contains(tokens[_at].Text))
        {
            var mark = tokens[_at++].Text;
            if (level <= 1)
            {
                // The right side counts where the left one is false (||) or true (&&).
                var goes = mark == "&&" ? Thing.Truth(left) : !Thing.Truth(left);
                var last = run.Under(goes, () => Binary(level + 1));
                left = goes switch { true => last, false => left, null => Thing.None };
            }
            else
            {
                left = Combine(mark, left, Binary(level + 1));
            }

            _place = null;
        }

        return left;
    }

    private object Combine(string mark, object left, object right)
    {
        if (mark == "+")
            return Sum(left, right);
        if (mark is "==" or "===" or "!=" or "!==")
            return Same(left, right) is { } same ? same == mark is "==" or "===" : Thing.None;
        if (Thing.Number(left) is not { } a || Thing.Number(right) is not { } b)
            return Thing.None;
        return mark switch
        {
            "<" => a < b,
            ">" => a > b,
            "<=" => a <= b,
            ">=" => a >= b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "%" => a % b,
            _ => Thing.None,
        };
    }

    private static object Sum(object left, object right)
    {
        if (left is double or bool && right is double or bool)
            return Thing.Number(left)!.Value + Thing.Number(right)!.Value;
        return Thing.Text(left) is { } a && Thing.Text(right) is { } b ? a + b : Thing.None;
    }

    private bool? Same(object left, object right)
    {
        if (left is Thing.Unknown || right is Thing.Unknown)
            return null;
        if (left is Thing.Passing || right is Thing.Passing)
            return (left is Thing.Passing ? right : left) is bool truth ? truth : null;
        if (left is Thing.Window a && right is Thing.Window b)
            return run.IsSameWindow(a.Target, b.Target);
        if (left is Thing.Location at && right is Thing.Location to)
            return run.IsSameWindow(at.Target, to.Target);
        if (left is Thing.Window || right is Thing.Window)
            return null;
        if (left is double || right is double)
            return Thing.Number(left) is { } one && Thing.Number(right) is { } other ? one == other : left is Thing.Null || right is Thing.Null ? false : null;
        return left.Equals(right);
    }

    private object Unary()
    {
        if (_at >= end)
            return Thing.None;
        var token = tokens[_at];
        if (token.Kind == TokenKind.Mark && token.Text is "!" or "-" or "+" or "++" or "--" or "~")
        {
            _at++;
            var value = Unary();
            var place = _place;
            _place = null;
            switch (token.Text)
            {
                case "!":
                    return Thing.Truth(value) is { } truth ? !truth : Thing.None;
                case "-" or "+":
                    return Thing.Number(value) is { } number ? token.Text == "-" ? -number : number : Thing.None;
                case "++" or "--" when place is { } to:
                    object next = Thing.Number(value) is { } count ? count + (token.Text == "++" ? 1 : -1) : Thing.None;
                    run.Assign(to, next, scope);
                    return next;
                default:
                    return Thing.None;
            }
        }

        if (token.Kind == TokenKind.Word && token.Text is "typeof" or "void" or "delete" or "await" or "new")
        {
            _at++;
            var value = Unary();
            _place = null;
            return token.Text switch { "void" => Thing.Nil, "new" when value is Thing.PostBack => value, _ => Thing.None };
        }

        return Postfix();
    }

    private object Postfix()
    {
        var value = Primary();
        while (_at < end && tokens[_at].Kind == TokenKind.Mark)
        {
            var token = tokens[_at];
            if (token.Text is "." or "?." && _at + 1 < end && tokens[_at + 1].Kind == TokenKind.Word)
            {
                _place = new Place(value, tokens[_at + 1].Text);
                value = run.Objects.Member(value, tokens[_at + 1].Text);
                _at += 2;
            }
            else if (token.Text == "[")
            {
                var close = tokens.After(_at, end);
                var key = new Expression(run, tokens, _at + 1, close - 1, scope).Value();
                _at = close;
                _place = Thing.Text(key) is { } name ? new Place(value, name) : null;
                value = _place is null ? Thing.None : run.Objects.Member(value, _place.Value.Name);
            }
            else if (token.Text == "(")
            {
                var place = _place;
                value = run.Call(place, value, Arguments(), scope);
                _place = null;
            }
            else if (token.Text is "++" or "--" && !token.AfterBreak)
            {
                _at++;
                if (_place is { } to)
                    run.Assign(to, Thing.Number(value) is { } count ? count + (token.Text == "++" ? 1 : -1) : Thing.None, scope);
                _place = null;
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private List<object> Arguments()
    {
        var arguments = new List<object>();
        var close = tokens.After(_at, end);
        _at++;
        while (_at < close - 1)
        {
            var before = _at;
            arguments.Add(Assigned());
            Take(",");
            if (_at == before)
                break;
        }

        _at = close;
        _place = null;
        return arguments;
    }

    private object Primary()
    {
        _place = null;
        if (_at >= end)
            return Thing.None;
        var token = tokens[_at++];
        switch (token.Kind)
        {
            case TokenKind.Text:
                return token.Text;
            case TokenKind.Number:
                return double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : Thing.None;
            case TokenKind.Word:
                return Word(token.Text);
            case TokenKind.Mark when token.Text is "(":
                var close = tokens.After(_at - 1, end);
                var inner = new Expression(run, tokens, _at, close - 1, scope);
                var value = inner.Value();
                (_at, _place) = (close, inner._place);
                return value;
            case TokenKind.Mark when token.Text is "[" or "{":
                _at = tokens.After(_at - 1, end);
                return Thing.None;
            default:
                return Thing.None;
        }
    }

    private object Word(string word)
    {
        switch (word)
        {
            case "true":
                return true;
            case "false":
                return false;
            case "null" or "undefined":
                return Thing.Nil;
            case "this":
                return scope.This;
            case "function":
                var function = run.Function(tokens, _at, end, out var name);
                _at = function.To + 1;
                if (name is not null)
                    scope.Locals[name] = function;
                return function;
            default:
                _place = new Place(null, word);
                return run.Named(word, scope);
        }
    }

    /// <summary><c>x =&gt; …</c> or <c>(x, y) =&gt; …</c>.</summary>
    private Thing.Code? Arrow()
    {
        if (_at >= end)
            return null;
        var mark = tokens[_at].Is("(") ? tokens.After(_at, end) : _at + 1;
        if (mark >= end || !tokens[mark].Is("=>"))
            return null;
        List<string> names = [.. Enumerable.Range(_at, mark - _at).Where(i => tokens[i].Kind == TokenKind.Word).Select(i => tokens[i].Text)];
        if (mark + 1 < end && tokens[mark + 1].Is("{"))
        {
            _at = tokens.After(mark + 1, end);
            return new Thing.Code(names, tokens, mark + 2, _at - 1);
        }

        var from = mark + 1;
        for (_at = from; _at < end && !tokens[_at].Is(",") && !tokens[_at].Is(";"); _at++)
        {
            if (tokens[_at].Kind == TokenKind.Mark && tokens[_at].Text is "(" or "[" or "{")
                _at = tokens.After(_at, end) - 1;
            else if (tokens[_at].Kind == TokenKind.Mark && tokens[_at].Text is ")" or "]" or "}")
                break;
        }

        return new Thing.Code(names, tokens, from, _at);
    }

    private bool Take(string mark)
    {
        if (_at >= end || tokens[_at].Kind != TokenKind.Mark || tokens[_at].Text != mark)
            return false;
        _at++;
        return true;
    }
}
