using Daas.Core.Extraction.Documents;
using Daas.Core.Words;

namespace Daas.Core.Extraction;

/// <summary>The seen header or label most like a missing one, for messages.</summary>
internal static class NearestText
{
    /// <summary>Null when nothing seen is alike: neither holds the other, and more than half of the letters would have to change.</summary>
    public static string? Of(string missing, IEnumerable<string> seen) => Nearest.Find(missing, seen, TextFold.Key, (key, other, distance) =>
        distance * 2 <= Math.Max(key.Length, other.Length) || (other.Length > 1 && (key.Contains(other) || other.Contains(key))));
}
