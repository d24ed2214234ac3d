namespace Daas.Runtime.BrowserPath;

/// <summary>A page does not answer any more: its script is in an endless loop. Unwinds the run; the page is not to be used again.</summary>
internal sealed class WindowStuckException(string message) : Exception(message);
