using Daas.Core.Steps;

namespace Daas.Recorder.Locators;

/// <summary>How an element is found from now on.</summary>
/// <param name="Locator">Ordered ways, most human first; each found the element, and it alone, on the recorded page.</param>
/// <param name="Words">Its label, or the words on it; empty when it has none.</param>
/// <param name="IsSure">False: it is told only by its place among others.</param>
/// <param name="Fingerprint">For finding it again after a redesign.</param>
public sealed record ChosenLocator(Locator Locator, string Words, bool IsSure, Fingerprint Fingerprint);
