using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>The form that a request is of, and where what was sent differs from what the page had in it.</summary>
internal sealed record FormFit
{
    // A script may add to a form, or send a part of it; with less than this in common it is another form.
    private const double Enough = 0.5;

    public required IElement Form { get; init; }

    public required FrameView Page { get; init; }

    /// <summary>CSS by which it is the only one on its page.</summary>
    public required string Css { get; init; }

    public required IReadOnlyList<IElement> Controls { get; init; }

    /// <summary>Names that are not sent as the page has them: what it has, what was sent.</summary>
    public required IReadOnlyList<(string Name, IReadOnlyList<string> Has, IReadOnlyList<SentField> Sent)> Differences { get; init; }

    /// <summary>How many fields are sent as the page has them.</summary>
    public required int AsIs { get; init; }

    /// <summary>Address that its markup names.</summary>
    public Uri Action => Form.GetAttribute("action") is { Length: > 0 } action && Uri.TryCreate(Page.Base, action, out var goal) ? goal : Page.Url;

    public bool IsPost => Form.GetAttribute("method")?.Trim().Equals("post", StringComparison.OrdinalIgnoreCase) == true;

    /// <param name="page">Markup as it came.</param>
    /// <param name="sent">The request.</param>
    /// <returns>The form that fits best; null when none does.</returns>
    public static FormFit? Of(FrameView page, SentRequest sent)
    {
        var names = sent.All.Select(f => Plain(f.Name)).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
            return null;
        var best = page.Document.QuerySelectorAll("form")
            .Select(form => (Form: form, Controls: Daas.Core.Finding.Controls.Of(form, page)))
            .Select(f => (f.Form, f.Controls, Names: f.Controls.Select(NameOf).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal)))
            .Where(f => f.Names.Count > 0)
            .OrderByDescending(f => names.Count(f.Names.Contains) - (f.Names.Count(n => !names.Contains(n)) * 0.1))
            .FirstOrDefault();
        if (best.Form is null || names.Count(best.Names.Contains) < names.Count * Enough || CssOf(best.Form, page) is not { } css)
            return null;
        var has = Entries(best.Controls).ToLookup(e => e.Name, e => e.Value);
        var given = sent.All.ToLookup(f => f.Name);
        var all = best.Names.Concat(given.Select(g => g.Key)).Distinct().ToList();
        var same = all.Where(n => given[n].Any() && !given[n].Any(f => f.IsFile) && has[n].SequenceEqual(given[n].Select(f => f.Value))).ToHashSet(StringComparer.Ordinal);
        return new FormFit
        {
            Form = best.Form,
            Page = page,
            Css = css,
            Controls = best.Controls,
            AsIs = same.Count,
            Differences = [.. all.Where(n => !same.Contains(n) && (given[n].Any() || has[n].Any())).Select(n => (n, (IReadOnlyList<string>)[.. has[n]], (IReadOnlyList<SentField>)[.. given[n]]))],
        };
    }

    /// <summary>Selector of a control that singles it out within the form; null when nothing steady does.</summary>
    public string? CssOf(IElement control)
    {
        var candidates = new List<string>();
        if (SteadyCss.Own(control) is { } own)
            candidates.Add(own);
        var (tag, name, value) = (control.LocalName, NameOf(control), control.GetAttribute("value"));
        if (name.Length > 0)
            candidates.Add($"{tag}[name=\"{Quoted(name)}\"]");
        if (name.Length > 0 && value is { Length: > 0 })
            candidates.Add($"{tag}[name=\"{Quoted(name)}\"][value=\"{Quoted(value)}\"]");
        if (value is { Length: > 0 })
            candidates.Add($"{tag}[value=\"{Quoted(value)}\"]");
        if (control.GetAttribute("type") is { Length: > 0 } type)
            candidates.Add($"{tag}[type=\"{type}\"]");
        candidates.Add(tag);
        return candidates.Find(css => Form.QuerySelectorAll(css) is [var only] && only == control);
    }

    /// <summary>What a browser would send of it untouched.</summary>
    private static IEnumerable<(string Name, string Value)> Entries(IEnumerable<IElement> controls)
    {
        foreach (var control in controls)
        {
            var name = NameOf(control);
            if (name.Length == 0 || Daas.Core.Finding.Controls.IsButton(control) || Daas.Core.Finding.Controls.IsDisabled(control))
                continue;
            if (control is IHtmlSelectElement select)
            {
                foreach (var option in Daas.Core.Finding.Controls.Chosen(select).Where(o => !Daas.Core.Finding.Controls.IsDisabledOption(o)))
                    yield return (name, Daas.Core.Finding.Controls.ValueOf(option));
            }
            else if (!Daas.Core.Finding.Controls.IsTick(control) || control.HasAttribute("checked"))
            {
                yield return (name, Daas.Core.Finding.Controls.TypeOf(control) == "file" ? "" : Lines(Daas.Core.Finding.Controls.Value(control)));
            }
        }
    }

    private static string? CssOf(IElement form, FrameView page)
    {
        var candidates = new List<string>();
        if (SteadyCss.Own(form) is { } own)
            candidates.Add(own);
        if (form.GetAttribute("action") is { Length: > 0 } action && !action.Any(char.IsDigit) && !action.Contains('"'))
            candidates.Add($"form[action=\"{action}\"]");
        candidates.AddRange((form.ClassName ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(c => !Generated.IsName(c)).Select(c => $"form.{c}"));
        candidates.Add("form");
        candidates.AddRange(Daas.Core.Finding.Controls.Of(form, page).Select(NameOf).Where(n => n.Length > 0 && !Generated.IsName(n)).Distinct()
            .Select(n => $"form:has([name=\"{Quoted(n)}\"])"));
        return candidates.Find(css => Matches(page, css) is [var only] && only == form);
    }

    private static IReadOnlyList<IElement> Matches(FrameView page, string css)
    {
        try
        {
            return [.. page.Document.QuerySelectorAll(css)];
        }
        catch (DomException)
        {
            return [];
        }
    }

    public static string NameOf(IElement control) => control.GetAttribute("name") ?? "";

    // Of a picture that is clicked, the point is sent.
    private static string Plain(string name) => name.EndsWith(".x", StringComparison.Ordinal) || name.EndsWith(".y", StringComparison.Ordinal) ? name[..^2] : name;

    private static string Lines(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\n", "\r\n");

    private static string Quoted(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
