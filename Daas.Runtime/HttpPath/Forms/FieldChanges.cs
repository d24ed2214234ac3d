using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Finding;
using Daas.Core.Runs;

namespace Daas.Runtime.HttpPath.Forms;

/// <summary>What an order changes in the fields of its form. One per order.</summary>
internal sealed class FieldChanges
{
    private readonly FormOrder _order;
    private readonly List<IElement> _controls;
    private readonly Dictionary<IElement, string> _values = [];
    private readonly Dictionary<IElement, bool> _ticks = [];
    private readonly Dictionary<IElement, IHtmlOptionElement> _options = [];
    private readonly Dictionary<string, IElement> _radios = [];

    public FieldChanges(FormOrder order, List<IElement> controls)
    {
        _order = order;
        _controls = controls;
        // Of several radio buttons marked as checked the last one is.
        foreach (var radio in controls.Where(control => Controls.TypeOf(control) == "radio" && control.HasAttribute("checked")))
            _radios[Name(radio)] = radio;
    }

    /// <summary>Fields that the form does not have.</summary>
    public List<KeyValuePair<string, string>> Added { get; } = [];

    /// <summary>Drift when a value fits nothing of its field.</summary>
    public RunError? Read()
    {
        foreach (var (name, value) in _order.Set)
        {
            var named = _controls.FindAll(control => Name(control) == name);
            if (Set(name, value, named) is { } error)
                return error;
        }

        return null;
    }

    public bool Sets(IElement control) => _values.ContainsKey(control) || _ticks.ContainsKey(control) || _options.ContainsKey(control);

    public bool IsPressed(IElement control) => control == _order.Button;

    public string? ValueOf(IElement control) => _values.GetValueOrDefault(control);

    public bool IsChecked(IElement control)
    {
        if (_ticks.TryGetValue(control, out var given))
            return given;
        return control.HasAttribute("checked") && (Controls.TypeOf(control) != "radio" || Name(control).Length == 0 || _radios[Name(control)] == control);
    }

    /// <summary>In a list of several, what is set is chosen besides what the page has chosen, as by a click there.</summary>
    public List<IHtmlOptionElement> Chosen(IHtmlSelectElement select)
    {
        var chosen = Controls.Chosen(select);
        if (!_options.TryGetValue(select, out var given))
            return chosen;
        return select.HasAttribute("multiple") ? Controls.Options(select).FindAll(option => option == given || chosen.Contains(option)) : [given];
    }

    private RunError? Set(string name, string value, List<IElement> named)
    {
        if (named.Find(control => control is IHtmlSelectElement) is IHtmlSelectElement select)
            return Choose(name, select, value);
        var ticks = named.FindAll(Controls.IsTick);
        if (ticks.Count > 0)
            return Tick(name, ticks, value);
        if (named.Find(control => !Controls.IsButton(control)) is { } field)
            return Fill(name, field, value);
        // A submit button named so: as if it were clicked.
        var buttons = named.FindAll(control => Controls.TypeOf(control) == "submit");
        if ((buttons.Find(button => button.GetAttribute("value") == value) ?? buttons.FirstOrDefault()) is { } pressed)
            _values[pressed] = value;
        else if (_order.Form is not null && _order.Needed.Contains(name))
            return Missing($"the form has no field '{name}'", _controls.Select(Name).Where(its => its.Length > 0).Distinct());
        else
            Added.Add(new(name, value));
        return null;
    }

    private RunError? Fill(string name, IElement field, string value)
    {
        var type = Controls.TypeOf(field);
        if (type == "file")
            return new RunError(ErrorClass.Drift, $"the field '{name}' takes a file, not a value");
        var allowed = Controls.Allowed(type, value);
        if (value.Length > 0 && allowed.Length == 0)
            return new RunError(ErrorClass.ContractViolation, $"the field '{name}' of type {type} does not take {Shown(name, value)}");
        _values[field] = allowed;
        return null;
    }

    private RunError? Choose(string name, IHtmlSelectElement select, string value)
    {
        var options = Controls.Options(select);
        var hits = Fits(options, value, option => option.GetAttribute("label") is { Length: > 0 } label ? label : Controls.Text(option), Controls.ValueOf);
        if (hits.Count == 0 || (hits.Count > 1 && !hits.TrueForAll(hit => PageText.Fold(Controls.Text(hit)) == PageText.Fold(value))))
            return Missing($"the field '{name}' has no option {Shown(name, value)}", options.Select(Controls.Text));
        if (Controls.IsDisabledOption(hits[0]))
            return new RunError(ErrorClass.Drift, $"the option {Shown(name, value)} of the field '{name}' is disabled");
        _options[select] = hits[0];
        return null;
    }

    private RunError? Tick(string name, List<IElement> ticks, string value)
    {
        var boxes = ticks.FindAll(tick => Controls.TypeOf(tick) == "checkbox");
        if (boxes is [var only] && value is "true" or "false")
        {
            _ticks[only] = value == "true";
            return null;
        }

        var labels = _order.Frame is { } frame ? new Labels(frame) : null;
        var hits = Fits(ticks, value, tick => labels?.Words(tick) ?? "", Controls.Value);
        if (hits is not [var hit])
            return Missing(
                $"the field '{name}' has no choice {Shown(name, value)}",
                ticks.Select(tick => labels?.Words(tick) is { Length: > 0 } its ? its : Controls.Value(tick)));
        foreach (var other in ticks.Where(tick => Controls.TypeOf(hit) == "radio" && Controls.TypeOf(tick) == "radio"))
            _ticks[other] = false;
        _ticks[hit] = true;
        return null;
    }

    /// <summary>By the words as a whole, else by the value, else by a part of the words: as the browser path chooses.</summary>
    private static List<T> Fits<T>(List<T> choices, string value, Func<T, string> words, Func<T, string> valueOf)
    {
        var want = PageText.Fold(value);
        var whole = choices.FindAll(choice => PageText.Fold(words(choice)) == want);
        if (whole.Count > 0)
            return whole;
        var values = choices.FindAll(choice => PageText.Fold(valueOf(choice)) == want);
        return values.Count > 0 ? values : choices.FindAll(choice => want.Length > 0 && PageText.Fold(words(choice)).Contains(want, StringComparison.Ordinal));
    }

    private string Shown(string name, string value) => _order.Secret.Contains(name) ? "the value given" : $"'{value}'";

    private static RunError Missing(string what, IEnumerable<string> there) => new(ErrorClass.Drift, $"{what}; there are: {string.Join(", ", there.Take(20))}");

    private static string Name(IElement control) => control.GetAttribute("name") ?? "";
}
