namespace Daas.Benchmarks.HandWritten;

/// <summary>What the operation <c>find-residents</c> gives, in its types.</summary>
internal sealed record ResidentRow(string Id, string Name, string Sex, string IdNumber, DateOnly BirthDate, string Street, DateOnly Registered, string Link);
