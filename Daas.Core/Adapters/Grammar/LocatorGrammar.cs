using Daas.Core.Adapters.Yaml;
using Daas.Core.Steps;

namespace Daas.Core.Adapters.Grammar;

/// <summary>How elements are found, and how states of a page are told: <see cref="Locator"/> and <see cref="Sign"/>.</summary>
internal static class LocatorGrammar
{
    public static readonly MapShape<Way> Way = new("way", "One way to find an element: everything named must hold.", new Way(), inline: true);

    /// <summary>Of form controls and values: a text alone is the words beside it.</summary>
    public static readonly Shape<Locator> ByLabel;

    /// <summary>Of what is clicked: a text alone is the words on it.</summary>
    public static readonly Shape<Locator> ByName;

    private static readonly MapShape<SignAlternative> Alternative = new MapShape<SignAlternative>(
            "sign", "What a page shows in a state: everything named must hold.", new SignAlternative(), inline: true)
        .Key("text", Basics.Match, s => s.Text, (s, v) => s with { Text = v }, "Visible text in any frame: a part of it, or /a regular expression/.")
        .Key("css", Basics.Css, s => s.Css, (s, v) => s with { Css = v }, "An element with visible text or content, in any frame; its text is the reason.")
        .Key("without", Basics.Css, s => s.Without, (s, v) => s with { Without = v },
            "Beside what is shown: an element that no frame shows, such as the form that is gone.")
        .Key("alert", Basics.Match, s => s.Alert, (s, v) => s with { Alert = v }, "The text of an alert, confirm or prompt since the last step that acted.")
        .Key("url", Basics.Match, s => s.Url, (s, v) => s with { Url = v }, "The address of any frame.")
        .Key("title", Basics.Match, s => s.Title, (s, v) => s with { Title = v }, "The title of the window.")
        .Key("json", Basics.JsonPath, s => s.Json, (s, v) => s with { Json = v }, "A path into the last JSON answer that has it; with 'is' its value, else its presence.")
        .Key("is", Basics.Match, s => s.Is, (s, v) => s with { Is = v }, "What the value at 'json', or the text at 'css', must be.")
        .Key("reason", Basics.Text, s => s.Reason, (s, v) => s with { Reason = v }, "Path into the same JSON answer, or CSS, of the text that says why.")
        .Rule(CheckSign);

    public static readonly Shape<Sign> Sign = new ViewShape<Sign, IReadOnlyList<SignAlternative>>(
        new OneOrManyShape<SignAlternative>(Alternative.Short("text")), a => new Sign(a), s => s.AnyOf);

    static LocatorGrammar()
    {
        Way.Key("label", Basics.Template, w => w.Label, (w, v) => w with { Label = v }, "The words a person reads beside, above or inside a form control.")
            .Key("role", Basics.Text, w => w.Role, (w, v) => w with { Role = v }, "ARIA role such as button, link, textbox, combobox, checkbox, radio, tab, menuitem, cell, row.")
            .Key("name", Basics.Template, w => w.Name, (w, v) => w with { Name = v }, "The words on a button or link, an image's alternative text.")
            .Key("text", Basics.Template, w => w.Text, (w, v) => w with { Text = v }, "The visible text of the innermost element that holds it.")
            .Key("css", Basics.CssTemplate, w => w.Css, (w, v) => w with { Css = v }, "A CSS selector.")
            .Key("xpath", Basics.XPath, w => w.XPath, (w, v) => w with { XPath = v }, "An XPath.")
            .Key("value", Basics.Template, w => w.Value, (w, v) => w with { Value = v },
                "The value attribute: tells submit buttons of one name, or radio buttons, apart.")
            .Key("title", Basics.Template, w => w.Title, (w, v) => w with { Title = v }, "The title attribute.")
            .Key("placeholder", Basics.Template, w => w.Placeholder, (w, v) => w with { Placeholder = v }, "The pale words inside an empty field.")
            .Key("header", Basics.Template, w => w.Header, (w, v) => w with { Header = v },
                "In a table: the cell, or the control in it, under this header; goes with 'row'.")
            .Key("row", Basics.Template, w => w.Row, (w, v) => w with { Row = v }, "Only inside the table row or list item that shows this text.")
            .Key("within", Way, w => w.Within, (w, v) => w with { Within = v }, "Only inside the one element found so.")
            .Key("frame", Way, w => w.Frame, (w, v) => w with { Frame = v }, "Only in the frame in which this is found: told by what is inside.")
            .Key("nth", Basics.Maybe(1, 10_000), w => w.Nth, (w, v) => w with { Nth = v }, "One-based choice among several; a last resort.")
            .Key("exact", Basics.MaybeFlag, w => w.Exact, (w, v) => w with { Exact = v }, "False: words may be part of the text.")
            .Rule(CheckWay);
        ByLabel = Ways("label");
        ByName = Ways("name");
    }

    private static ViewShape<Locator, IReadOnlyList<Way>> Ways(string key) =>
        new(new OneOrManyShape<Way>(Way.Short(key)), w => new Locator(w), l => l.Ways);

    private static void CheckWay(Way way, Node.Map map, Reading reading)
    {
        if (way with { Within = null, Frame = null, Nth = null, Exact = null } == new Way())
            reading.Error(map, "this finds nothing: name a label, name, text, role, css, xpath, value, title, placeholder, header or row");
        else if (way.Header is not null && way.Row is null)
            reading.Error(way, "'header' says which column; 'row' must say which row", "header");
    }

    private static void CheckSign(SignAlternative sign, Node.Map map, Reading reading)
    {
        if (sign with { Is = null, Reason = null, Without = null } == new SignAlternative())
            reading.Error(map, "this sign shows nothing: name a text, css, alert, url, title or json");
        else if (sign.Is is not null && sign.Css is null && sign.Json is null)
            reading.Error(sign, "'is' goes with 'json' or 'css'", "is");
    }
}
