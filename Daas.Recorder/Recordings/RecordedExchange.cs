using Daas.Core.Extraction;

namespace Daas.Recorder.Recordings;

/// <summary>One request and its response, byte for byte.</summary>
public sealed record RecordedExchange
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    public required Uri Url { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; } = [];

    /// <summary>Null when it had none; a password in it is replaced by <c>${credential.password}</c>.</summary>
    public byte[]? RequestBody { get; init; }

    /// <summary>0: it failed without an answer.</summary>
    public int Status { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; } = [];

    public byte[] Body { get; init; } = [];

    /// <summary>What the browser wanted it for: <c>document, xhr, fetch, script, stylesheet, image, font, other</c>.</summary>
    public required string Type { get; init; }

    public string Window { get; init; } = "w1";

    /// <summary>Address of the frame that asked.</summary>
    public Uri? Frame { get; init; }

    /// <summary>What made it be sent: <c>parser, script, user, other</c>.</summary>
    public string Initiator { get; init; } = "other";

    /// <summary>Index of the action that caused it; null before the first.</summary>
    public int? Action { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>When the whole answer had come; null when that is not known.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The answer's text, in the charset it is in.</summary>
    public string Text => Charsets.Text(Body, null, Header("content-type"));

    /// <summary>A response header by name, whatever its case; null when there is none.</summary>
    public string? Header(string name) =>
        ResponseHeaders.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
