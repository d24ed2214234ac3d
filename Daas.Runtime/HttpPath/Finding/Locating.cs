using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Runtime.HttpPath.Finding;

/// <summary>Finds one element by a locator in the frames of a page, with the meaning that the browser path gives it.</summary>
internal static class Locating
{
    /// <param name="locator">What to find.</param>
    /// <param name="page">Where.</param>
    /// <param name="values">Of the locator's references.</param>
    /// <param name="hint">What it is for: <c>click, read</c> or <c>any</c>. A label leads to other elements for each.</param>
    /// <returns>Drift, with what was tried, when no way finds exactly one.</returns>
    public static Fallible<Found> Find(Locator locator, PageView page, TemplateValues values, string hint = "click") => throw new NotSupportedException($"{locator} {page} {values} {hint}");
}
