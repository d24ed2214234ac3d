using Daas.Runtime.Sessions;
using Microsoft.Playwright;

namespace Daas.Runtime.Browsers;

/// <summary>The cookies of a browser context, as sessions keep them.</summary>
internal static class HeldCookies
{
    public static async Task<IReadOnlyList<SessionCookie>> OfAsync(IBrowserContext context) =>
    [
        .. (await context.CookiesAsync()).Select(c => new SessionCookie
        {
            Name = c.Name,
            Value = c.Value,
            Domain = c.Domain,
            Path = c.Path,
            Expires = c.Expires,
            HttpOnly = c.HttpOnly,
            Secure = c.Secure,
            SameSite = c.SameSite.ToString(),
        }),
    ];

    /// <summary>Adds or replaces. One that the browser does not take (it would not have taken it from the old system either) is left out.</summary>
    public static async Task AddAsync(IBrowserContext context, IReadOnlyList<SessionCookie> cookies)
    {
        try
        {
            await context.AddCookiesAsync(cookies.Select(Own));
        }
        catch (PlaywrightException) when (cookies.Count > 1)
        {
            foreach (var cookie in cookies)
                await AddAsync(context, [cookie]);
        }
        catch (PlaywrightException e) when (e.Message.Contains("cookie", StringComparison.OrdinalIgnoreCase))
        {
            // Refused for what it holds.
        }
    }

    private static Cookie Own(SessionCookie c) => new()
    {
        Name = c.Name,
        Value = c.Value,
        Domain = c.Domain,
        Path = c.Path,
        Expires = (float)c.Expires,
        HttpOnly = c.HttpOnly,
        Secure = c.Secure,
        SameSite = Enum.TryParse<SameSiteAttribute>(c.SameSite, out var sameSite) ? sameSite : null,
    };
}
