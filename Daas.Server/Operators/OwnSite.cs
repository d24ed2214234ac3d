using System.Net;
using Daas.Server.Layout;
using Microsoft.AspNetCore.Antiforgery;

namespace Daas.Server.Operators;

/// <summary>
/// Keeps other sites out of the operators' pages: a request must name a host that is ours (else a page elsewhere could have its own name point
/// here), a write must come from our own page, and from a form that we made.
/// </summary>
internal static class OwnSite
{
    /// <param name="app">The operators' listener.</param>
    /// <param name="hosts">Names under which the pages may be opened besides the loopback ones.</param>
    public static void UseOwnSite(this IApplicationBuilder app, IReadOnlyList<string> hosts) => app.Use(async (context, next) =>
    {
        if (!IsOurs(context.Request.Host, hosts))
        {
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, $"This gateway does not answer to '{context.Request.Host.Host}'. Open it as localhost, or add the name to adminHosts in daas.yaml.");
            return;
        }

        if ((!Reads(context.Request.Method) || IsUpgrade(context.Request)) && !FromHere(context.Request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "This request came from another site.");
            return;
        }

        await next(context);
    });

    /// <summary>Checks the hidden field of every form; behind routing and authentication, so that the form's owner is known.</summary>
    public static void UseFormChecks(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!Reads(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<NoForm>() is null)
        {
            try
            {
                await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
            }
            catch (AntiforgeryValidationException)
            {
                await RefuseAsync(context, StatusCodes.Status400BadRequest, Texts.For(context)["signIn.refused"]);
                return;
            }
        }

        await next(context);
    });

    private static bool Reads(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    // No preflight guards a web socket, and what is said on it acts as a write does.
    private static bool IsUpgrade(HttpRequest request) => request.Headers.Upgrade.Count > 0;

    private static bool IsOurs(HostString host, IReadOnlyList<string> hosts) =>
        host.Host is "localhost" || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
        || hosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase);

    // Browsers send Origin with every post; a program on this machine, which holds a token of its own, sends none.
    private static bool FromHere(HttpRequest request) =>
        request.Headers.Origin is not [{ Length: > 0 } origin]
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}
