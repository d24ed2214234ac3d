using System.Text.RegularExpressions;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>Addresses and headers of requests, as a script has them.</summary>
/// <param name="root">Address of the system, to which addresses are relative.</param>
internal sealed partial class Requests(Uri root)
{
    /// <param name="url">As recorded.</param>
    /// <param name="bare">Without what follows the question mark.</param>
    /// <param name="bind">For a value, the name of its field and what it is called: the source that takes its place.</param>
    public Template Address(Uri url, bool bare, Func<string, string, string, string> bind)
    {
        var path = string.Join('/', url.AbsolutePath.Split('/').Select(s => Session().Replace(s, "")).Select(s => Segment(s, bind)));
        var query = bare ? [] : url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Pair(pair, bind)).ToList();
        var relative = url.GetLeftPart(UriPartial.Authority) == root.GetLeftPart(UriPartial.Authority) ? path : url.GetLeftPart(UriPartial.Authority) + path;
        return Template.Parse(query.Count == 0 ? relative : $"{relative}?{string.Join('&', query)}");
    }

    /// <summary>Set by the page's script, and nobody else.</summary>
    public static bool IsOwn(string header) => !Usual().IsMatch(header);

    /// <summary>A name for a value that is kept.</summary>
    public static string Named(string field)
    {
        var name = NotOfName().Replace(field, "_").Trim('_');
        return name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') ? "value" + name : name.Length > 40 ? name[..40] : name;
    }

    private static string Segment(string segment, Func<string, string, string, string> bind)
    {
        var plain = SentRequest.Decoded(segment);
        // A word of the system's own; numbers and codes may be a record's.
        if (plain.Length == 0 || !(plain.Any(char.IsDigit) || plain.Any(c => c > 127)))
            return segment;
        var (stem, end) = plain.LastIndexOf('.') is > 0 and var dot && plain.Length - dot <= 6 ? (plain[..dot], plain[dot..]) : (plain, "");
        var bound = bind(stem, "", $"{plain} of the path");
        return bound == Template.Escape(stem) ? segment : bound + end;
    }

    private static string Pair(string pair, Func<string, string, string, string> bind)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        if (at < 0)
            return pair;
        var value = SentRequest.Decoded(pair[(at + 1)..]);
        var bound = bind(value, SentRequest.Decoded(pair[..at]), $"{SentRequest.Decoded(pair[..at])} of the address");
        return bound == Template.Escape(value) ? pair : $"{pair[..at]}={bound}";
    }

    [GeneratedRegex(";jsessionid=[^/]*", RegexOptions.IgnoreCase)]
    private static partial Regex Session();

    [GeneratedRegex(
        "^(:.*|accept|accept-.*|cache-control|connection|content-.*|cookie|host|origin|pragma|referer|sec-.*|upgrade-insecure-requests|user-agent|x-requested-with|dnt|priority|te|if-.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Usual();

    [GeneratedRegex(@"[^\p{L}\p{Nd}_]+")]
    private static partial Regex NotOfName();
}
