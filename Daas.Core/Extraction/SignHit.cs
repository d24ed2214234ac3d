using Daas.Core.Steps;

namespace Daas.Core.Extraction;

/// <summary>A sign that was seen.</summary>
/// <param name="Which">The alternative that held.</param>
/// <param name="Reason">The page's own words: what <see cref="SignAlternative.Reason"/> names, or else the text that matched; may be empty.</param>
public sealed record SignHit(SignAlternative Which, string Reason);
