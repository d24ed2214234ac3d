namespace Daas.Core.Runs;

/// <summary>How the element of a step was found.</summary>
/// <param name="Way">Zero-based: which way of its locator; 0 is the first and best.</param>
/// <param name="Of">How many ways the locator has.</param>
/// <param name="Text">That way in plain English words, such as <c>button '查询'</c>.</param>
public sealed record FoundBy(int Way, int Of, string Text);
