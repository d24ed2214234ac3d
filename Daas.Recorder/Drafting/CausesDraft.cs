using System.Globalization;
using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>
/// What a step must wait for beyond what it starts at once: answers that a timer of the page asked for (a pause in typing, a delayed search) and that brought what
/// the page then showed. Whatever follows at once, or in a chain, is waited for anyway and is not written down.
/// </summary>
/// <param name="shown">The demonstration.</param>
/// <param name="again">The second one; null when there is none.</param>
/// <param name="shownAgain">Which of its deeds are the same.</param>
internal sealed partial class CausesDraft(Demonstration shown, Demonstration? again, SecondTime? shownAgain)
{
    // What the page's own handlers do in their turn is sent within this.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(60);

    // What comes later than this has its own reasons: a clock, a watch for news.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    public IReadOnlyList<CausedRequest> Of(Deed deed)
    {
        var causes = Late(shown, deed).Select(e => Known(shown, e)).ToList();
        if (causes.Count == 0 || again is null || shownAgain?.Of(deed) is not { } other)
            return causes;
        // Those there each time; whether a timer was needed the second time does not matter.
        var there = again.Exchanges(other).ToList();
        return [.. causes.Where(c => there.Exists(e => c.Is(e.Method, e.Url)))];
    }

    private static IEnumerable<RecordedExchange> Late(Demonstration shown, Deed deed)
    {
        var all = shown.Exchanges(deed).Where(e => e.Window == deed.Action.Window).OrderBy(e => e.At).ToList();
        // A field is filled at once when it is run, however long somebody typed.
        var typed = deed.Action is RecordedAction.Fill;
        var until = typed ? DateTimeOffset.MinValue : deed.Action.At + AtOnce;
        var late = new List<RecordedExchange>();
        foreach (var exchange in all)
        {
            if (exchange.At <= until || exchange.Initiator == "parser")
                until = Later(until, (exchange.Ended ?? exchange.At) + AtOnce);
            else if (exchange.Type is "xhr" or "fetch" or "document" or "script")
                late.Add(exchange);
        }

        var news = new Lazy<HashSet<string>>(() => News(deed));
        var brought = late.Where(e => (typed || e.At - deed.Action.At < Longest) && e.Status is >= 200 and < 400 && !IsWatch(shown, e) && Brings(e, news.Value));
        // Of all that was asked for letter by letter, the last counts.
        return typed ? brought.TakeLast(1) : brought.GroupBy(e => Known(shown, e).ToString()).Select(g => g.Last());
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>Words that the page shows after it and did not before.</summary>
    private static HashSet<string> News(Deed deed)
    {
        var before = Words(deed.Before).ToHashSet(StringComparer.Ordinal);
        return [.. Words(deed.After).Where(w => !before.Contains(w))];
    }

    private static IEnumerable<string> Words(PageView? page) =>
        page is null ? [] : page.Frames.SelectMany(f => Word().Matches(f.Text)).Select(m => m.Value);

    private static bool Brings(RecordedExchange exchange, HashSet<string> news) =>
        news.Count > 0 && exchange.Body.Length is > 0 and < 4 << 20 && Word().Matches(Plain(exchange.Text)).Any(m => news.Contains(m.Value));

    private static string Plain(string json) =>
        Escape().Replace(json, m => ((char)int.Parse(m.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    /// <summary>Asked for again and again at the same pace: a watch for news, not a consequence.</summary>
    private static bool IsWatch(Demonstration shown, RecordedExchange exchange)
    {
        var times = shown.Recording.Exchanges.Where(e => e.Method == exchange.Method && e.Url.AbsolutePath == exchange.Url.AbsolutePath).Select(e => e.At).Order().ToList();
        var gaps = times.Zip(times.Skip(1), (a, b) => (b - a).TotalSeconds).ToList();
        return gaps.Count >= 2 && gaps.Average() is >= 0.4 and var pace && gaps.TrueForAll(g => Math.Abs(g - pace) < pace / 5);
    }

    private static CausedRequest Known(Demonstration shown, RecordedExchange exchange)
    {
        var path = string.Join('/', exchange.Url.AbsolutePath.Split('/').Select(part => part.Length > 0 && IsValue(shown, part) ? "*" : part));
        var fields = exchange.Url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(f => f.Split('=') is [{ Length: > 0 } name, var value] && Name().IsMatch(name) && Name().IsMatch(value) && !IsValue(shown, value));
        var query = string.Join('&', fields);
        return CausedRequest.Parse($"{exchange.Method} {path}{(query.Length > 0 ? "?" + query : "")}");
    }

    // What was typed, or looks made up by a machine, will be another next time.
    private static bool IsValue(Demonstration shown, string text)
    {
        var plain = Uri.UnescapeDataString(text);
        return plain.All(char.IsDigit) || Generated.IsName(plain)
            || shown.Deeds.Any(d => d.Action is RecordedAction.Choose { Value: { } value } ? value == plain || d.Value == plain : d.Value is { Length: > 0 } typed && typed == plain);
    }

    [GeneratedRegex(@"[\p{L}\p{N}]{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\\u[0-9a-fA-F]{4}")]
    private static partial Regex Escape();

    [GeneratedRegex(@"^[A-Za-z_][\w.-]{0,40}$")]
    private static partial Regex Name();
}
