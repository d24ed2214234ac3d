using System.Security.Claims;
using System.Text.Encodings.Web;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Daas.Server.Consumers;

/// <summary>
/// Knows a consumer by the key in <c>Authorization: Bearer</c> or <c>X-Api-Key</c>. The <see cref="Consumer"/> is then a feature of the request.
/// </summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ConsumerKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "daas-key";
    public const string KeyHeader = "X-Api-Key";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } key)
            return AuthenticateResult.NoResult();
        if (await keys.FindAsync(key, Context.RequestAborted) is not { } consumer)
            return AuthenticateResult.Fail("The key is unknown or revoked");
        Context.Features.Set(consumer);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, consumer.Name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var message = KeyOf(Request) is null
            ? $"Send a key as 'Authorization: Bearer KEY' or '{KeyHeader}: KEY'; the operator issues one with: daas keys add"
            : "This key is unknown or revoked; ask the operator for a new one";
        return ProblemAnswer.WriteAsync(Context, new Problem(new RunError(ErrorClass.Unauthenticated, message)));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemAnswer.WriteAsync(Context, new Problem(new RunError(ErrorClass.NotGranted, "This key is not granted this; ask the operator for a grant")));

    private static string? KeyOf(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is { } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return header[Bearer.Length..].Trim() is { Length: > 0 } key ? key : null;
        return request.Headers[KeyHeader].ToString() is { Length: > 0 } own ? own : null;
    }
}
