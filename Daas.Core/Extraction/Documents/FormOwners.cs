using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Daas.Core.Extraction.Documents;

/// <summary>
/// Which form a control belongs to. A parser ties a control to the form that is open in the source, though in a broken nesting (a form between
/// table and row, a form closed by the end of its block) the control does not stand inside it; the document alone does not tell that.
/// </summary>
/// <param name="html">The source that the elements are parsed from.</param>
internal sealed partial class FormOwners(string html)
{
    private readonly List<(IElement Control, int At)> _controls = [];
    private readonly List<(IHtmlFormElement Form, int At)> _forms = [];
    private Dictionary<IElement, int>? _places;

    /// <summary>To be told of every element as it is created, which is in the order of the source.</summary>
    public void Saw(IElement element, int at)
    {
        if (element is IHtmlFormElement form)
            _forms.Add((form, at));
        else if (_forms.Count > 0 && element is IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement or IHtmlButtonElement)
            _controls.Add((element, at));
    }

    /// <summary>The form that submits the control; null when none does.</summary>
    public IHtmlFormElement? Of(IElement control)
    {
        if (control.GetAttribute("form") is { } id)
            return control.Owner?.GetElementById(id) as IHtmlFormElement;
        for (var node = control.Parent; node is not null; node = node.Parent)
        {
            if (node is IHtmlFormElement form)
                return form;
        }

        _places ??= _controls.ToDictionary(c => c.Control, c => c.At);
        return _places.TryGetValue(control, out var at) ? OpenAt(at) : null;
    }

    private IHtmlFormElement? OpenAt(int at)
    {
        for (var i = _forms.Count - 1; i >= 0; i--)
        {
            if (_forms[i].At < at)
                return ClosesWithin(html.AsSpan(_forms[i].At, at - _forms[i].At)) ? null : _forms[i].Form;
        }

        return null;
    }

    private static bool ClosesWithin(ReadOnlySpan<char> source)
    {
        foreach (var match in Closings().EnumerateMatches(source))
        {
            if (source.Slice(match.Index, match.Length).StartsWith("</form", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // What has no tags inside is passed over.
    [GeneratedRegex(@"</form\b|<!--.*?-->|<(script|style|textarea|title|noscript|iframe|xmp)\b.*?</\1\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Closings();
}
