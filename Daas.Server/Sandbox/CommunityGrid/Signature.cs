using System.Security.Cryptography;
using System.Text;

namespace Daas.Server.Sandbox.CommunityGrid;

/// <summary>
/// The signature that the page's script puts on each request for data: MD5 of the other parameters, sorted by name and joined as
/// <c>a=1&amp;b=2</c>, and of the salt
/// that the home page brought for this session; good for five minutes around its <c>ts</c> (milliseconds since 1970).
/// </summary>
internal static class Signature
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(5);

    internal static string Of(IEnumerable<KeyValuePair<string, string>> parameters, string salt)
    {
        var sorted = parameters.Where(p => p.Key != "sign").OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}");
        return Md5($"{string.Join('&', sorted)}&salt={salt}");
    }

    /// <summary>What is wrong with the signature, in the system's words, or null.</summary>
    internal static string? Refuse(Fields form, string salt, DateTimeOffset now)
    {
        if (!long.TryParse(form["ts"], out var ts) || Math.Abs(now.ToUnixTimeMilliseconds() - ts) > Good.TotalMilliseconds) return "请求已过期";
        return form["sign"] == Of(form.All, salt) ? null : "签名校验失败";
    }

#pragma warning disable CA5351 // The old system's own choice.
    internal static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
