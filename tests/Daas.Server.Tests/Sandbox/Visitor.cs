using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Daas.Server.Sandbox;
using Xunit;

namespace Daas.Server.Tests.Sandbox;

/// <summary>Somebody at an old system: cookies, the charset, and forms sent with every hidden field the page had.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _client;
    private readonly Encoding _charset;

    internal Visitor(SandboxSystem system)
    {
        _client = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = new CookieContainer(),
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        })
        { BaseAddress = system.Url };
        _charset = system.Charset;
    }

    internal HttpClient Client => _client;

    public void Dispose() => _client.Dispose();

    internal async Task<string> Get(string address) => await Read(await _client.GetAsync(address, Now));

    internal async Task<string> Post(string address, IEnumerable<(string Name, string Value)> fields, string? referer = null)
    {
        using var request = Request(address, fields, referer);
        return await Read(await _client.SendAsync(request, Now));
    }

    internal HttpRequestMessage Request(string address, IEnumerable<(string Name, string Value)> fields, string? referer = null)
    {
        var body = string.Join('&', fields.Select(f => $"{Encode(f.Name)}={Encode(f.Value)}"));
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.ASCII) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        if (referer is not null) request.Headers.Referrer = new Uri(referer);
        return request;
    }

    internal async Task<string> Read(HttpResponseMessage response) => _charset.GetString(await response.Content.ReadAsByteArrayAsync(Now));

    /// <summary>The hidden fields of a page, replaced or followed by those given.</summary>
    internal static IEnumerable<(string Name, string Value)> Filled(string page, params (string Name, string Value)[] fields) =>
    [
        .. Hidden().Matches(page).Select(m => (Name: m.Groups[1].Value, m.Groups[2].Value)).Where(h => !fields.Any(f => f.Name == h.Name)),
        .. fields,
    ];

    internal string Encode(string text) => string.Concat(_charset.GetBytes(text).Select(b => char.IsAsciiLetterOrDigit((char)b) ? $"{(char)b}" : $"%{b:X2}"));

    internal static CancellationToken Now => TestContext.Current.CancellationToken;

    [GeneratedRegex("<input type=\"?hidden\"? name=\"([^\"]+)\"(?: id=\"[^\"]*\")? value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
