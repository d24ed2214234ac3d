using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Values;

namespace Daas.Core.Extraction.Details;

/// <summary>
/// Finds the values of all wanted labels in one walk. A label is the innermost text or element whose whole words are the label (white space,
/// colon and asterisk do not matter), or the words before a colon within a text.
/// </summary>
internal sealed class LabelIndex
{
    public const int LongestLabel = 60;

    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(IElement Value, Uri Base)>> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(IElement Value, Uri Base)>> _hints = new(StringComparer.Ordinal);
    private readonly VisibleText _text;
    private readonly ElementReader _reader;
    private readonly ValuePlace _places;

    public LabelIndex(IEnumerable<FieldPlan> fields, VisibleText text)
    {
        foreach (var field in fields)
        {
            if (field.LabelKey is { Length: > 0 } key)
                _wanted.Add(key);
        }

        _text = text;
        _reader = new ElementReader(text);
        _places = new ValuePlace(_wanted, text);
    }

    /// <param name="root">Taken as shown.</param>
    /// <param name="at">What relative addresses in it resolve against.</param>
    public void Add(INode root, Uri at)
    {
        var walk = new NodeWalk();
        var open = new Stack<(IElement Element, string Key, int Before)>();
        var count = 0;
        walk.Start(root);
        while (walk.Next())
        {
            if (walk.Leaving)
            {
                if (open.TryPeek(out var last) && ReferenceEquals(last.Element, walk.Node))
                {
                    open.Pop();
                    if (count == last.Before && _places.After(last.Element, last.Key, root) is { } value)
                        count += Keep(_found, last.Key, value, at);
                }

                continue;
            }

            switch (walk.Node)
            {
                case IText text:
                    count += Text(text, root, at);
                    break;
                case IElement element when Hiding.IsHidden(element):
                    walk.Skip();
                    break;
                case IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement:
                    Hint((IElement)walk.Node, at);
                    walk.Skip();
                    break;
                case IElement element when Key(element) is { Length: > 0 } key && _wanted.Contains(key):
                    open.Push((element, key, count));
                    break;
            }
        }
    }

    public Raw Read(FieldPlan field)
    {
        if (!_found.TryGetValue(field.LabelKey!, out var places) && !_hints.TryGetValue(field.LabelKey!, out places))
            return new Raw(null, IsMissing: true);
        var raw = _reader.Read(field, places[0].Value, places[0].Base);
        foreach (var (value, at) in places.Skip(1))
        {
            if (_reader.Read(field, value, at) is var other && (other.Text ?? "") != (raw.Text ?? ""))
                return raw with { IsMissing = false, Problem = $"and '{other.Text}' both stand beside this label; narrow the record with 'within'" };
        }

        return raw;
    }

    private static int Keep(Dictionary<string, List<(IElement, Uri)>> found, string key, IElement value, Uri at)
    {
        if (!found.TryGetValue(key, out var places))
            found[key] = places = [];
        places.Add((value, at));
        return 1;
    }

    private string? Key(IElement element) => _text.Short(element, LongestLabel) is { Length: > 0 } words ? TextFold.Key(words) : null;

    private int Text(IText text, INode root, Uri at)
    {
        var words = TextFold.Fold(text.Data);
        if (words.Length == 0)
            return 0;
        if (words.Length <= LongestLabel && TextFold.Key(words) is { Length: > 0 } key && _wanted.Contains(key))
            return _places.After(text, key, root) is { } value ? Keep(_found, key, value, at) : 0;
        var count = 0;
        foreach (var (label, rest, isLast) in LabelText.Pairs(words, _wanted))
        {
            if (_places.Beside(text, rest, isLast) is { } value)
                count += Keep(_found, label, value, at);
        }

        return count;
    }

    private void Hint(IElement control, Uri at)
    {
        if (control is IHtmlInputElement { Type: "hidden" or "password" })
            return;
        foreach (var name in (ReadOnlySpan<string>)["aria-label", "placeholder", "title"])
        {
            if (control.GetAttribute(name) is { Length: > 0 and <= LongestLabel } words && TextFold.Key(words) is var key && _wanted.Contains(key))
            {
                Keep(_hints, key, control, at);
                return;
            }
        }
    }
}
