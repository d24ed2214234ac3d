using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Finding;

/// <summary>The controls of forms and what they hold, as a browser reads them from markup.</summary>
public static partial class Controls
{
    /// <summary>Those that the form submits, in the order of the document.</summary>
    public static List<IElement> Of(IElement form, FrameView frame)
    {
        var controls = new List<IElement>();
        var walk = new NodeWalk();
        walk.Start(frame.Document);
        while (walk.Next())
        {
            if (!walk.Leaving && walk.Node is IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement or IHtmlButtonElement
                && frame.FormOf((IElement)walk.Node) == form)
                controls.Add((IElement)walk.Node);
        }

        return controls;
    }

    /// <summary><c>select, textarea</c>, or the type of an input or button; an unknown one is a text field, or a submit button.</summary>
    public static string TypeOf(IElement control)
    {
        var type = control.GetAttribute("type")?.ToLowerInvariant();
        return control switch
        {
            IHtmlSelectElement => "select",
            IHtmlTextAreaElement => "textarea",
            IHtmlButtonElement => type is "button" or "reset" ? type : "submit",
            _ => type is "hidden" or "search" or "tel" or "url" or "email" or "password" or "date" or "month" or "week" or "time" or "datetime-local"
                or "number" or "range" or "color" or "checkbox" or "radio" or "file" or "submit" or "image" or "reset" or "button" ? type : "text",
        };
    }

    public static bool IsButton(IElement control) => TypeOf(control) is "submit" or "image" or "reset" or "button";

    public static bool IsTick(IElement control) => TypeOf(control) is "checkbox" or "radio";

    /// <summary>By itself or by a fieldset around it, in whose legend it does not stand.</summary>
    public static bool IsDisabled(IElement control)
    {
        if (control.HasAttribute("disabled"))
            return true;
        IElement inner = control;
        for (var at = control.ParentElement; at is not null; inner = at, at = at.ParentElement)
        {
            if (at.LocalName == "fieldset" && at.HasAttribute("disabled") && inner != at.Children.FirstOrDefault(child => child.LocalName == "legend"))
                return true;
        }

        return false;
    }

    /// <summary>The value of a text field as it stands, made what its type allows; of a box or radio button the one that it sends.</summary>
    public static string Value(IElement control) => control is IHtmlTextAreaElement area ? area.TextContent
        : IsTick(control) ? control.GetAttribute("value") ?? "on"
        : Allowed(TypeOf(control), control.GetAttribute("value") ?? "");

    /// <summary>What a field of that type holds when the value is put into it; empty where it does not take it.</summary>
    public static string Allowed(string type, string value) => type switch
    {
        "text" or "search" or "tel" or "password" => OneLine(value),
        "url" or "email" => OneLine(value).Trim(),
        "number" => Number().IsMatch(value) ? value : "",
        "range" => Number().IsMatch(value) ? value : "50",
        "color" => Color().IsMatch(value) ? value.ToLowerInvariant() : "#000000",
        "date" => Holds(value, "yyyy-MM-dd"),
        "month" => Holds(value, "yyyy-MM"),
        "time" => Holds(value, "HH:mm", "HH:mm:ss", "HH:mm:ss.FFF"),
        "datetime-local" => Holds(value.Replace(' ', 'T'), "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFF"),
        "week" => Week().IsMatch(value) ? value : "",
        _ => value,
    };

    public static List<IHtmlOptionElement> Options(IHtmlSelectElement select) => [.. select.Options];

    /// <summary>What an option sends.</summary>
    public static string ValueOf(IHtmlOptionElement option) => option.GetAttribute("value") ?? Text(option);

    /// <summary>The words of an option: white space stripped and folded.</summary>
    public static string Text(IElement option)
    {
        var text = new StringBuilder();
        foreach (var word in option.TextContent.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries))
            text.Append(text.Length > 0 ? " " : "").Append(word);
        return text.ToString();
    }

    public static bool IsDisabledOption(IElement option) =>
        option.HasAttribute("disabled") || (option.ParentElement is { LocalName: "optgroup" } group && group.HasAttribute("disabled"));

    /// <summary>The options that are chosen: those marked, of a drop-down only the last; of a drop-down without any the first that can be.</summary>
    public static List<IHtmlOptionElement> Chosen(IHtmlSelectElement select)
    {
        var options = Options(select);
        var marked = options.FindAll(option => option.HasAttribute("selected"));
        if (select.HasAttribute("multiple"))
            return marked;
        if (marked.Count > 0)
            return [marked[^1]];
        var isList = int.TryParse(select.GetAttribute("size"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var size) && size > 1;
        return isList || options.Find(option => !IsDisabledOption(option)) is not { } first ? [] : [first];
    }

    private static string OneLine(string value) => value.AsSpan().IndexOfAny('\r', '\n') < 0 ? value : value.Replace("\r", "").Replace("\n", "");

    private static string Holds(string value, params string[] formats) =>
        DateTime.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value : "";

    [GeneratedRegex(@"^-?(\d+(\.\d+)?|\.\d+)([eE][-+]?\d+)?$")]
    private static partial Regex Number();

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Color();

    [GeneratedRegex(@"^\d{4,}-W\d\d$")]
    private static partial Regex Week();
}
