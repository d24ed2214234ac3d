namespace Daas.Server.Studio.Editor;

/// <summary>What a page says about what was just done.</summary>
/// <param name="Text">In the page's language.</param>
/// <param name="Tone">As a CSS class: good, warn, bad, or empty.</param>
public sealed record Said(string Text, string Tone);
