using Microsoft.Extensions.Logging;

namespace Daas.Recorder;

/// <summary>What the recorder logs. Never what was typed.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Something the browser told was not understood and is missing from the recording")]
    public static partial void EventLost(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Debug, "The script in the page stumbled: {Text}")]
    public static partial void PageScriptStumbled(ILogger logger, string text);

    [LoggerMessage(3, LogLevel.Warning, "Something the browser told, or a viewer did, was not understood and is not shown")]
    public static partial void ScreenStumbled(ILogger logger, Exception exception);
}
