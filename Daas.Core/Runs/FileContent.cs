namespace Daas.Core.Runs;

/// <summary>A file that came with a request or goes with an answer.</summary>
/// <param name="Name">File name without folders.</param>
/// <param name="MediaType">Such as <c>text/csv</c>; <c>application/octet-stream</c> when unknown.</param>
/// <param name="Bytes">The content, unchanged.</param>
public sealed record FileContent(string Name, string MediaType, byte[] Bytes);
