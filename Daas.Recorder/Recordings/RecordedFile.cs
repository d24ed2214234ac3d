namespace Daas.Recorder.Recordings;

/// <summary>A file that was sent or taken.</summary>
/// <param name="Name">Without folders.</param>
/// <param name="MediaType">As told, or guessed by the name.</param>
/// <param name="Bytes">The whole content.</param>
public sealed record RecordedFile(string Name, string MediaType, byte[] Bytes);
