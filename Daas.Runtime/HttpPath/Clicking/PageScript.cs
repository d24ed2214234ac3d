using System.Text;
using Daas.Core.Extraction;

namespace Daas.Runtime.HttpPath.Clicking;

/// <summary>What a page does by itself when it has loaded, as far as that is certain.</summary>
internal static class PageScript
{
    public static PageEffects Read(FrameView frame, Encoding charset) => throw new NotSupportedException($"{frame} {charset}");
}
