using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;

namespace Daas.Runtime.Proving;

/// <summary>What live answers say of a connection's proofs: by what they are judged, and what becomes of a proof that one of them broke.</summary>
/// <param name="proofs">What is known.</param>
/// <param name="connection">Of whose system.</param>
internal sealed class LiveProof(ProofBook proofs, ConnectionId connection)
{
    /// <summary>
    /// Who looks at the answer of an attempt; null where nobody need. An answer that was free to go by HTTP is held against the contract; of one that was told
    /// to go that way by a trial or a proof, it is only kept by what it could be known again.
    /// </summary>
    public AnswerWitness? Witness(Adapter adapter, Operation operation, RunRequest request)
    {
        if (operation is not { Kind: OperationKind.Pull, Output: not null })
            return null;
        if (request.Path is not null)
            return request.Detailed ? new AnswerWitness(operation, request.Inputs, null) : null;
        return proofs.Find(connection, adapter, operation)?.Contract is { } contract ? new AnswerWitness(operation, request.Inputs, contract) : null;
    }

    /// <summary>The browser path was asked for an answer that the HTTP path did not give.</summary>
    /// <param name="run">The run.</param>
    /// <param name="order">Its attempt, with what the HTTP path withheld.</param>
    /// <param name="http">How the HTTP path ended.</param>
    /// <param name="browser">How the browser path ended.</param>
    public Task FellBackAsync(Run run, AttemptOrder order, AttemptResult http, AttemptResult browser)
    {
        // Where neither has an answer, it is not the way that is at fault; but it may be where the browser gave other rows than HTTP had told already.
        if (browser.Error is { } error && !ReferenceEquals(error, RowsTold.Changed)
            && error.Class is not (ErrorClass.BusinessRejected or ErrorClass.RecordNotFound))
            return Task.CompletedTask;
        var (adapter, operation) = (run.Binding.Adapter, order.Operation);
        return http.Breach is { } breach && order.Withheld?.IsIn(browser) == true
            ? proofs.WaiveAsync(connection, adapter, operation, breach.Clauses)
            : proofs.SuspendAsync(connection, adapter, operation, Sentence(http.Error!.Message), run.Request.Run, order.Request.Inputs);
    }

    /// <summary>A push by HTTP met other pages than its script expects. It is not done again; the next one goes by the browser.</summary>
    public Task PushedAsync(Run run, Outcome outcome) => Failures.MayBeThePath(outcome.Result)
        ? proofs.SuspendAsync(connection, run.Binding.Adapter, run.Operation, Sentence(outcome.Error!.Message), run.Request.Run, run.Request.Inputs)
        : Task.CompletedTask;

    private static string Sentence(string words) => words.Length == 0 ? words : $"{char.ToUpperInvariant(words[0])}{words[1..].TrimEnd('.')}.";
}
