using System.Net;
using System.Text.RegularExpressions;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>Session ids, view states and the like of a recording: each becomes one short word, the same everywhere, so that it can still be seen where it
/// goes.</summary>
internal sealed partial class Tokens
{
    private const int LeastLength = 12;

    private readonly List<(string Real, string Made)> _spellings = [];

    /// <param name="found">Values of cookies, hidden fields and headers.</param>
    /// <param name="turning">Makes the words.</param>
    public Tokens(IEnumerable<string> found, Turning turning)
    {
        foreach (var token in found.Where(IsOne).Distinct(StringComparer.Ordinal).OrderByDescending(t => t.Length).ThenBy(t => t, StringComparer.Ordinal))
        {
            var made = $"masked-{turning.Number("token", token):x8}{turning.Number("token+", token):x8}";
            foreach (var spelling in new[] { token, WebUtility.HtmlEncode(token), Uri.EscapeDataString(token), WebUtility.UrlEncode(token),
                Lower(Uri.EscapeDataString(token)), token.Replace("/", "\\/", StringComparison.Ordinal) }.Distinct())
                _spellings.Add((spelling, made));
        }
    }

    /// <summary>True for a name whose value is one session's: a cookie's, a hidden field's, a header's.</summary>
    public static bool IsName(string name) => Names().IsMatch(name);

    public string Mask(string text)
    {
        foreach (var (real, made) in _spellings)
        {
            if (text.Contains(real, StringComparison.Ordinal))
                text = text.Replace(real, made, StringComparison.Ordinal);
        }

        return Signed().Replace(text, "masked-token");
    }

    private static bool IsOne(string token) => token.Length >= LeastLength && token.Any(char.IsAsciiDigit) && !token.StartsWith("${", StringComparison.Ordinal)
        && !token.Any(c => c > 126 || char.IsWhiteSpace(c));

    private static string Lower(string encoded) => Encoded().Replace(encoded, m => m.Value.ToLowerInvariant());

    [GeneratedRegex("csrf|xsrf|token|viewstate$|eventvalidation|session|nonce|^sid$|jsessionid|authenticity|verification|^ticket|auth$|^auth|secret|"
        + "api-?key|signature|previouspage", RegexOptions.IgnoreCase)]
    private static partial Regex Names();

    [GeneratedRegex("%[0-9A-F]{2}")]
    private static partial Regex Encoded();

    // A JSON web token, wherever it stands.
    [GeneratedRegex(@"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}")]
    private static partial Regex Signed();
}
