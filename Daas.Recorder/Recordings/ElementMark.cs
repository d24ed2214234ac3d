namespace Daas.Recorder.Recordings;

/// <summary>An element that was acted upon. In the page before the action it carries the attribute <see cref="Attribute"/> with <see cref="Id"/>.</summary>
public sealed record ElementMark
{
    public const string Attribute = "data-daas-mark";

    public required string Id { get; init; }

    /// <summary>Index into the frames of the page before.</summary>
    public int Frame { get; init; }

    public required string Tag { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Visible words, at most 200 characters.</summary>
    public string Text { get; init; } = "";

    /// <summary>XPath from the frame's root, by tag and position.</summary>
    public string XPath { get; init; } = "";

    /// <summary>Left, top, width, height in CSS pixels of its frame.</summary>
    public IReadOnlyList<double> Box { get; init; } = [];

    /// <summary>Ways to it that the source of the recording tells, the best first; empty where a page was kept.</summary>
    public IReadOnlyList<ToldWay> Ways { get; init; } = [];
}
