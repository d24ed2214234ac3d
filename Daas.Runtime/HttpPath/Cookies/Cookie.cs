using System.Text;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.HttpPath.Cookies;

/// <summary>A cookie as the old system set it. Name and value are bytes, each a character of Latin-1; they are sent back as they came.</summary>
internal sealed record Cookie
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, true);

    public required string Name { get; init; }

    public required string Value { get; init; }

    /// <summary>Lower case, without a leading dot.</summary>
    public required string Domain { get; init; }

    /// <summary>True: sent to that host alone, not to those below it.</summary>
    public required bool HostOnly { get; init; }

    public required string Path { get; init; }

    /// <summary>Null: ends with the session.</summary>
    public DateTimeOffset? Expires { get; init; }

    public bool Secure { get; init; }

    public bool HttpOnly { get; init; }

    public string? SameSite { get; init; }

    public (string Name, string Domain, bool HostOnly, string Path) Key => (Name, Domain, HostOnly, Path);

    /// <summary>What a browser would make of the bytes.</summary>
    public SessionCookie ToSession() => new()
    {
        Name = Words(Name),
        Value = Words(Value),
        Domain = HostOnly ? Domain : "." + Domain,
        Path = Path,
        Expires = Expires is { } end ? end.ToUnixTimeMilliseconds() / 1000.0 : -1,
        HttpOnly = HttpOnly,
        Secure = Secure,
        SameSite = SameSite,
    };

    public static Cookie Of(SessionCookie cookie) => new()
    {
        Name = Bytes(cookie.Name),
        Value = Bytes(cookie.Value),
        Domain = cookie.Domain.TrimStart('.').ToLowerInvariant(),
        HostOnly = !cookie.Domain.StartsWith('.'),
        Path = cookie.Path,
        Expires = cookie.Expires < 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(cookie.Expires * 1000, 253402300799000)),
        HttpOnly = cookie.HttpOnly,
        Secure = cookie.Secure,
        SameSite = cookie.SameSite,
    };

    public override string ToString() => $"cookie of {Domain}{Path}";

    private static string Words(string bytes)
    {
        if (System.Text.Ascii.IsValid(bytes))
            return bytes;
        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(bytes));
        }
        catch (DecoderFallbackException)
        {
            return bytes;
        }
    }

    private static string Bytes(string words) => System.Text.Ascii.IsValid(words) ? words : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(words));
}
