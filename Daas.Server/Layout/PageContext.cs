using Microsoft.AspNetCore.Antiforgery;

namespace Daas.Server.Layout;

/// <summary>What every page needs of the request that asked for it.</summary>
public sealed record PageContext
{
    public required Texts Texts { get; init; }

    public required DateTimeOffset Now { get; init; }

    public string Path { get; init; } = "/";

    public string Query { get; init; } = "";

    /// <summary>Big type for a screen on the wall, no buttons.</summary>
    public bool Wall { get; init; }

    /// <summary>True when an operator is signed in.</summary>
    public bool Operator { get; init; }

    /// <summary>Address of the API's browsable documentation; null hides the link.</summary>
    public string? Docs { get; init; }

    /// <summary>Name and value of the hidden field that proves a form is ours; null on pages without forms.</summary>
    public (string Name, string Value)? Antiforgery { get; init; }

    internal static PageContext Of(HttpContext context)
    {
        var signedIn = context.User.Identity?.IsAuthenticated == true;
        var tokens = context.RequestServices.GetService<IAntiforgery>()?.GetAndStoreTokens(context);
        return new PageContext
        {
            Texts = Texts.For(context),
            Now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            Path = context.Request.Path.Value is { Length: > 0 } path ? path : "/",
            Query = context.Request.QueryString.Value ?? "",
            Wall = context.Request.Query.ContainsKey("wall"),
            Operator = signedIn,
            Docs = context.RequestServices.GetService<ApiAddress>()?.Docs(),
            Antiforgery = tokens is { RequestToken: { } value } ? (tokens.FormFieldName, value) : null,
        };
    }
}
