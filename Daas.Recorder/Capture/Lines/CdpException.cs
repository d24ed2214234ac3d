namespace Daas.Recorder.Capture.Lines;

/// <summary>The browser refused a command, or the line to it is cut.</summary>
internal sealed class CdpException(string message) : Exception(message);
