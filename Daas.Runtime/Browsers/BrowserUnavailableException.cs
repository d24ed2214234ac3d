namespace Daas.Runtime.Browsers;

/// <summary>No browser can be found, installed or started on this machine. The message says what was tried and what a person can do next.</summary>
public sealed class BrowserUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
