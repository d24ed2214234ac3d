using System.Text.Json;
using Daas.Core.Extraction.Answers;

namespace Daas.Core.Extraction;

/// <summary>
/// What a path sees at one moment: the frames of a window as HTML, the dialogs since the last step that acted, the JSON answers since then.
/// Both paths hand this to extraction and sign reading, so that equal pages give equal rows.
/// </summary>
public sealed record PageView
{
    public required Uri Url { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Status of the window's last document; 0 when unknown.</summary>
    public int Status { get; init; }

    /// <summary>All frames, the window itself first, then in document order.</summary>
    public required IReadOnlyList<FrameView> Frames { get; init; }

    /// <summary>Texts of alerts, confirms and prompts, oldest first.</summary>
    public IReadOnlyList<string> Dialogs { get; init; } = [];

    /// <summary>JSON answers, oldest first.</summary>
    public IReadOnlyList<JsonView> Json { get; init; } = [];

    /// <summary>What is at a path (<c>$.a[0].b</c>) in the last JSON answer that has it, as text; null when none has it or it is null there.</summary>
    public string? JsonText(string path) =>
        JsonPath.Parse(path) is { } parsed && JsonAnswers.Find(this, parsed, null) is { } root
        && parsed.Find(root) is { } value ? JsonAnswers.Words(value) : null;
}

/// <summary>One JSON answer. Parsed once, on first use.</summary>
public sealed class JsonView
{
    private readonly Lazy<JsonElement?> _root;

    /// <param name="url">Address it came from.</param>
    /// <param name="text">The answer's text; JSONP and a byte order mark are understood.</param>
    public JsonView(Uri url, string text)
    {
        Url = url;
        Text = text;
        _root = new Lazy<JsonElement?>(() => JsonAnswers.Parse(text));
    }

    public Uri Url { get; }

    public string Text { get; }

    /// <summary>Null when the text is not JSON.</summary>
    internal JsonElement? Root => _root.Value;
}
