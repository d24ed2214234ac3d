namespace Daas.Server.Layout;

/// <summary>The switch between the two languages, kept in a cookie.</summary>
internal static class LanguageChoice
{
    public const string Cookie = "daas-language";

    /// <summary><c>GET /language/{language}?to=/path</c>: sets the cookie and goes back. Only paths of this site are followed.</summary>
    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/language/{language}", (string language, string? to, HttpContext context) =>
        {
            if (Texts.Find(language) is not { } texts)
                return Results.NotFound();
            context.Response.Cookies.Append(Cookie, texts.Language, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
            return Results.LocalRedirect(LocalPath.Or(to, "/"));
        }).AllowAnonymous();
}
