using System.Security.Claims;
using Daas.Server.Layout;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace Daas.Server.Operators;

/// <summary>Who may see the operators' pages: whoever has the token, kept in a cookie that no script and no other site can use.</summary>
internal static class OperatorSignIn
{
    private const string Scheme = "operator";
    private const string Stamp = "token";

    /// <param name="services">Of the operators' listener.</param>
    /// <param name="folder">The data folder; the keys that seal the cookies are kept in it.</param>
    public static void AddOperatorSignIn(this IServiceCollection services, string folder)
    {
        services.AddSingleton(_ => OperatorToken.In(folder));
        services.AddDataProtection().SetApplicationName("daas").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(folder, "page-keys")));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "daas-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.FormFieldName = "__RequestVerificationToken";
        });
        services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);
        services.AddAuthentication(Scheme).AddCookie(Scheme, o =>
        {
            o.Cookie.Name = "daas-operator";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.LoginPath = "/sign-in";
            o.AccessDeniedPath = "/sign-in";
            o.ReturnUrlParameter = "to";
            o.ExpireTimeSpan = TimeSpan.FromDays(30);
            o.SlidingExpiration = true;
            o.Events.OnValidatePrincipal = context =>
            {
                var token = context.HttpContext.RequestServices.GetRequiredService<OperatorToken>();
                if (context.Principal?.FindFirstValue(Stamp) != token.Stamp || Sitting.Of(context.Principal) is null)
                    context.RejectPrincipal();
                return Task.CompletedTask;
            };
        });
    }

    public static void MapOperatorSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", async (HttpContext context, OperatorToken own, PageRenderer pages, string? token, string? to, bool? @out) =>
        {
            // The link is followed by hand from a terminal; its token leaves the address at once.
            if (own.Is(token))
                return await SignedInAsync(context, own, to);
            return await ShowAsync(context, pages, wrong: token is not null, signedOut: @out == true, to);
        }).AllowAnonymous();
        routes.MapPost("/sign-in", async (HttpContext context, OperatorToken own, PageRenderer pages) =>
        {
            var form = await context.Request.ReadFormAsync();
            return own.Is(form["token"])
                ? await SignedInAsync(context, own, form["to"])
                : await ShowAsync(context, pages, wrong: true, signedOut: false, form["to"]);
        }).AllowAnonymous();
        routes.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(Scheme);
            return Results.LocalRedirect("/sign-in?out=true");
        });
    }

    private static async Task<IResult> SignedInAsync(HttpContext context, OperatorToken own, string? to)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "operator"), new Claim(Stamp, own.Stamp), new Claim(Sitting.Claim, Sitting.New())], Scheme);
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
        PageRenderer.Guard(context.Response);
        return Results.LocalRedirect(LocalPath.Or(to, "/"));
    }

    private static Task<IResult> ShowAsync(HttpContext context, PageRenderer pages, bool wrong, bool signedOut, string? to) =>
        pages.PageAsync<SignInPage>(
            context,
            new()
            {
                ["Page"] = PageContext.Of(context) with { Path = "/sign-in", Query = "" },
                ["Wrong"] = wrong,
                ["SignedOut"] = signedOut,
                ["To"] = LocalPath.Or(to, "/"),
            },
            wrong ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK);
}
