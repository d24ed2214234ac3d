namespace Daas.Core.Steps;

/// <summary>Ordered ways to find one element, most human first. The first way that finds exactly one visible element wins.</summary>
/// <param name="Ways">At least one.</param>
public sealed record Locator(IReadOnlyList<Way> Ways)
{
    public override string ToString() => string.Join(" or ", Ways);

    public bool Equals(Locator? other) => other is not null && Ways.SequenceEqual(other.Ways);

    public override int GetHashCode() => Ways.Count;
}

/// <summary>
/// One way to find an element: everything named must hold. All frames of the window are searched, whatever their names and order, unless
/// <see cref="Frame"/> says what the right one has inside.
/// </summary>
public sealed record Way
{
    /// <summary>The words a person reads beside, above or inside a form control.</summary>
    public Template? Label { get; init; }

    /// <summary>ARIA role: <c>button, link, textbox, combobox, checkbox, radio, tab, menuitem, option, cell, row, heading, img</c> …</summary>
    public string? Role { get; init; }

    /// <summary>Accessible name: the words on a button or link, an image's alternative text.</summary>
    public Template? Name { get; init; }

    /// <summary>The visible text of the innermost element that holds it.</summary>
    public Template? Text { get; init; }

    public Template? Css { get; init; }

    public Template? XPath { get; init; }

    /// <summary>The value attribute: tells submit buttons of one name, or radio buttons, apart.</summary>
    public Template? Value { get; init; }

    public Template? Title { get; init; }

    public Template? Placeholder { get; init; }

    /// <summary>In a table: the cell (or the control in it) under this header; goes with <see cref="Row"/>.</summary>
    public Template? Header { get; init; }

    /// <summary>Only inside the table row or list item that shows this text as a whole cell (or else as part of it).</summary>
    public Template? Row { get; init; }

    /// <summary>Only inside the one element found so.</summary>
    public Way? Within { get; init; }

    /// <summary>Only in the frame in which this is found: told by what is inside, not by index or name.</summary>
    public Way? Frame { get; init; }

    /// <summary>One-based choice among several; a last resort.</summary>
    public int? Nth { get; init; }

    /// <summary>
    /// False: words may be part of the text. True (default for short words in <see cref="Label"/>, <see cref="Name"/>): as a whole first,
    /// then as part.
    /// </summary>
    public bool? Exact { get; init; }

    /// <summary>Names that its words refer to.</summary>
    public IEnumerable<string> References => new[] { Label, Name, Text, Css, XPath, Value, Title, Placeholder, Header, Row }.OfType<Template>()
        .SelectMany(t => t.References).Concat(Within?.References ?? []).Concat(Frame?.References ?? []);

    public override string ToString()
    {
        var words = new (string Key, object? Value)[]
        {
            ("label", Label), ("role", Role), ("name", Name), ("text", Text), ("css", Css), ("xpath", XPath), ("value", Value), ("title", Title),
            ("placeholder", Placeholder), ("header", Header), ("row", Row), ("within", Within), ("frame", Frame), ("nth", Nth),
        };
        return string.Join(" ", words.Where(w => w.Value is not null).Select(w => $"{w.Key} '{w.Value}'"));
    }
}
