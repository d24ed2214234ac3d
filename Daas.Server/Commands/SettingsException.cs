namespace Daas.Server.Commands;

/// <summary>Configuration that cannot be used; the message names file and line, or the variable, and the way out.</summary>
internal sealed class SettingsException(string message) : Exception(message);
