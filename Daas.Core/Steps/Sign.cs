namespace Daas.Core.Steps;

/// <summary>Something by which a page tells its state. It holds when any alternative holds.</summary>
/// <param name="AnyOf">At least one.</param>
public sealed record Sign(IReadOnlyList<SignAlternative> AnyOf)
{
    public bool Equals(Sign? other) => other is not null && AnyOf.SequenceEqual(other.AnyOf);

    public override int GetHashCode() => AnyOf.Count;

    public override string ToString() => string.Join(" or ", AnyOf);
}

/// <summary>Everything named must hold. Texts are matched after folding white space: as a part, or as a regular expression when written <c>/…/</c>.</summary>
public sealed record SignAlternative
{
    /// <summary>Visible text in any frame.</summary>
    public TextMatch? Text { get; init; }

    /// <summary>An element with visible text or content, in any frame; its text is the reason.</summary>
    public string? Css { get; init; }

    /// <summary>CSS of what no frame may show: the form that is gone once it was saved. Only beside something that is shown.</summary>
    public string? Without { get; init; }

    /// <summary>The text of an alert, confirm or prompt shown since the last step that acted.</summary>
    public TextMatch? Alert { get; init; }

    /// <summary>The address of any frame.</summary>
    public TextMatch? Url { get; init; }

    /// <summary>The title of the window.</summary>
    public TextMatch? Title { get; init; }

    /// <summary>A path (<c>$.code</c>) into the last JSON answer that has it; with <see cref="Is"/> its value, else its presence.</summary>
    public string? Json { get; init; }

    /// <summary>What the value at <see cref="Json"/>, or the text at <see cref="Css"/>, must be.</summary>
    public TextMatch? Is { get; init; }

    /// <summary>Path into the same JSON answer, or CSS, of the text that says why; else the matched text is the reason.</summary>
    public string? Reason { get; init; }

    public override string ToString()
    {
        (string Key, object? Value)[] words =
        [
            ("text", Text), ("css", Css), ("without", Without), ("alert", Alert), ("url", Url), ("title", Title), ("json", Json), ("is", Is),
        ];
        return string.Join(" ", words.Where(w => w.Value is not null).Select(w => $"{w.Key} '{w.Value}'"));
    }
}
