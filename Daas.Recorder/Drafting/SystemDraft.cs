using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>What is said of a system as a whole, beside signing in.</summary>
internal static partial class SystemDraft
{
    public static Adapter Of(Demonstration shown, DraftNames names)
    {
        var recording = shown.Recording;
        var root = new Uri(recording.Url.GetLeftPart(UriPartial.Authority) + "/");
        var titles = recording.Pages.Where(p => p.Window == "w1").Select(p => p.Title.Trim()).Where(t => t.Length > 0).ToList();
        var title = titles.Find(t => !Login().IsMatch(t)) ?? titles.FirstOrDefault();
        var hosts = recording.Exchanges.Where(e => e.Type is "document" or "script" or "stylesheet" or "xhr" or "fetch" && e.Status is >= 200 and < 400)
            .Select(e => e.Url).Where(u => u.Scheme is "http" or "https" && u.Authority != root.Authority && !Watching().IsMatch(u.Host))
                .Select(u => u.Authority).Distinct().ToList();
        var adapter = new Adapter { Id = names.Adapter, Title = title ?? names.Adapter, Url = root, Hosts = hosts, Charset = Charset(recording) };
        return Language(recording) is { } language ? adapter with { Language = language } : adapter;
    }

    /// <summary>Where no page says its charset, the one that their bytes are in; null: pages say it, or it makes no difference.</summary>
    private static string? Charset(Recording recording)
    {
        var pages = recording.Exchanges.Where(e => e is { Type: "document", Status: >= 200 and < 300 }
            && e.Header("content-type")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true && e.Body.Any(b => b > 0x7F)).ToList();
        return pages.Count > 0 && pages.TrueForAll(e => !Declared().IsMatch($"{e.Header("content-type")}\n{System.Text.Encoding.Latin1.GetString(e.Body)}"))
            && pages.TrueForAll(e => Charsets.Tell(e.Body) == Charsets.Gb18030) ? "gb18030" : null;
    }

    /// <summary>The one that pages were asked for: systems that answer in the language of the browser are found by the same words only in that.</summary>
    private static string? Language(Recording recording) =>
        recording.Exchanges.Where(e => e.Type == "document").SelectMany(e => e.RequestHeaders)
            .Where(h => h.Key.Equals("accept-language", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value.Split(',', ';')[0].Trim())
            .FirstOrDefault(l => LanguageForm().IsMatch(l));

    /// <summary>What a menu calls the operation: the last link before anything was given, or else its id.</summary>
    public static string Title(IReadOnlyList<Deed> deeds, DraftNames names)
    {
        var until = deeds.TakeWhile(d => d.Value is null).ToList();
        return until.Where(d => d.Action is RecordedAction.Click && d.Words.Length is > 1 and < 30 && !OutcomeWords.IsSuccess(d.Words)).Select(d => d.Words)
            .LastOrDefault() is { } words
            && until.Count < deeds.Count ? words : names.Operation;
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageForm();

    [GeneratedRegex(@"^[^\n]*charset=|<meta[^>]*charset", RegexOptions.IgnoreCase)]
    private static partial Regex Declared();

    [GeneratedRegex(@"登录|登陆|\b(log|sign) ?in\b", RegexOptions.IgnoreCase)]
    private static partial Regex Login();

    [GeneratedRegex(
        @"google-analytics|googletagmanager|doubleclick|hm\.baidu|cnzz|umeng|sentry|hotjar|clarity\.ms|51\.la|gstatic|googleapis",
        RegexOptions.IgnoreCase)]
    private static partial Regex Watching();
}
