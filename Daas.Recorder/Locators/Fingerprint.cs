using AngleSharp.Dom;
using Daas.Core.Finding;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Locators;

/// <summary>What an element looked like when it was recorded; by it the element is found again after a redesign.</summary>
public sealed record Fingerprint
{
    private const int LongestWords = 80;

    public required string Tag { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Label of a field, words of anything else.</summary>
    public string Words { get; init; } = "";

    /// <summary>Texts right before and after it, nearest first, at most two each.</summary>
    public IReadOnlyList<string> Neighbours { get; init; } = [];

    /// <summary>Tags from the root, with positions.</summary>
    public string Path { get; init; } = "";

    /// <summary>Left, top, width, height in CSS pixels; empty when unknown.</summary>
    public IReadOnlyList<double> Box { get; init; } = [];

    internal static Fingerprint Of(IElement element, string words, ElementMark? mark) => new()
    {
        Tag = element.LocalName,
        Attributes = element.Attributes.Where(a => !a.Name.StartsWith("data-daas", StringComparison.Ordinal) && a.Name is not "value")
            .GroupBy(a => a.Name).ToDictionary(g => g.Key, g => g.First().Value),
        Words = words,
        Neighbours = [.. Beside(element, e => e.PreviousElementSibling), .. Beside(element, e => e.NextElementSibling)],
        Path = mark?.XPath ?? "",
        Box = mark?.Box ?? [],
    };

    private static IEnumerable<string> Beside(IElement element, Func<IElement, IElement?> step)
    {
        var found = 0;
        for (var at = element; at is not null && found < 2; at = at.ParentElement)
        {
            for (var next = step(at); next is not null && found < 2; next = step(next))
            {
                if (Spoken.Of(PageText.Of(next)) is not { Length: > 0 and <= LongestWords } text)
                    continue;
                found++;
                yield return text;
            }
        }
    }
}
