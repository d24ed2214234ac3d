using Microsoft.Extensions.Logging;

namespace Daas.Core;

/// <summary>What Core tells the log.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Adapters changed (generation {Generation}): {Adapters} usable, {Problems} problem(s)")]
    public static partial void CatalogChanged(ILogger logger, long generation, int adapters, int problems);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    public static partial void ScriptIsWrong(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder of adapters {Folder} cannot be watched; it is looked at every {Seconds} seconds")]
    public static partial void CannotWatch(ILogger logger, Exception cause, string folder, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking at the folder of adapters {Folder} failed; the last good adapters stay in use")]
    public static partial void RefreshFailed(ILogger logger, Exception cause, string folder);
}
