using Daas.Runtime.HttpPath.Forms;

namespace Daas.Runtime.HttpPath.Sending;

/// <summary>One request as a browser would send it.</summary>
/// <param name="What">Method, address and body.</param>
internal sealed record Request(Submission What)
{
    private const string Pages =
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";

    /// <summary>The page it is made from; null for one that is typed in.</summary>
    public Uri? From { get; init; }

    /// <summary>True: made by the page's script (XMLHttpRequest).</summary>
    public bool Aside { get; init; }

    /// <summary>Headers of the script; an empty one is not sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>True: sent exactly once, on a connection of its own.</summary>
    public bool Once { get; init; }

    /// <summary>Redirects and reloads that led here.</summary>
    public int Hops { get; init; }

    /// <summary>True: a file may come; its bytes are kept.</summary>
    public bool Keep { get; init; }

    public HttpRequestMessage ToMessage(string userAgent, string language, string? cookies)
    {
        var (method, url) = (What.Method, What.Url);
        var message = new HttpRequestMessage(method, url) { Version = System.Net.HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var headers = message.Headers;
        var body = What.Body ?? (method == HttpMethod.Get || method == HttpMethod.Head ? null : []);
        if (body is not null)
            message.Content = new ByteArrayContent(body);
        // Old servers know no other way to keep a connection.
        Add("Connection", "keep-alive");
        Add("User-Agent", userAgent);
        Add("Accept", Aside ? "*/*" : Pages);
        Add("Accept-Language", language);
        if (Aside)
            Add("X-Requested-With", "XMLHttpRequest");
        else
            Add("Upgrade-Insecure-Requests", "1");
        if (Referer() is { } referer)
            Add("Referer", referer);
        if (body is not null && method != HttpMethod.Get)
            Add("Origin", Origin(From ?? url));
        if (What.ContentType is { } type)
            Add("Content-Type", type);
        foreach (var (name, value) in Headers)
            Add(name, value, true);
        if (cookies is not null)
            Add("Cookie", cookies);
        return message;

        void Add(string name, string value, bool instead = false)
        {
            var content = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);
            if (content && message.Content is null)
                return;
            System.Net.Http.Headers.HttpHeaders to = content ? message.Content!.Headers : headers;
            if (instead)
                to.Remove(name);
            if (value.Length > 0)
                to.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>As strict-origin-when-cross-origin has it.</summary>
    private string? Referer()
    {
        if (From is null || (From.Scheme == Uri.UriSchemeHttps && What.Url.Scheme != Uri.UriSchemeHttps))
            return null;
        return From.Authority == What.Url.Authority && From.Scheme == What.Url.Scheme
            ? From.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
            : Origin(From) + "/";
    }

    // Without the user that an address may name.
    private static string Origin(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
