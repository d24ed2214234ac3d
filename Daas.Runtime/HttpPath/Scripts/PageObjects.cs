using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction.Documents;
using Daas.Core.Finding;
using Daas.Runtime.HttpPath.Clicking;
using Daas.Runtime.HttpPath.Forms;

namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>Window, document, forms and fields of a page as its script knows them, with what the script has put into them so far.</summary>
internal sealed class PageObjects(ScriptRun run)
{
    private readonly Dictionary<IElement, object> _values = [];
    private readonly Dictionary<IElement, Dictionary<string, object>> _attributes = [];

    private readonly Dictionary<IElement, List<IElement>> _controls = [];
    private Dictionary<string, IElement>? _ids;
    private List<IHtmlFormElement>? _forms;
    private int _elements;

    private IDocument Document => run.Frame.Document;

    /// <summary>What a bare name means; null when markup does not tell.</summary>
    public object? Global(string name, Scope scope)
    {
        switch (name)
        {
            case "window" or "self" or "globalThis":
                return run.Top.This;
            case "top" or "parent":
                return new Thing.Window($"_{name}");
            case "document":
                return new Thing.Document();
            case "location":
                return new Thing.Location(null);
        }

        if (scope.This is IElement element && (element is IHtmlFormElement ? element : run.Frame.FormOf(element)) is { } form
            && (name == "form" ? form : Field(form, name)) is { } field)
            return field;
        return FormNamed(name) ?? ById(name);
    }

    public object Member(object of, string name)
    {
        switch (of)
        {
            case Thing.Window window:
                return name switch
                {
                    "location" => new Thing.Location(window.Target),
                    "document" when window.Target is null => new Thing.Document(),
                    "top" or "parent" => new Thing.Window(window.Target == "_top" ? "_top" : $"_{name}"),
                    "window" or "self" => window,
                    _ when window.Target is null => run.Named(name, run.Top),
                    _ => Thing.None,
                };
            case Thing.Location:
                return name == "href" && of is Thing.Location location && run.IsSameWindow(location.Target, null) == true ? run.Frame.Url.AbsoluteUri : Thing.None;
            case Thing.Document:
                return name switch
                {
                    "forms" => new Thing.Many([.. Forms()]),
                    "location" => new Thing.Location(null),
                    "all" or "body" or "documentElement" or "cookie" or "title" or "readyState" => name == "all" ? new Thing.Document() : Thing.None,
                    "URL" => run.Frame.Url.AbsoluteUri,
                    _ => FormNamed(name) ?? ById(name) ?? (object)Thing.None,
                };
            case Thing.Many many:
                if (name == "length")
                    return (double)many.Elements.Count;
                return (int.TryParse(name, out var index) ? many.Elements.ElementAtOrDefault(index)
                    : many.Elements.FirstOrDefault(item => item.GetAttribute("name") == name || item.Id == name)) ?? (object)Thing.None;
            case IElement element:
                return Of(element, name);
            case string text when name == "length":
                return (double)text.Length;
            default:
                return Thing.None;
        }
    }

    public void Set(object of, string name, object value)
    {
        switch (of)
        {
            case Thing.Location location when name == "href":
                run.Go(value, location.Target);
                break;
            case Thing.Window window when name == "location":
                run.Go(value, window.Target);
                break;
            case Thing.Window { Target: null }:
                run.Assign(new Place(null, name), value, run.Top);
                break;
            case Thing.Document when name == "location":
                run.Go(value, null);
                break;
            case IElement element when element is IHtmlFormElement && name is "action" or "method" or "target" or "enctype" or "encoding":
                Keep(element, name == "encoding" ? "enctype" : name, value);
                break;
            case IElement element when name is "value" or "checked" or "selectedIndex":
                if (name == "selectedIndex" && element is IHtmlSelectElement select)
                    value = value is double at && Controls.Options(select).ElementAtOrDefault((int)at) is { } option ? Controls.ValueOf(option) : Thing.None;
                if (!run.IsMute)
                    _values[element] = run.IsCertain ? value : Thing.None;
                break;
        }
    }

    /// <summary>Null when nothing is known of the function.</summary>
    public object? Call(object of, string name, List<object> arguments, Scope scope)
    {
        var first = arguments.FirstOrDefault() ?? Thing.Nil;
        var text = Thing.Text(first);
        switch (of)
        {
            case Thing.Window:
                return PageCalls.Global(run, name, arguments);
            case Thing.Location location when name is "replace" or "assign":
                run.Go(first, location.Target);
                return Thing.Nil;
            case Thing.Document when name is "getElementById":
                return text is null ? Thing.None : ById(text) ?? (object)Thing.Nil;
            case Thing.Document when name is "getElementsByName" && text is not null:
                return new Thing.Many(Selected(element => element.GetAttribute("name") == text));
            case Thing.Document when name is "getElementsByTagName" && text is not null:
                return new Thing.Many(Selected(element => element.LocalName.Equals(text, StringComparison.OrdinalIgnoreCase)));
            case Thing.Document when name is "querySelector" && text is not null:
                return Css(text);
            case Thing.Document when name is "ready":
                run.Later(first, 0);
                return Thing.Nil;
            case IElement element:
                return OnElement(element, name, arguments);
            case string word when name is "toString" or "trim" or "valueOf":
                return name == "trim" ? word.Trim() : word;
            case double or bool when name == "toString":
                return Thing.Text(of);
            default:
                return null;
        }
    }

    /// <summary>The first element by a selector of CSS or jQuery.</summary>
    public object Css(string css) => Walked() && Selectors.Read(css) is { } selector ? Selectors.First(selector, Document) ?? (object)Thing.Nil : Thing.None;

    /// <summary>Sends a form with what the script has put into it.</summary>
    /// <param name="form">The form.</param>
    /// <param name="button">The button that is clicked; null when the script sends it.</param>
    /// <param name="more">Further fields.</param>
    public void Submit(IElement form, IElement? button, params ReadOnlySpan<KeyValuePair<string, string>> more)
    {
        if (!run.Happens())
            return;
        var set = new List<KeyValuePair<string, string>>();
        var told = true;
        foreach (var (element, value) in _values.Where(pair => run.Frame.FormOf(pair.Key) == form && pair.Key.GetAttribute("name") is { Length: > 0 }))
        {
            if (Thing.Text(value) is not { } text)
                told = false;
            else if (Controls.TypeOf(element) == "radio" && value is true)
                set.Add(new(element.GetAttribute("name")!, Controls.Value(element)));
            else if (!Controls.IsButton(element) || element == button)
                set.Add(new(element.GetAttribute("name")!, text));
        }

        set.AddRange(more);
        var attributes = new Dictionary<string, string>();
        foreach (var (name, value) in _attributes.GetValueOrDefault(form) ?? [])
        {
            if (Thing.Text(value) is { } text)
                attributes[name] = text;
            else
                told = false;
        }

        run.Doubt |= !told;
        if (!told)
            return;
        var target = button?.GetAttribute("formtarget") ?? attributes.GetValueOrDefault("target") ?? form.GetAttribute("target");
        run.Ask(new Asked.Submit(form, button, set) { Attributes = attributes, Target = target is { Length: > 0 } ? target : null });
    }

    private object? OnElement(IElement element, string name, List<object> arguments)
    {
        var first = arguments.FirstOrDefault();
        switch (name)
        {
            case "submit" when element is IHtmlFormElement && first is null:
                Submit(element, null);
                return Thing.Nil;
            case "click" when first is null:
                new Click(run).On(element);
                return Thing.Nil;
            case "val":
                if (first is null)
                    return Of(element, "value");
                Set(element, "value", first);
                return element;
            case "getAttribute" or "attr" or "prop" when arguments.Count == 1 && Thing.Text(first!) is { } key:
                return element.GetAttribute(key) ?? (object)Thing.Nil;
            case "setAttribute" or "attr" or "prop" when arguments.Count == 2 && Thing.Text(first!) is { } key:
                Set(element, key, arguments[1]);
                return element;
            case "focus" or "blur" or "select" or "reset":
                return Thing.Nil;
            default:
                return null;
        }
    }

    private object Of(IElement element, string name)
    {
        if (element is IHtmlFormElement form)
        {
            if (Field(form, name) is { } field)
                return field;
            if (name == "elements")
                return new Thing.Many(ControlsOf(form));
            if (_attributes.TryGetValue(form, out var set) && set.TryGetValue(name, out var value))
                return value;
        }

        return name switch
        {
            "value" => _values.TryGetValue(element, out var given) ? given : Names.ValueOf(element),
            "checked" => _values.TryGetValue(element, out var tick) ? tick : element.HasAttribute("checked"),
            "form" => run.Frame.FormOf(element) ?? (object)Thing.Nil,
            "href" or "action" or "src" => element.GetAttribute(name) is { } written && Addresses.Resolve(written, run.Frame.Base, run.Charset) is { } url
                ? url.AbsoluteUri : Thing.None,
            "0" => element,
            "id" or "name" or "title" or "rel" => element.GetAttribute(name) ?? "",
            "parentNode" or "parentElement" => element.ParentElement ?? (object)Thing.Nil,
            "onsubmit" or "onclick" => element.HasAttribute(name) ? Thing.None : Thing.Nil,
            _ => Thing.None,
        };
    }

    private void Keep(IElement form, string name, object value)
    {
        if (run.IsMute)
            return;
        if (!_attributes.TryGetValue(form, out var kept))
            _attributes[form] = kept = [];
        kept[name] = run.IsCertain ? value : Thing.None;
    }

    private object? Field(IElement form, string name)
    {
        var controls = ControlsOf(form);
        run.Spend(controls.Count);
        var named = controls.FindAll(control => control.GetAttribute("name") == name || control.Id == name);
        return named switch { [] => null, [var only] => only, _ => new Thing.Many(named) };
    }

    private IHtmlFormElement? FormNamed(string name)
    {
        run.Spend(Forms().Count);
        return Forms().Find(form => form.GetAttribute("name") == name || form.Id == name);
    }

    private List<IElement> Selected(Func<IElement, bool> holds) => Walked() ? [.. Document.All.Where(holds)] : [];

    // Scripts ask for these at every step, and the page stays as it is.
    private List<IHtmlFormElement> Forms() => _forms ??= [.. Document.Forms];

    private List<IElement> ControlsOf(IElement form) =>
        _controls.TryGetValue(form, out var known) ? known : _controls[form] = Walked() ? Controls.Of(form, run.Frame) : [];

    private IElement? ById(string id)
    {
        if (_ids is null)
        {
            _ids = [];
            foreach (var element in Document.All)
                if (element.Id is { Length: > 0 } its)
                    _ids.TryAdd(its, element);
        }

        return _ids.GetValueOrDefault(id);
    }

    /// <summary>All of the page is gone through; an element costs more than a token.</summary>
    private bool Walked()
    {
        run.Spend(8 * (_elements == 0 ? _elements = Math.Max(1, Document.All.Length) : _elements));
        return true;
    }
}
