using System.Text;
using Daas.Core.Extraction;

namespace Daas.Runtime.HttpPath.Reads;

/// <summary>An answer that values are taken from.</summary>
internal sealed record ReadFrom
{
    /// <summary>The answer's own frames; alerts and JSON answers so far.</summary>
    public required PageView Page { get; init; }

    /// <summary>Where the answer arrived, after redirects.</summary>
    public required Uri Url { get; init; }

    /// <summary>Of the answer.</summary>
    public required Encoding Charset { get; init; }

    /// <summary>A response header by name (of the answer, or of a redirect before it); null when it is not there.</summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>The answer's text as it came.</summary>
    public required string Text { get; init; }
}
