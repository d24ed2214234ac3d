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
}
