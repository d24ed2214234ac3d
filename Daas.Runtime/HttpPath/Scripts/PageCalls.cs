using AngleSharp.Dom;

namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>The functions that every page has, and those that ASP.NET and jQuery give it.</summary>
internal static class PageCalls
{
    /// <summary>Null when nothing is known of the function.</summary>
    public static object? Global(ScriptRun run, string name, List<object> arguments)
    {
        var first = arguments.FirstOrDefault() ?? Thing.Nil;
        switch (name)
        {
            case "alert":
                if (run.IsCertain && Thing.Text(first) is { } words)
                    run.Alerts.Add(words);
                return Thing.Nil;
            case "open" when arguments.Count > 0:
                run.Go(first, arguments.ElementAtOrDefault(1) is string { Length: > 0 } target ? target : "_blank");
                return Thing.None;
            case "setTimeout":
                run.Later(first, arguments.Count > 1 ? Thing.Number(arguments[1]) ?? double.MaxValue : 0);
                return Thing.None;
            case "setInterval" or "clearTimeout" or "clearInterval" or "close" or "focus" or "print":
                return Thing.None;
            case "$" or "jQuery":
                return OfQuery(run, first);
            case "__doPostBack":
                PostBack(run, first, arguments.ElementAtOrDefault(1) ?? "");
                return Thing.Nil;
            case "WebForm_PostBackOptions":
                return new Thing.PostBack(arguments);
            case "WebForm_DoPostBackWithOptions" when first is Thing.PostBack options:
                WithOptions(run, options.Arguments);
                return Thing.Nil;
            case "isNaN":
                return first is string or double or bool ? Thing.Number(first) is null : Thing.None;
            case "String":
                return Thing.Text(first) ?? (object)Thing.None;
            case "Number" or "parseFloat" or "parseInt":
                return Thing.Number(first) is { } number ? name == "parseInt" ? Math.Truncate(number) : number : Thing.None;
            case "encodeURIComponent" or "encodeURI" or "escape" when Thing.Text(first) is { } text:
                // Of what is not ASCII the three make different things; markup that has it is left to the browser.
                return text.All(char.IsAscii) ? name == "encodeURI" ? Uri.EscapeDataString(text).Replace("%2F", "/") : Uri.EscapeDataString(text)
                    : name == "encodeURIComponent" ? Uri.EscapeDataString(text) : Thing.None;
            default:
                return null;
        }
    }

    private static object OfQuery(ScriptRun run, object first)
    {
        switch (first)
        {
            case Thing.Code:
                run.Later(first, 0);
                return Thing.Nil;
            case string css:
                return run.Objects.Css(css);
            default:
                return first;
        }
    }

    private static void PostBack(ScriptRun run, object target, object argument)
    {
        var form = run.Objects.Css("input[name=__EVENTTARGET]") is IElement field ? run.Frame.FormOf(field) : run.Frame.Document.Forms.FirstOrDefault();
        if (form is null)
        {
            run.Doubt = true;
            return;
        }

        if (Thing.Text(target) is not { } to || Thing.Text(argument) is not { } what)
        {
            run.Doubt |= run.Happens();
            return;
        }

        run.Objects.Submit(form, null, new("__EVENTTARGET", to), new("__EVENTARGUMENT", what));
    }

    /// <summary>Target, argument, validation, its group, address, track focus, sent by script (else by the button itself).</summary>
    private static void WithOptions(ScriptRun run, IReadOnlyList<object> options)
    {
        if (options.ElementAtOrDefault(4) is string { Length: > 0 } address && run.Frame.Document.Forms.FirstOrDefault() is { } form)
            run.Objects.Set(form, "action", address);
        if (options.ElementAtOrDefault(6) is true)
            PostBack(run, options[0], options.ElementAtOrDefault(1) ?? "");
    }
}
