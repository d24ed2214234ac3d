using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Finding;
using Daas.Recorder.Drafting;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Import.Archives;

/// <summary>Finds what was pressed to send a form or to let a script ask.</summary>
/// <param name="Element">Null: Enter, for there is nothing to press.</param>
/// <param name="Others">Words of what may have been pressed as well; empty when it is sure.</param>
internal sealed partial record PressedButton(IElement? Element, IReadOnlyList<string> Others)
{
    /// <summary>By what the request says of it, or else by what the page has there.</summary>
    public static PressedButton Of(SentForm form, IReadOnlyList<SentValue> sent, string scripts)
    {
        var values = sent.GroupBy(s => s.Name).ToDictionary(g => g.Key, g => g.First().Value);
        foreach (var button in form.Controls.Where(Controls.IsButton))
        {
            var name = button.GetAttribute("name") ?? "";
            if (Controls.TypeOf(button) == "image" ? values.ContainsKey(name.Length > 0 ? name + ".x" : "x")
                : name.Length > 0 && values.TryGetValue(name, out var value) && value == (button.GetAttribute("value") ?? "") && IsOnly(form, button))
                return new PressedButton(button, []);
        }

        if (values.GetValueOrDefault("__EVENTTARGET") is { Length: > 0 } target)
            return new PressedButton(PostBack(form.Frame.Document, target, values.GetValueOrDefault("__EVENTARGUMENT") ?? ""), []);
        var changed = form.Controls.Where(c => Controls.TypeOf(c) == "hidden")
            .Select(c => (Was: c.GetAttribute("value") ?? "", Now: values.GetValueOrDefault(c.GetAttribute("name") ?? "") ?? ""))
            .Where(c => c.Now.Length > 1 && c.Now != c.Was).Select(c => c.Now).ToList();
        return Among(form.Frame.Document, form.Form, changed, scripts);
    }

    /// <summary>The likeliest button of a form or, without one, of a page.</summary>
    /// <param name="document">The page.</param>
    /// <param name="form">Where its fields are; null: anywhere.</param>
    /// <param name="values">What its script names: values that it set, the address that it asked for.</param>
    /// <param name="scripts">What the scripts of the page say.</param>
    public static PressedButton Among(IDocument document, IElement? form, IReadOnlyList<string> values, string scripts)
    {
        var inside = form is null ? [] : Buttons(form).ToList();
        var all = inside.Count > 0 ? inside : Buttons(document).ToList();
        var scored = all.Select(b => (Button: b, Words: Words(b), Score: Score(b, values, scripts))).Where(b => b.Score > -2)
            .OrderByDescending(b => b.Score).ToList();
        if (scored.Count == 0)
            return new PressedButton(null, []);
        var even = scored.TakeWhile(s => s.Score == scored[0].Score).ToList();
        return new PressedButton(even[0].Button, even.Count == 1 ? [] : [.. even.Select(e => e.Words).Distinct().Take(6)]);
    }

    private static int Score(IElement button, IReadOnlyList<string> values, string scripts)
    {
        var script = ScriptText.Said(button, scripts);
        var words = Words(button);
        var isSubmit = Controls.IsButton(button) && Controls.TypeOf(button) == "submit";
        return (values.Any(v => v.Length > 1 && script.Contains(v, StringComparison.Ordinal)) ? 5 : 0)
            + (isSubmit && button.GetAttribute("name") is null or "" ? 3 : 0)
            + (script.Contains("submit", StringComparison.OrdinalIgnoreCase) ? 2 : 0)
            + (OutcomeWords.IsSaving(words) || OutcomeWords.IsSearching(words) || PasswordNames.IsSignIn(words) ? 2 : 0)
            + (Away().IsMatch(words) ? -5 : 0);
    }

    private static IEnumerable<IElement> Buttons(IParentNode scope) =>
        scope.QuerySelectorAll("button,input[type=submit],input[type=button],input[type=image],a[onclick],a[href^='javascript:'],[role=button]")
            .Where(b => PageText.IsShown(b) && (b.LocalName == "a" || !Controls.IsButton(b) || Controls.TypeOf(b) != "reset"));

    private static string Words(IElement button) => Spoken.Of(button.LocalName == "input" ? button.GetAttribute("value") ?? button.GetAttribute("alt")
        : PageText.Of(button));

    private static bool IsOnly(SentForm form, IElement button) => form.Controls.Count(c => Controls.IsButton(c)
        && c.GetAttribute("name") == button.GetAttribute("name") && c.GetAttribute("value") == button.GetAttribute("value")) == 1;

    private static IElement? PostBack(IDocument document, string target, string argument)
    {
        var all = document.QuerySelectorAll("[href*=__doPostBack],[onclick*=__doPostBack],[onchange*=__doPostBack]")
            .Where(e => Call(e).Contains($"'{target}'", StringComparison.Ordinal)).ToList();
        return all.Find(e => Call(e).Contains($"'{argument}'", StringComparison.Ordinal)) ?? all.FirstOrDefault()
            ?? document.GetElementById(target.Replace('$', '_').Replace(':', '_'));
    }

    private static string Call(IElement element) =>
        $"{element.GetAttribute("href")} {element.GetAttribute("onclick")} {element.GetAttribute("onchange")}".Replace("\\'", "'",
            StringComparison.Ordinal).Replace('"', '\'');

    [GeneratedRegex("^(取消|返回|关闭|重置|清空|清除|退出|注销|忘记|注册|cancel|back|close|reset|clear|log ?out|forgot|register|sign ?up)", RegexOptions.IgnoreCase)]
    private static partial Regex Away();
}
