namespace Daas.Recorder.Import;

/// <summary>A file that cannot be taken over; says what is wrong and where in it.</summary>
public sealed class ImportException(string message) : Exception(message);
