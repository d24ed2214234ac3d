using Daas.Core.Steps;

namespace Daas.Core.Adapters;

/// <summary>A value that the page's script would compute before it asks. Exactly one source is named; what a template refers to and has no value is empty.</summary>
public sealed record ExchangeValue
{
    /// <summary>Name it is kept under.</summary>
    public required string Name { get; init; }

    public Template? Text { get; init; }

    /// <summary><c>seconds</c> or <c>milliseconds</c> since 1970, or a date format for the local time.</summary>
    public string? Now { get; init; }

    /// <summary>Hash of the text in UTF-8, as lower-case hex.</summary>
    public Template? Md5 { get; init; }

    /// <inheritdoc cref="Md5"/>
    public Template? Sha1 { get; init; }

    /// <inheritdoc cref="Md5"/>
    public Template? Sha256 { get; init; }

    /// <summary>The text in UTF-8, as base64.</summary>
    public Template? Base64 { get; init; }

    /// <summary>True: in upper case.</summary>
    public bool Upper { get; init; }

    /// <summary>What it is made from; null for the time.</summary>
    public Template? From => Text ?? Md5 ?? Sha1 ?? Sha256 ?? Base64;
}
