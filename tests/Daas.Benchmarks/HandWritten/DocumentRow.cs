namespace Daas.Benchmarks.HandWritten;

/// <summary>What the operation <c>find-documents</c> gives, in its types.</summary>
internal sealed record DocumentRow(string Number, string Title, string Unit, string Urgency, DateOnly Received, string Handler, string Status, string Link);
