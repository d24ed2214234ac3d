using AngleSharp.Css.Dom;
using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Finding;

/// <summary>What kind of thing an element is to a person: field, box, button; the same rules as the browser path's.</summary>
public static class PageParts
{
    /// <summary>What is there to be clicked.</summary>
    public static ISelector Clickable { get; } = Selectors.Read(
        "a[href],a[onclick],button,input[type=button],input[type=submit],input[type=reset],input[type=image],area,summary,[role=button],[role=link],[role=tab],"
        + "[role=menuitem],[role=treeitem],[role=option],[role=switch]")!;

    /// <summary>What may be there to be clicked.</summary>
    public static ISelector PerhapsClickable { get; } = Selectors.Read(
        "a,[onclick],[ondblclick],[tabindex],label,[class*=btn],[class*=button],[style*=pointer],img")!;

    /// <summary>A field that a person fills, chooses in or ticks.</summary>
    public static bool IsControl(IElement element) => element.LocalName switch
    {
        "input" => Controls.TypeOf(element) is not ("hidden" or "submit" or "button" or "reset" or "image"),
        "select" or "textarea" => true,
        _ => IsEditable(element) || element.GetAttribute("role") is "textbox" or "combobox" or "checkbox" or "radio" or "switch" or "spinbutton" or "listbox",
    };

    public static IEnumerable<IElement> ControlsIn(INode scope)
    {
        var walk = new NodeWalk();
        walk.Start(scope);
        while (walk.Next())
        {
            if (!walk.Leaving && walk.Node is IElement element && IsControl(element))
                yield return element;
        }
    }

    public static bool IsTick(IElement element) => element.LocalName == "input"
        ? Controls.TypeOf(element) is "checkbox" or "radio"
        : element.GetAttribute("role") is { } role && (role.Contains("checkbox", StringComparison.Ordinal) || role is "radio" or "switch");

    public static string RoleOf(IElement element)
    {
        if (element.GetAttribute("role") is { } given && given.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries) is [var first, ..])
            return first;
        return element.LocalName switch
        {
            "a" => element.HasAttribute("href") || element.HasAttribute("onclick") ? "link" : "",
            "area" => "link",
            "button" or "summary" => "button",
            "input" => RoleOfInput(element),
            "select" => element.HasAttribute("multiple") || (int.TryParse(element.GetAttribute("size"), out var size) && size > 1) ? "listbox" : "combobox",
            "option" => "option",
            "textarea" => "textbox",
            "img" => "img",
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => "heading",
            "table" => "table",
            "tr" => "row",
            "td" => "cell",
            "th" => "columnheader",
            "li" => "listitem",
            "ul" or "ol" => "list",
            "dialog" => "dialog",
            "nav" => "navigation",
            "fieldset" => "group",
            "form" => "form",
            _ => IsEditable(element) ? "textbox" : "",
        };
    }

    private static string RoleOfInput(IElement input) => Controls.TypeOf(input) switch
    {
        "button" or "submit" or "reset" or "image" => "button",
        "checkbox" => "checkbox",
        "radio" => "radio",
        "range" => "slider",
        "number" => "spinbutton",
        "search" => "searchbox",
        "hidden" or "file" => "",
        _ => input.HasAttribute("list") ? "combobox" : "textbox",
    };

    private static bool IsEditable(IElement element) => element.GetAttribute("contenteditable") is "" or "true";
}
