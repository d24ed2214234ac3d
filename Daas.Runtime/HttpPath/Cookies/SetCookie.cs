using System.Globalization;

namespace Daas.Runtime.HttpPath.Cookies;

/// <summary>Reads a Set-Cookie header as browsers do (RFC 6265, with its leniency).</summary>
internal static class SetCookie
{
    private const int Longest = 4096 * 4;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <returns>Null when a browser would not take it; one that is over has an end in the past.</returns>
    public static Cookie? Read(string header, Uri from, DateTimeOffset now)
    {
        if (header.Length > Longest || header.AsSpan().IndexOfAny('\0', '\r', '\n') >= 0)
            return null;
        var end = header.IndexOf(';');
        var pair = (end < 0 ? header.AsSpan() : header.AsSpan(0, end)).Trim(" \t");
        var equals = pair.IndexOf('=');
        var name = equals < 0 ? "" : pair[..equals].Trim(" \t").ToString();
        var value = (equals < 0 ? pair : pair[(equals + 1)..]).Trim(" \t").ToString();
        if (name.Length == 0 && value.Length == 0)
            return null;

        var host = from.IdnHost.Trim('[', ']').ToLowerInvariant();
        string? domain = null;
        var path = DefaultPath(from);
        DateTimeOffset? expires = null;
        TimeSpan? maxAge = null;
        var (secure, httpOnly) = (false, false);
        string? sameSite = null;
        while (end >= 0)
        {
            var start = end + 1;
            end = header.IndexOf(';', start);
            var attribute = (end < 0 ? header.AsSpan(start) : header.AsSpan(start, end - start)).Trim(" \t");
            var at = attribute.IndexOf('=');
            var key = at < 0 ? attribute : attribute[..at].TrimEnd(" \t");
            var text = at < 0 ? default : attribute[(at + 1)..].Trim(" \t");
            if (Is(key, "domain"))
                domain = text.TrimStart('.').ToString().ToLowerInvariant();
            else if (Is(key, "path"))
                path = text is ['/', ..] ? text.ToString() : DefaultPath(from);
            else if (Is(key, "expires"))
                expires = Date(text) ?? expires;
            else if (Is(key, "max-age"))
                maxAge = Age(text) ?? maxAge;
            else if (Is(key, "secure"))
                secure = true;
            else if (Is(key, "httponly"))
                httpOnly = true;
            else if (Is(key, "samesite"))
                sameSite = Is(text, "strict") ? "Strict" : Is(text, "lax") ? "Lax" : Is(text, "none") ? "None" : null;
        }

        var hostOnly = domain is null or "" || domain == host && Uri.CheckHostName(host) is UriHostNameType.IPv4 or UriHostNameType.IPv6;
        if (!hostOnly && !IsWithin(host, domain!))
            return null;
        if (secure && !IsTrusted(from))
            return null;
        if (maxAge is { } age)
            expires = age <= TimeSpan.Zero ? DateTimeOffset.UnixEpoch : now + age;
        return new Cookie
        {
            Name = name,
            Value = value,
            Domain = hostOnly ? host : domain!,
            HostOnly = hostOnly,
            Path = path,
            Expires = expires,
            Secure = secure,
            HttpOnly = httpOnly,
            SameSite = sameSite,
        };
    }

    /// <summary>True when cookies of <paramref name="domain"/> go to <paramref name="host"/>.</summary>
    public static bool IsWithin(string host, string domain) =>
        host == domain || (host.Length > domain.Length + 1 && host.EndsWith(domain, StringComparison.Ordinal) && host[^(domain.Length + 1)] == '.'
            && Uri.CheckHostName(host) == UriHostNameType.Dns);

    /// <summary>Where secure cookies may go.</summary>
    public static bool IsTrusted(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;

    private static string DefaultPath(Uri from)
    {
        var path = from.AbsolutePath;
        var slash = path.LastIndexOf('/');
        return slash <= 0 ? "/" : path[..slash];
    }

    private static TimeSpan? Age(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || (text[0] != '-' && !char.IsAsciiDigit(text[0])) || text[1..].IndexOfAnyExceptInRange('0', '9') >= 0)
            return null;
        if (text[0] == '-')
            return TimeSpan.Zero;
        return TimeSpan.FromSeconds(long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, 34_560_000) : 34_560_000);
    }

    /// <summary>A date in whatever order and punctuation, as RFC 6265 5.1.1 has it; null when parts are missing.</summary>
    private static DateTimeOffset? Date(ReadOnlySpan<char> text)
    {
        (int Hour, int Minute, int Second)? time = null;
        int? day = null, month = null, year = null;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) && text[at] != ':')
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == ':'))
                at++;
            var word = text[start..at];
            var digits = word.IndexOfAnyExceptInRange('0', '9') is var rest && rest < 0 ? word.Length : rest;
            if (time is null && word.Contains(':') && Time(word) is { } clock)
                time = clock;
            else if (day is null && digits is 1 or 2)
                day = int.Parse(word[..digits], CultureInfo.InvariantCulture);
            else if (month is null && word.Length >= 3 && Month(word[..3]) is { } named)
                month = named;
            else if (year is null && digits is >= 2 and <= 4)
                year = int.Parse(word[..digits], CultureInfo.InvariantCulture) is var y && y < 70 ? y + 2000 : y < 100 ? y + 1900 : y;
        }

        if (time is not { } t || day is not (>= 1 and <= 31) || month is null || year is not (>= 1601 and <= 9999)
            || day > DateTime.DaysInMonth(year.Value, month.Value))
            return null;
        return new DateTimeOffset(year.Value, month.Value, day.Value, t.Hour, t.Minute, t.Second, TimeSpan.Zero);
    }

    private static (int Hour, int Minute, int Second)? Time(ReadOnlySpan<char> word)
    {
        Span<Range> parts = stackalloc Range[4];
        if (word.Split(parts, ':') != 3 || !int.TryParse(word[parts[0]], CultureInfo.InvariantCulture, out var h)
            || !int.TryParse(word[parts[1]], CultureInfo.InvariantCulture, out var m) || !int.TryParse(word[parts[2]], CultureInfo.InvariantCulture, out var s)
            || h > 23 || m > 59 || s > 59)
            return null;
        return (h, m, s);
    }

    private static int? Month(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Months.Length; i++)
            if (Is(word, Months[i]))
                return i + 1;
        return null;
    }

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
