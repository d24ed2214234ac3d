using System.Text;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Runtime.HttpPath.Clicking;

/// <summary>What a click asks for, where markup tells.</summary>
internal static class Clicks
{
    /// <summary>Drift when the element is disabled or its script is more than markup tells.</summary>
    public static Fallible<Asked> Of(IElement element, FrameView frame, Encoding charset) => throw new NotSupportedException($"{element} {frame} {charset}");

    /// <summary>Whether a way to the next page leads nowhere, as the browser path judges it.</summary>
    /// <param name="element">The link or button.</param>
    /// <param name="expected">The page says that more follow.</param>
    public static bool IsDead(IElement element, bool expected) => throw new NotSupportedException($"{element} {expected}");
}
