namespace Daas.Server;

/// <summary>Every message this project logs.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Upkeep of the stores failed; it is tried again in a minute")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed what is kept no longer: {Runs} runs, {Pushes} ended pushes, {Pictures} pictures")]
    public static partial void Trimmed(ILogger logger, int runs, int pushes, int pictures);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The master key {Path} may be read by others than its owner; run: chmod 600 {Path}")]
    public static partial void MasterKeyOpenToOthers(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The call of {Adapter}/{Operation} broke, run {Run}")]
    public static partial void CallBroke(ILogger logger, Exception exception, string adapter, string operation, string run);

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving generation {Generation}: {Adapters} adapters, {Operations} operations")]
    public static partial void Published(ILogger logger, long generation, int adapters, int operations);

    [LoggerMessage(Level = LogLevel.Error, Message = "Generation {Generation} of the adapters could not be put into service; the one before it stays")]
    public static partial void PublishingFailed(ILogger logger, Exception exception, long generation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The browser in which a person signs in to {Connection} failed: {Why}")]
    public static partial void HandBrowserFailed(ILogger logger, string connection, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "A person's signing in to {Connection} broke")]
    public static partial void HandBroke(ILogger logger, Exception exception, string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The page that shows screen {Screen} sent something that is not understood; it was cut off")]
    public static partial void ViewerNotUnderstood(ILogger logger, string screen);

    [LoggerMessage(Level = LogLevel.Information, Message = "Nobody has looked at the studio's browser of draft {Draft} for {Patience}; it ends, and what was recorded is kept")]
    public static partial void NobodyLooks(ILogger logger, string draft, TimeSpan patience);

    [LoggerMessage(Level = LogLevel.Error, Message = "What was recorded in {Folder} cannot be understood")]
    public static partial void NotUnderstood(ILogger logger, Exception exception, string folder);
}
