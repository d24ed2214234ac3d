using Daas.Runtime.Connections;

namespace Daas.Server.Health;

/// <summary>How it stands with the proof that both paths of an operation give the same.</summary>
internal enum ProofStanding
{
    /// <summary>The script has one path only.</summary>
    None,

    Unproved,

    /// <summary>The script says so, this gateway has not seen it yet.</summary>
    Scripted,

    Proved,

    Unequal,

    Suspended,
}

internal static class ProofWords
{
    public static ProofStanding Standing(this OperationHealth operation) => operation switch
    {
        { HasHttp: false } => ProofStanding.None,
        { Proof.Suspended: not null } => ProofStanding.Suspended,
        { Proof: { Cases.Count: > 0, Equal: false } entry } when !(operation.ScriptProof?.At > entry.At) => ProofStanding.Unequal,
        { Proof.Equal: true } => ProofStanding.Proved,
        { ScriptProof: not null } => ProofStanding.Scripted,
        _ => ProofStanding.Unproved,
    };

    /// <summary>When it was proved, with how many inputs and rows; null when it was not.</summary>
    public static (DateTimeOffset At, int Inputs, int Rows)? Proved(this OperationHealth operation) => operation switch
    {
        { Proof: { Equal: true } entry } => (entry.At, entry.Cases.Count, entry.Rows),
        { ScriptProof: { } proof } => (proof.At, proof.Inputs, proof.Rows),
        _ => null,
    };

    public static string Slug(this ProofStanding standing) => standing.ToString().ToLowerInvariant();

    public static string Tone(this ProofStanding standing) => standing switch
    {
        ProofStanding.Proved or ProofStanding.Scripted => "good",
        ProofStanding.Unequal or ProofStanding.Suspended => "warn",
        _ => "still",
    };
}
