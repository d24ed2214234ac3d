using Daas.Core.Runs;
using Daas.Runtime.Proving;
using Daas.Runtime.Resilience;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime;

/// <summary>Every log message of this project.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Line}")]
    public static partial void BrowserInstallation(ILogger logger, string line);

    [LoggerMessage(LogLevel.Information, "Browser {Path} {Version} started as process {ProcessId} (images: {Images})")]
    public static partial void BrowserStarted(ILogger logger, string path, string version, int processId, bool images);

    [LoggerMessage(LogLevel.Warning, "Browser {Path} cannot use its sandbox here and runs without")]
    public static partial void BrowserWithoutSandbox(ILogger logger, string path);

    [LoggerMessage(LogLevel.Warning, "Browser process {ProcessId} ended by itself; the runs in it are lost, the next one starts another")]
    public static partial void BrowserDied(ILogger logger, int processId);

    [LoggerMessage(LogLevel.Warning, "Browser process {ProcessId} opens no context any more and is replaced")]
    public static partial void BrowserGivenUp(ILogger logger, int processId);

    [LoggerMessage(LogLevel.Warning, "Browser process {ProcessId} did not let go of the context of {Connection} and was killed")]
    public static partial void BrowserKilled(ILogger logger, int processId, string connection);

    [LoggerMessage(LogLevel.Error, "Tidying up after a browser lease failed")]
    public static partial void BrowserTidyingFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Connection {Connection}: {Host} was refused, the adapter does not name it")]
    public static partial void EgressRefused(ILogger logger, string connection, string host);

    [LoggerMessage(LogLevel.Information, "Signed in to {Connection}")]
    public static partial void SignedIn(ILogger logger, string connection);

    [LoggerMessage(LogLevel.Information, "A person signed in to {Connection}")]
    public static partial void SignedInByHand(ILogger logger, string connection);

    [LoggerMessage(LogLevel.Information, "Somebody at {Person} begins to sign in to {Connection} by hand")]
    public static partial void HandBegun(ILogger logger, string connection, string person);

    [LoggerMessage(LogLevel.Warning, "Looking after the session of {Connection} failed")]
    public static partial void KeepingAliveFailed(ILogger logger, Exception exception, string connection);

    [LoggerMessage(LogLevel.Warning, "Signing in to {Connection} failed: {Class}")]
    public static partial void SignInFailed(ILogger logger, string connection, ErrorClass @class);

    [LoggerMessage(LogLevel.Information, "The session {Session} is lost; the next attempt signs in")]
    public static partial void SessionLost(ILogger logger, string session);

    [LoggerMessage(LogLevel.Warning, "Signing in to {Connection} by HTTP met {Class}; from now on the browser signs in: {Message}")]
    public static partial void SignInLeftHttp(ILogger logger, string connection, ErrorClass @class, string message);

    [LoggerMessage(LogLevel.Warning, "What an attempt changed in the session {Session} could not be read ({Exception})")]
    public static partial void HandOverFailed(ILogger logger, string session, string exception);

    [LoggerMessage(LogLevel.Warning, "Run {Run} of {Operation} leaves the HTTP path for the browser path after {Class}")]
    public static partial void FellBack(ILogger logger, string run, string operation, ErrorClass @class);

    [LoggerMessage(LogLevel.Error, "The {Store} store failed for {Name}")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string store, string name);

    [LoggerMessage(LogLevel.Warning, "Run {Run} is tried again after {Class}")]
    public static partial void Retrying(ILogger logger, string run, ErrorClass @class);

    [LoggerMessage(LogLevel.Warning, "An attempt of run {Run} broke with {Exception}, its message left out: {Stack}")]
    public static partial void AttemptBroke(ILogger logger, string run, string exception, string? stack);

    [LoggerMessage(LogLevel.Error, "Run {Run} ended by a defect of the gateway")]
    public static partial void RunDefect(ILogger logger, Exception exception, string run);

    [LoggerMessage(LogLevel.Information, "Run {Run} {Connection} {Operation} ended after {Milliseconds:0} ms: {Ending}, {Rows} rows")]
    public static partial void RunEnded(ILogger logger, string run, string connection, string operation, double milliseconds, string ending, int rows);

    [LoggerMessage(LogLevel.Warning, "The breaker of {Connection} is {State}")]
    public static partial void BreakerChanged(ILogger logger, string connection, BreakerState state);

    [LoggerMessage(LogLevel.Error, "Writes of {Connection} are quarantined after run {Run}: {Class}")]
    public static partial void Quarantined(ILogger logger, string connection, string run, ErrorClass @class);

    [LoggerMessage(LogLevel.Information, "Connection {Connection} takes version {Version} of its adapter")]
    public static partial void VersionTaken(ILogger logger, string connection, string version);

    [LoggerMessage(LogLevel.Information, "Connection {Connection} is closed")]
    public static partial void Retired(ILogger logger, string connection);

    [LoggerMessage(LogLevel.Information, "{Adapter} line {Line}: found only by way {Number} of its locator, {Way}")]
    public static partial void LocatedFurtherDown(ILogger logger, string adapter, int line, string way, int number);

    [LoggerMessage(LogLevel.Warning, "The page of {Adapter}/{Operation} does not let go and is thrown away")]
    public static partial void PageAbandoned(ILogger logger, string adapter, string operation);

    [LoggerMessage(LogLevel.Information, "Both paths of {Connection}/{Operation} were compared in {Cases} cases with {Rows} rows; equal: {Equal}")]
    public static partial void ProofKept(ILogger logger, string connection, string operation, int cases, int rows, bool equal);

    [LoggerMessage(LogLevel.Information, "{Connection}/{Operation}: the browser gave what HTTP gave, though that {Words}; no answer is asked for it any more")]
    public static partial void ClausesWaived(ILogger logger, string connection, string operation, string words);

    [LoggerMessage(LogLevel.Information, "{Connection}/{Operation} was proved anew: {Verdict}")]
    public static partial void ProvedAnew(ILogger logger, string connection, string operation, ProofVerdict verdict);

    [LoggerMessage(LogLevel.Error, "Comparing both paths in the background failed")]
    public static partial void ProvingFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Connection}/{Operation} goes by the browser until it is proved anew: {Why}")]
    public static partial void ProofSuspended(ILogger logger, string connection, string operation, string why);
}
