namespace Daas.Runtime.Browsers;

/// <summary>What a gate did not let through.</summary>
internal enum EgressNoticeKind
{
    /// <summary>The host is not one that the adapter names. The browser gets status 403, or a failed tunnel.</summary>
    Refused,

    /// <summary>The host does not resolve, does not answer, or refuses the connection. The browser gets status 502, or a failed tunnel.</summary>
    Unreachable,

    /// <summary>A response was over its cap and was cut.</summary>
    ResponseLimit,
}

/// <summary>Something a gate did not let through, or not to its end.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Address">The address; of an encrypted request only scheme, host and port.</param>
/// <param name="Detail">One English sentence for a person.</param>
internal sealed record EgressNotice(EgressNoticeKind Kind, Uri Address, string Detail);
