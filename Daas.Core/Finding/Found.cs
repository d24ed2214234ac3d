using AngleSharp.Dom;
using Daas.Core.Extraction;

namespace Daas.Core.Finding;

/// <param name="Element">The element.</param>
/// <param name="Frame">The frame it is in.</param>
/// <param name="Way">Which of the locator's ways found it; 0 is the first.</param>
public sealed record Found(IElement Element, FrameView Frame, int Way);
