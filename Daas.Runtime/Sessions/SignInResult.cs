using Daas.Core.Runs;

namespace Daas.Runtime.Sessions;

/// <summary>How signing in ended.</summary>
/// <param name="Home">Address at which it ended, when it succeeded.</param>
/// <param name="Error">credentials-rejected, account-locked, needs-person, drift, target-down, timeout …; null when signed in.</param>
/// <param name="Picture">PNG of the page on which it failed.</param>
internal sealed record SignInResult(Uri? Home, RunError? Error = null, byte[]? Picture = null);
