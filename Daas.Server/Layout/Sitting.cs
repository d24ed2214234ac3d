using System.Security.Claims;
using System.Security.Cryptography;

namespace Daas.Server.Layout;

/// <summary>One sign-in of one browser: what is begun in the studio belongs to it alone, since all operators share one token.</summary>
internal static class Sitting
{
    public const string Claim = "daas-sitting";

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The sitting of a signed-in operator; null: of nobody.</summary>
    public static string? Of(ClaimsPrincipal? user) => user?.FindFirstValue(Claim);
}
