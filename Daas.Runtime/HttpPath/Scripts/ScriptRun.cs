using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Runtime.HttpPath.Clicking;

namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>
/// Follows a page's script as far as it is told for certain what it does: its assignments, calls and conditions over what is known. What depends on
/// anything else happens not, or is a doubt. One per page and moment; nothing of the page is changed.
/// </summary>
/// <param name="frame">The page.</param>
/// <param name="charset">Of the page.</param>
/// <param name="assuming">
/// True: as for somebody who clicks and means it; unknown checks pass, and a way that hangs on something untold is a doubt. False: only what is certain.
/// </param>
/// <param name="depth">How many frames the page is inside of: 0 for the whole window; null when that is not told.</param>
internal sealed class ScriptRun(FrameView frame, WebCharset charset, bool assuming, int? depth = null)
{
    private const int MostCalls = 500;

    /// <summary>Steps after which a script is left where it is; real pages take some thousands.</summary>
    private const int MostWork = 20_000_000;

    private const double LongestWait = 10_000;

    private readonly Dictionary<string, object> _globals = [];
    private readonly List<(Thing.Code Code, Scope Scope)> _later = [];
    private bool _isRead = !assuming;
    private int _calls;
    private int _work;
    private int _unsure;
    private int _mute;

    public FrameView Frame => frame;

    public WebCharset Charset => charset;

    public List<string> Alerts { get; } = [];

    /// <summary>Where it goes in the end.</summary>
    public Asked? Then { get; private set; }

    /// <summary>It goes or sends something that is not told.</summary>
    public bool Doubt { get; set; }

    /// <summary>A function was called of which nothing is known.</summary>
    public bool Missed { get; set; }

    public PageObjects Objects => field ??= new PageObjects(this);

    public Scope Top { get; } = new(new Thing.Window(null));

    /// <summary>True while what is read does not happen.</summary>
    public bool IsMute => _mute > 0;

    /// <summary>What is read happens for certain.</summary>
    public bool IsCertain => _mute + _unsure == 0;

    /// <summary>Counts what is done, so that no page keeps its reader busy without end.</summary>
    /// <param name="steps">About as many as there are tokens or elements to look at.</param>
    public void Spend(int steps)
    {
        if ((_work += Math.Max(1, steps)) > MostWork)
        {
            _work = MostWork;
            throw new InsufficientExecutionStackException();
        }
    }

    /// <returns>What it returns; null without a <c>return</c>.</returns>
    public object? Run(string script, Scope scope)
    {
        return Guarded(() =>
        {
            Spend(script.Length / 4);
            var tokens = Tokens.Of(script);
            return Statements(tokens, 0, tokens.Count, scope);
        });
    }

    /// <summary>What was put off: timers, and functions for when the page is ready.</summary>
    public void RunLater()
    {
        for (var i = 0; i < _later.Count && i < MostCalls; i++)
            Guarded(() => Invoke(_later[i].Code, [], _later[i].Scope.This));
    }

    /// <summary>Goes to an address, after everything else has run.</summary>
    public void Go(object to, string? target)
    {
        if (!Happens())
            return;
        if (to is Thing.Location { Target: null })
            to = frame.Url.AbsoluteUri;
        if (Thing.Text(to) is not { } written || to is Thing)
        {
            (Doubt, Then) = (true, null);
            return;
        }

        var clean = Addresses.Clean(written);
        if (clean.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
            Run(Uri.UnescapeDataString(clean["javascript:".Length..]), Top);
        else if (clean is not ['#', ..] && Addresses.Resolve(clean, frame.Base, charset) is { } url)
            Then = new Asked.Go(url) { Target = target };
    }

    public void Ask(Asked asked)
    {
        if (Happens())
            Then = asked;
    }

    /// <summary>Whether what is being read happens; where that is not told, it is a doubt.</summary>
    public bool Happens()
    {
        if (_mute > 0)
            return false;
        if (_unsure == 0)
            return true;
        Doubt = true;
        return false;
    }

    /// <summary>Whether two names of windows mean one; null when that is not told.</summary>
    public bool? IsSameWindow(string? a, string? b)
    {
        if (a == b)
            return true;
        if (depth is not { } deep || !IsOwn(a) || !IsOwn(b))
            return null;
        return deep == 0 || (deep == 1 && a is not null && b is not null);

        static bool IsOwn(string? name) => name is null or "_top" or "_parent";
    }

    /// <summary>Reads a part that happens, does not, or (null) may.</summary>
    public T Under<T>(bool? happens, Func<T> read)
    {
        var counts = (Mute: happens == false ? 1 : 0, Unsure: happens is null ? 1 : 0);
        (_mute, _unsure) = (_mute + counts.Mute, _unsure + counts.Unsure);
        try
        {
            return read();
        }
        finally
        {
            (_mute, _unsure) = (_mute - counts.Mute, _unsure - counts.Unsure);
        }
    }

    public object Named(string name, Scope scope)
    {
        Spend(1);
        if (scope.Locals.TryGetValue(name, out var local))
            return local;
        if (_globals.TryGetValue(name, out var known))
            return known;
        if (Objects.Global(name, scope) is { } built)
            return built;
        if (_isRead)
            return Thing.None;
        ReadPage();
        return Named(name, scope);
    }

    public void Assign(Place to, object value, Scope scope)
    {
        if (_mute > 0)
            return;
        if (_unsure > 0 && to.Target is null)
            value = Thing.None;
        if (to.Target is not null)
            Objects.Set(to.Target, to.Name, value);
        else if (to.Name == "location")
            Go(value, null);
        else if (scope.Locals.ContainsKey(to.Name))
            scope.Locals[to.Name] = value;
        else
            _globals[to.Name] = value;
        if (value is Thing.Code code && to is { Name: "onload", Target: null })
            Later(code, Top);
    }

    public object Call(Place? place, object callee, List<object> arguments, Scope scope)
    {
        if (_mute > 0)
            return Thing.None;
        // The page has it, too, but in words that hang on more than is told.
        if (place is { Name: "__doPostBack" or "WebForm_DoPostBackWithOptions" } known && PageCalls.Global(this, known.Name, arguments) is { } sent)
            return sent;
        if (callee is Thing.Code code)
            return Invoke(code, arguments, Top.This) ?? Thing.Nil;
        if (place is { } of && Objects.Call(of.Target ?? Top.This, of.Name, arguments, scope) is { } told)
            return told;
        Missed = true;
        return assuming ? Thing.Passes : Thing.None;
    }

    /// <param name="what">Code as text or function.</param>
    /// <param name="wait">Milliseconds.</param>
    public void Later(object what, double wait)
    {
        if (wait > LongestWait || !Happens())
            return;
        if (what is string script)
        {
            Spend(script.Length / 4);
            var tokens = Tokens.Of(script);
            Later(new Thing.Code([], tokens, 0, tokens.Count), Top);
        }
        else if (what is Thing.Code code)
        {
            Later(code, Top);
        }
    }

    /// <summary>A function literal or declaration, from after the word <c>function</c>.</summary>
    public Thing.Code Function(Script tokens, int at, int end, out string? name)
    {
        name = at < end && tokens[at].Kind == TokenKind.Word ? tokens[at].Text : null;
        var open = name is null ? at : at + 1;
        var body = tokens.After(open, end);
        List<string> names = [.. Enumerable.Range(open, body - open).Where(i => tokens[i].Kind == TokenKind.Word).Select(i => tokens[i].Text)];
        return new Thing.Code(names, tokens, Math.Min(body + 1, end), Math.Max(tokens.After(body, end) - 1, Math.Min(body + 1, end)));
    }

    /// <summary>What nests or calls without end is left where it is.</summary>
    private object? Guarded(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (InsufficientExecutionStackException)
        {
            Doubt = true;
            return null;
        }
    }

    private object? Invoke(Thing.Code code, List<object> arguments, object self)
    {
        Spend(code.To - code.From);
        if (++_calls > MostCalls)
            throw new InsufficientExecutionStackException();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var scope = new Scope(self);
        for (var i = 0; i < code.Names.Count; i++)
            scope.Locals[code.Names[i]] = i < arguments.Count ? arguments[i] : Thing.Nil;
        return Statements(code.Tokens, code.From, code.To, scope);
    }

    private void Later(Thing.Code code, Scope scope) => _later.Add((code, scope));

    /// <summary>The functions and variables that the page's own scripts make; what those scripts do besides has been done when it loaded.</summary>
    private void ReadPage()
    {
        _isRead = true;
        var page = new ScriptRun(frame, charset, false, depth);
        foreach (var script in PageScript.Inline(frame))
            page.Run(script, page.Top);
        foreach (var (name, value) in page._globals)
            _globals.TryAdd(name, value);
    }

    /// <summary>Null when they do not return.</summary>
    private object? Statements(Script tokens, int at, int end, Scope scope)
    {
        Spend(end - at);
        // Functions are there before the first statement.
        for (var i = at; i < end;)
        {
            if (tokens[i].Is("function") && i + 1 < end && tokens[i + 1].Kind == TokenKind.Word)
            {
                var function = Function(tokens, i + 1, end, out var name);
                (scope == Top ? _globals : scope.Locals)[name!] = function;
            }

            i = Math.Max(Blocks.AfterStatement(tokens, i, end), i + 1);
        }

        while (at < end)
        {
            var next = Math.Max(Blocks.AfterStatement(tokens, at, end), at + 1);
            if (Statement(tokens, at, next, scope) is { } returned)
                return returned;
            at = next;
        }

        return null;
    }

    private object? Statement(Script tokens, int at, int end, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Spend(1);
        var token = tokens[at];
        if (token.Is("{"))
            return Statements(tokens, at + 1, end - 1, scope);
        if (token.Kind == TokenKind.Word && at + 2 < end && tokens[at + 1].Is(":") && token.Text is not ("case" or "default"))
            return Statement(tokens, at + 2, end, scope);
        var last = tokens[end - 1].Is(";") ? end - 1 : end;
        switch (token.Kind == TokenKind.Word ? token.Text : "")
        {
            case "function" when at + 1 < end && tokens[at + 1].Kind == TokenKind.Word:
                return null;
            case "var" or "let" or "const":
                Declare(tokens, at + 1, last, scope);
                return null;
            case "return" or "throw":
                return at + 1 < last ? new Expression(this, tokens, at + 1, last, scope).Value() : Thing.Nil;
            case "if":
                return If(tokens, at, end, scope);
            case "try":
                return Statements(tokens, at + 2, tokens.After(at + 1, end) - 1, scope);
            case "for" or "while" or "switch" or "with" or "do":
                var body = token.Text == "do" ? at + 1 : tokens.After(at + 1, end);
                Doubt |= token.Text == "switch" && Spent(end - body)
                    && Enumerable.Range(body, end - body).Any(i => tokens[i] is { Kind: TokenKind.Word, Text: "location" or "submit" or "value" });
                Under<object?>(null, () => body < end && !IsMute ? Statement(tokens, body, end, scope) : null);
                return MayLeave(tokens, at, end) ? Thing.None : null;
            case "break" or "continue" or "case" or "default" or "else" or "catch" or "finally" or "class" or "import" or "export":
                return null;
            default:
                if (at < last)
                    new Expression(this, tokens, at, last, scope).Value();
                return null;
        }
    }

    private void Declare(Script tokens, int at, int end, Scope scope)
    {
        while (at < end)
        {
            var next = at;
            while (next < end && !tokens[next].Is(","))
                next = tokens[next].Kind == TokenKind.Mark && tokens[next].Text is "(" or "[" or "{" ? tokens.After(next, end) : next + 1;
            if (tokens[at].Kind == TokenKind.Word)
            {
                var value = at + 1 < next && tokens[at + 1].Is("=") ? new Expression(this, tokens, at + 2, next, scope).Value() : Thing.Nil;
                (scope == Top ? _globals : scope.Locals)[tokens[at].Text] = _unsure + _mute > 0 ? Thing.None : value;
            }

            at = next + 1;
        }
    }

    private object? If(Script tokens, int at, int end, Scope scope)
    {
        var then = tokens.After(at + 1, end);
        var truth = Thing.Truth(new Expression(this, tokens, at + 2, then - 1, scope).Value());
        if (then >= end)
            return null;
        Spend(end - then);
        var other = Blocks.AfterStatement(tokens, then, end);
        var yes = Under(truth, () => IsMute ? null : Statement(tokens, then, other, scope));
        var no = Under(!truth, () => IsMute || other + 1 >= end || !tokens[other].Is("else") ? null : Statement(tokens, other + 1, end, scope));
        return truth switch { true => yes, false => no, null => MayLeave(tokens, at, end) ? Thing.None : null };
    }

    /// <summary>What may have been left is not certain to go on. Somebody who clicks is taken to have passed such a guard.</summary>
    private bool MayLeave(Script tokens, int at, int end) =>
        !assuming && Spent(end - at) && Enumerable.Range(at, end - at).Any(i => tokens[i].Is("return") || tokens[i].Is("throw"));

    private bool Spent(int steps)
    {
        Spend(steps);
        return true;
    }
}
