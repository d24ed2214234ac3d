using Daas.Core.Extraction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>One exchange of a recording, its request taken apart and its answer parsed when first asked for.</summary>
internal sealed class Traced(RecordedExchange exchange)
{
    private readonly Lazy<string> _text = new(() => exchange.Text);
    private readonly Lazy<SentRequest> _sent = new(() => SentRequest.Of(exchange));
    private readonly Lazy<FrameView?> _page = new(() => IsMarkup(exchange) ? new FrameView(exchange.Url, "", exchange.Text) : null);
    private readonly Lazy<JsonView?> _json = new(() => exchange.Text.TrimStart() is ['{' or '[', ..] text ? new JsonView(exchange.Url, text) : null);

    public RecordedExchange Exchange => exchange;

    /// <summary>The answer's text, decoded once.</summary>
    public string Text => _text.Value;

    public SentRequest Sent => _sent.Value;

    /// <summary>The answer as markup, before any script; null when it is none.</summary>
    public FrameView? Page => _page.Value;

    public JsonView? Json => _json.Value;

    /// <summary>It brought what a window or frame shows.</summary>
    public bool IsDocument => exchange.Type == "document";

    /// <summary>Method and path; what follows the question mark may be a person's.</summary>
    public string Asks => $"{exchange.Method} {exchange.Url.AbsolutePath}";

    /// <summary>What went before in one act: a redirect, or a page that moves on by itself.</summary>
    public Traced? From { get; set; }

    private static bool IsMarkup(RecordedExchange exchange) =>
        exchange.Body.Length > 0 && exchange.Header("content-type") is var type
        && (type is null || type.Contains("html", StringComparison.OrdinalIgnoreCase) || type.Contains("text/plain", StringComparison.OrdinalIgnoreCase))
        && exchange.Text.Contains('<');
}
