using System.Text.Json.Serialization;
using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Proving;

/// <summary>
/// What a proof tells. Closed: for each case <see cref="CaseBegan"/>, its runs, and <see cref="CaseEnded"/>; <see cref="Looking"/> between cases; and
/// <see cref="Finished"/> last, also when nothing was run. One that is stopped tells no end. Serialisable.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "told")]
[JsonDerivedType(typeof(Looking), "looking")]
[JsonDerivedType(typeof(CaseBegan), "caseBegan")]
[JsonDerivedType(typeof(RunBegan), "runBegan")]
[JsonDerivedType(typeof(PageRead), "pageRead")]
[JsonDerivedType(typeof(RunEnded), "runEnded")]
[JsonDerivedType(typeof(CaseEnded), "caseEnded")]
[JsonDerivedType(typeof(Finished), "finished")]
public abstract record ProofEvent
{
    private ProofEvent()
    {
    }

    /// <summary>Another operation is asked for values to prove this one with.</summary>
    public sealed record Looking(string Operation) : ProofEvent;

    /// <param name="Number">From 1.</param>
    /// <param name="Of">How many there are as far as is known; more may be found.</param>
    /// <param name="Case">Its inputs and where they are from; nothing of its outcome.</param>
    public sealed record CaseBegan(int Number, int Of, ProofCase Case) : ProofEvent;

    public sealed record RunBegan(RunPath Path, string Run) : ProofEvent;

    /// <param name="Path">By which way.</param>
    /// <param name="Page">From 1.</param>
    /// <param name="Rows">Rows so far.</param>
    public sealed record PageRead(RunPath Path, int Page, int Rows) : ProofEvent;

    /// <param name="Path">By which way.</param>
    /// <param name="Error">Null when it answered.</param>
    /// <param name="Took">How long it took.</param>
    /// <param name="Rows">Its rows; a record counts as one.</param>
    /// <param name="Bytes">Of the file that it answered; null when it was none.</param>
    public sealed record RunEnded(RunPath Path, RunError? Error, TimeSpan Took, int Rows, int? Bytes) : ProofEvent
    {
        /// <summary>Of a push, what became of it.</summary>
        public PushOutcome Outcome { get; init; }
    }

    /// <param name="Number">From 1.</param>
    /// <param name="Case">With its outcome.</param>
    /// <param name="Counts">False when it says nothing: both paths failed in the same way with inputs that nobody gave.</param>
    public sealed record CaseEnded(int Number, ProofCase Case, bool Counts) : ProofEvent;

    /// <param name="Verdict">What came of it.</param>
    /// <param name="Why">One sentence, or two.</param>
    /// <param name="Entry">What is kept from now on; null when what was known stays as it was.</param>
    /// <param name="Notes">What the proof could not show, in sentences.</param>
    public sealed record Finished(ProofVerdict Verdict, string Why, ProofEntry? Entry, IReadOnlyList<string> Notes) : ProofEvent
    {
        /// <summary>Why signing in by HTTP does not work; null when it does. What is proved then is the operation in a session that the browser signed in.</summary>
        public RunError? SignIn { get; init; }
    }
}

/// <summary>What came of a proof.</summary>
public enum ProofVerdict
{
    Proved,

    /// <summary>The two paths gave different answers, or the HTTP path none.</summary>
    NotEqual,

    /// <summary>It could not be found out: the system was not there, nothing had rows, an input is needed.</summary>
    Undecided,
}
