namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary>A post of a page to itself, after the checks that ASP.NET makes before the page sees it.</summary>
internal sealed class PostBack
{
    private readonly Fields _form;
    private readonly Func<string, bool> _offered;

    private PostBack(Fields form, IReadOnlyDictionary<string, string> state, Func<string, bool> offered) => (_form, State, _offered) = (form, state, offered);

    internal IReadOnlyDictionary<string, string> State { get; }

    internal string this[string name] => _form[name].Trim();

    internal string Was(string key) => State.TryGetValue(key, out var value) ? value : "";

    /// <summary>Whether that button sent the form. A button wins over <c>__EVENTTARGET</c>: whoever posts both pages nowhere.</summary>
    internal bool Clicked(string button) => _form.Has(button) && _offered(button + "|");

    internal bool Raised(string target) => _form["__EVENTTARGET"] == target;

    internal string Argument => _form["__EVENTARGUMENT"];

    /// <param name="selects">The select boxes of the page, whose posted value must be one they offered.</param>
    internal static (PostBack? Post, Reply? Refusal) Read(Call call, string page, Session session, ViewStateSeal seal, params ReadOnlySpan<string> selects)
    {
        var form = call.Form;
        if (seal.OpenState(page, session, form["__VIEWSTATE"]) is not { } state) return (null, YellowPage.ViewStateInvalid());
        foreach (var (name, value) in form.All)
        {
            if (!name.StartsWith("__", StringComparison.Ordinal) && IsDangerous(value)) return (null, YellowPage.Dangerous(name, value));
        }

        if (seal.OpenEvents(form["__VIEWSTATE"], form["__EVENTVALIDATION"]) is not { } offered) return (null, YellowPage.EventInvalid());
        var target = form["__EVENTTARGET"];
        if (target.Length > 0 && !offered($"{target}|{form["__EVENTARGUMENT"]}")) return (null, YellowPage.EventInvalid());
        foreach (var select in selects)
        {
            if (form.Has(select) && !offered($"{select}|{form[select]}")) return (null, YellowPage.EventInvalid());
        }

        return (new PostBack(form, state, offered), null);
    }

    /// <summary>What ASP.NET takes for an attack: markup, and the numeric references that browsers send for characters the page's charset lacks.</summary>
    private static bool IsDangerous(string value)
    {
        if (value.Contains("&#", StringComparison.Ordinal)) return true;
        var at = value.IndexOf('<', StringComparison.Ordinal);
        return at >= 0 && at + 1 < value.Length && (char.IsAsciiLetter(value[at + 1]) || value[at + 1] is '!' or '/' or '?');
    }
}
