using Daas.Core.Runs;

namespace Daas.Runtime.Sessions;

/// <summary>How signing in ended.</summary>
/// <param name="Home">Address at which it ended, when it succeeded.</param>
/// <param name="Error">credentials-rejected, account-locked, needs-person, drift, target-down, timeout …; null when signed in.</param>
/// <param name="Picture">PNG of the page on which it failed.</param>
internal sealed record SignInResult(Uri? Home, RunError? Error = null, byte[]? Picture = null)
{
    /// <summary>False only when it is certain that nothing with the password in it was sent: then another path may try.</summary>
    public bool Submitted { get; init; } = true;
}
