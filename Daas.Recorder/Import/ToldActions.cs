using System.Text.RegularExpressions;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import;

/// <summary>Gathers the actions of a source that tells what was done to what, and keeps no pages.</summary>
internal sealed partial class ToldActions
{
    private readonly List<RecordedAction> _actions = [];
    private readonly List<Doubt> _doubts = [];

    /// <summary>The window in which the next action is done.</summary>
    public string Window { get; set; } = "w1";

    public RecordedAction? Last => _actions.LastOrDefault();

    /// <summary>The first address that was opened.</summary>
    public Uri? Start => _actions.OfType<RecordedAction.Open>().FirstOrDefault()?.Url;

    public void Add(RecordedAction action, ElementMark? target = null)
    {
        // A click that only put the cursor there, and what was typed before.
        while (target is not null && action is RecordedAction.Fill or RecordedAction.Choose or RecordedAction.Upload
            && _actions is [.., { Target: { } earlier, Signals.Count: 0 } last] && last.Window == Window && Same(earlier, target!)
            && last is RecordedAction.Click { Count: 1 } or RecordedAction.Fill or RecordedAction.Choose)
            _actions.RemoveAt(_actions.Count - 1);
        _actions.Add(action with { Index = _actions.Count, Window = Window, Target = target });
    }

    /// <summary>Something that the last action caused.</summary>
    public void Signal(RecordedSignal signal)
    {
        if (_actions is [.., var last])
            _actions[^1] = last with { Signals = [.. last.Signals, signal] };
    }

    /// <summary>What is known better now of what the last action caused.</summary>
    public void Replace(RecordedSignal signal, RecordedSignal better) =>
        _actions[^1] = _actions[^1] with { Signals = [.. _actions[^1].Signals.Select(s => ReferenceEquals(s, signal) ? better : s)] };

    public void Ask(string name, string question, bool blocking, params string[] options)
    {
        if (!_doubts.Exists(d => d.Name == name && d.Question == question))
            _doubts.Add(new Doubt(name, question, options, blocking));
    }

    public static ElementMark Mark(string tag, IReadOnlyList<ToldWay> ways, bool isClicked, IReadOnlyDictionary<string, string>? known = null)
    {
        var attributes = new Dictionary<string, string>(known ?? new Dictionary<string, string>());
        foreach (var css in ways.Where(w => w.Key == "css").Select(w => w.Words))
        {
            if (Id().Match(css) is { Success: true } id)
                attributes.TryAdd("id", id.Groups[1].Value);
            if (Name().Match(css) is { Success: true } name)
                attributes.TryAdd("name", name.Groups[1].Value);
        }

        var words = ways.FirstOrDefault(w => w.Key is "label" or "name" or "text")?.Words
            ?? (isClicked && attributes.GetValueOrDefault("id", attributes.GetValueOrDefault("name", "")) is { Length: > 0 } author ? Spaced(author) : "");
        return new ElementMark { Id = "", Tag = tag, Ways = ways, Attributes = attributes, Text = words };
    }

    /// <summary>The recording, without any password that a name or its place tells.</summary>
    /// <param name="at">When it was made.</param>
    /// <param name="picks">Texts that were pointed at.</param>
    public Recording Finish(DateTimeOffset at, IReadOnlyList<string> picks)
    {
        var secret = _actions.FindIndex(IsSecret);
        if (secret < 0)
            secret = Guessed();
        for (var i = 0; i < _actions.Count; i++)
        {
            if (_actions[i] is RecordedAction.Fill fill && (i == secret || IsSecret(fill)))
                _actions[i] = fill with { Text = null, Secret = true };
        }

        // The name is typed right before the password; in a form that takes further passwords it is no one's account.
        var user = secret < 0 ? -1 : _actions.FindLastIndex(secret, a => a is RecordedAction.Fill { Secret: false });
        if (user >= 0 && _actions[user] is RecordedAction.Fill typed)
            _actions[user] = typed with { Text = "${credential.user}" };
        return new Recording
        {
            Url = Start ?? throw new ImportException("no address is opened in it, so that it is not known which system it works"),
            At = at,
            Actions = [.. _actions.Select((a, i) => a with { Index = i, At = at.AddSeconds(i), Target = a.Target is { } t ? t with { Id = $"m{i}" } : null })],
            Picks = picks,
            Doubts = _doubts,
        };
    }

    /// <summary>Nothing is called a password, yet there is a sign-in: the last of the texts typed before it is withheld, and asked about.</summary>
    private int Guessed()
    {
        var submit = _actions.FindIndex(a => a is RecordedAction.Click && PasswordNames.IsSignIn(Telling(a)));
        if (submit < 0)
            return -1;
        var typed = _actions.Select((a, i) => (a, i)).Take(submit).Where(x => x.a is RecordedAction.Fill).Select(x => x.i).ToList();
        if (typed.Count < 2)
            return -1;
        Ask("signIn.password", $"is the password typed into '{Named(_actions[typed[^1]])}'? Nothing in the file calls it one; what was typed there is not kept.",
            true, "yes", "no");
        return typed[^1];
    }

    private static bool IsSecret(RecordedAction action) => action is RecordedAction.Fill { Secret: true }
        || (action is RecordedAction.Fill && PasswordNames.IsPassword(Telling(action)));

    private static string Telling(RecordedAction action) => action.Target is { } target
        ? string.Join('\n', target.Ways.Select(w => w.Words).Concat(target.Attributes.Values).Append(target.Text)) : "";

    private static string Named(RecordedAction action) => action.Target is { Text.Length: > 0 } named ? named.Text : action.Target?.Ways
        .FirstOrDefault()?.Words ?? "?";

    private static bool Same(ElementMark one, ElementMark other) => one.Ways.Intersect(other.Ways).Any();

    private static string Spaced(string name) => Prefix().Replace(Hump().Replace(name, " $1"), "").Replace('_', ' ').Replace('-', ' ').Trim();

    [GeneratedRegex(@"#([A-Za-z_][\w-]*)$")]
    private static partial Regex Id();

    [GeneratedRegex(@"\[name\s*=\s*['""]?([^'""\]]+)['""]?\]$")]
    private static partial Regex Name();

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Hump();

    [GeneratedRegex("^(btn|button|lnk|link|a|img|bt|cmd)[ _-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();
}
