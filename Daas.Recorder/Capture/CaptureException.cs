namespace Daas.Recorder.Capture;

/// <summary>A recording cannot begin: no browser that starts, no free port. The message is for the person.</summary>
public sealed class CaptureException(string message) : Exception(message);
