namespace Daas.Recorder.Recordings;

/// <summary>A way to an element that the source of a recording tells, where it keeps no page on which one could be chosen.</summary>
/// <param name="Key">What it goes by: <c>label, name, text, css, xpath, placeholder</c> or <c>title</c>.</param>
/// <param name="Words">The words, selector or path.</param>
/// <param name="Role">ARIA role; null when not told.</param>
public sealed record ToldWay(string Key, string Words, string? Role = null);
