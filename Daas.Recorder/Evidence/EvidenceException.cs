namespace Daas.Recorder.Evidence;

/// <summary>Evidence that is missing in part, or cannot be read; the message names the file.</summary>
public sealed class EvidenceException(string message, Exception? inner = null) : Exception(message, inner);
