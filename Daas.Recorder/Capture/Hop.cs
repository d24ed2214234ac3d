using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>One exchange while it goes on.</summary>
internal sealed class Hop
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    public required Uri Url { get; init; }

    public required string Type { get; init; }

    public required CapturedWindow Window { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The browser's own clock when it was sent, in seconds.</summary>
    public double Stamp { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public required string Initiator { get; set; }

    public string? FrameId { get; init; }

    public string? FrameUrl { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; set; } = [];

    public byte[]? RequestBody { get; set; }

    public int Status { get; set; }

    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; set; } = [];

    public byte[]? Body { get; set; }

    /// <summary>Number of answers with its bytes that are on their way.</summary>
    public int Reading { get; set; }

    /// <summary>The browser will tell its raw headers yet.</summary>
    public bool AwaitsHeaders { get; set; }

    public bool Ended { get; set; }

    public bool Kept { get; set; }

    public RecordedExchange ToExchange(Secrets secrets, int? action)
    {
        var type = RequestHeaders.FirstOrDefault(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value;
        return new RecordedExchange
        {
            Id = Id,
            Method = Method,
            Url = secrets.Clean(Url),
            RequestHeaders = Clean(RequestHeaders, secrets),
            RequestBody = RequestBody is null ? null : secrets.Clean(RequestBody, type, request: true),
            Status = Status,
            ResponseHeaders = Clean(ResponseHeaders, secrets),
            Body = Body is null ? [] : secrets.Clean(Body, null, request: false),
            Type = Type,
            Window = Window.Name,
            Frame = FrameUrl is not null && Uri.TryCreate(FrameUrl, UriKind.Absolute, out var frame) ? secrets.Clean(frame) : null,
            Initiator = Initiator,
            Action = action,
            At = At,
            Ended = EndedAt,
        };
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Clean(IReadOnlyList<KeyValuePair<string, string>> headers, Secrets secrets) =>
        [.. headers.Select(h => KeyValuePair.Create(h.Key, secrets.Clean(h.Value)))];
}
