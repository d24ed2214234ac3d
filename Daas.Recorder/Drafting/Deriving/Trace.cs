using Daas.Recorder.Evidence;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>The exchanges of a recording that may matter to a request: no pictures, styles and scripts, in the order in which they were sent.</summary>
internal sealed class Trace
{
    private readonly List<Traced> _all;

    public Trace(Recording recording)
    {
        _all = [.. recording.Exchanges.Where(ExchangeKeeping.Matters).OrderBy(e => e.At).Select(e => new Traced(e))];
        Scripts = [.. recording.Exchanges.Where(e => e.Type == "script" && e.Body.Length > 0).DistinctBy(e => e.Url).Select(e => e.Text)];
        foreach (var traced in _all.Where(h => h.IsDocument))
            traced.From = Redirected(traced) ?? MovedOn(traced);
    }

    public IReadOnlyList<Traced> All => _all;

    /// <summary>Texts of scripts, in which the page's own constants stand.</summary>
    public IReadOnlyList<string> Scripts { get; }

    public Traced? Of(string id) => _all.Find(h => h.Exchange.Id == id);

    /// <summary>What brought the document of a frame that shows an address; null when that was not recorded.</summary>
    /// <param name="address">Of the frame.</param>
    /// <param name="before">The newest before this one.</param>
    public Traced? Brought(Uri? address, DateTimeOffset before) => address is null ? null
        : _all.FindLast(h => h.IsDocument && h.Exchange.At < before && h.Exchange.Status is >= 200 and < 300 && Same(h.Exchange.Url, address));

    public static bool Same(Uri one, Uri other) =>
        one.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) == other.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    private Traced? Redirected(Traced traced) => _all.FindLast(h => h.Exchange.At <= traced.Exchange.At && h != traced && h.Exchange.Window == traced.Exchange.Window
        && h.Exchange.Status is >= 300 and < 400 && h.Exchange.Header("location") is { } to
        && Uri.TryCreate(h.Exchange.Url, to, out var goal) && Same(goal, traced.Exchange.Url));

    /// <summary>Without anybody's doing, from a page that the same act brought: by META, or by a script at its beginning.</summary>
    private Traced? MovedOn(Traced traced)
    {
        if (traced.Exchange.Action is not { } action || traced.Exchange.Initiator == "parser")
            return null;
        return _all.FindLast(h => h.IsDocument && h.Exchange.At < traced.Exchange.At && h.Exchange.Action == action && h.Exchange.Window == traced.Exchange.Window
            && h.Exchange.Status is >= 200 and < 300 && traced.Exchange.Frame is { } asked && Same(h.Exchange.Url, asked)
            && h.Page is { } page && (page.Html.Contains("http-equiv", StringComparison.OrdinalIgnoreCase) || page.Html.Contains("location", StringComparison.Ordinal)
                || page.Html.Contains(".submit(", StringComparison.Ordinal)));
    }
}
