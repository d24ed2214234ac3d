using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Finding;
using Daas.Runtime.HttpPath.Forms;
using Daas.Runtime.HttpPath.Scripts;

namespace Daas.Runtime.HttpPath.Clicking;

/// <summary>A click with all that a browser makes of it: handlers up to the top, then what the link or button does by itself.</summary>
internal sealed class Click(ScriptRun run)
{
    /// <summary>False when nothing tells what the click does.</summary>
    public bool On(IElement element)
    {
        var told = false;
        for (var at = element; at is not null; at = at.ParentElement)
        {
            if (at.GetAttribute("onclick") is not { Length: > 0 } code)
                continue;
            told = true;
            if (run.Run(code, new Scope(at)) is false)
                return true;
        }

        for (var at = element; at is not null; at = at.ParentElement)
        {
            if (Goes(at) is { } goes)
                return goes || told;
        }

        return told;
    }

    /// <summary>Null when the element does nothing by itself; false when that is not told.</summary>
    private bool? Goes(IElement element)
    {
        switch (element)
        {
            case { LocalName: "a" or "area" } when element.GetAttribute("href") is { } href:
                var clean = Addresses.Clean(href);
                if (clean is ['#', ..])
                    return false;
                run.Go(clean, element.GetAttribute("target") ?? run.Frame.Document.QuerySelector("base[target]")?.GetAttribute("target"));
                return run.Then is not null || !clean.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase);
            case IHtmlInputElement or IHtmlButtonElement when Controls.TypeOf(element) is "submit" or "image":
                return Submits(element);
            case { LocalName: "label" }:
                var control = element.GetAttribute("for") is { } id ? run.Frame.Document.GetElementById(id) : null;
                return control is not null && PageParts.RoleOf(control) == "button" ? On(control) : null;
            default:
                return null;
        }
    }

    private bool Submits(IElement button)
    {
        if (run.Frame.FormOf(button) is not { } form)
            return false;
        if (form.GetAttribute("onsubmit") is { Length: > 0 } code && run.Run(code, new Scope(form)) is false)
            return true;
        run.Objects.Submit(form, button);
        return true;
    }
}
