using System.Runtime.CompilerServices;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;
using Daas.Runtime.Trials;

namespace Daas.Runtime.Proving;

/// <summary>
/// Finds out whether the HTTP path of an operation gives the same answers as its browser path, and keeps what it found. A pull is run by both with several
/// inputs and compared field by field; a push is run once, by HTTP, and what it saved is read back by the browser.
/// </summary>
public sealed class ProofRuns
{
    /// <summary>Pages of an answer that are compared: also the last of most, and no more than the old system bears.</summary>
    private const int MostPages = 20;

    private readonly TrialRuns _trials;
    private readonly ConnectionDirectory _directory;
    private readonly TimeProvider _time;

    internal ProofRuns(TrialRuns trials, ConnectionDirectory directory, TimeProvider time) => (_trials, _directory, _time) = (trials, directory, time);

    /// <summary>
    /// Expected failures are told, never thrown. Stopping to read, or cancelling, stops the run under way, begins no further one and leaves what was known as it was.
    /// </summary>
    public async IAsyncEnumerable<ProofEvent> RunAsync(ProofOrder order, [EnumeratorCancellation] CancellationToken ct)
    {
        if (Refusal(order) is { } refused)
        {
            yield return refused;
            yield break;
        }

        await _directory.Proofs.LoadAsync(ct);
        var began = _time.GetUtcNow();
        var signIn = await _trials.SignInByHttpAsync(order.Adapter, order.Connection, ct) is { } unable && Failures.IsMismatch(unable.Class) ? unable : null;
        if (signIn is not null)
            order = order with { Adapter = order.Adapter with { SignIn = order.Adapter.SignIn! with { Http = null } } };
        var operation = order.Adapter.Find(order.Operation)!;
        var cases = operation.Kind == OperationKind.Push
            ? new PushProof(_trials, _directory.Parts.Options, _time).RunAsync(order, operation, ct)
            : new PullProof(_trials).RunAsync(order, operation, MostPages, ct);
        await foreach (var told in cases)
        {
            if (ct.IsCancellationRequested)
                yield break;
            if (told is not ProofEvent.Finished { Verdict: not ProofVerdict.Undecided } finished)
            {
                yield return told;
                continue;
            }

            var entry = finished.Entry! with
            {
                Connection = _directory.Find(order.Adapter.Id, order.Connection)?.Id
                    ?? new ConnectionId(order.Adapter.Id, order.Connection ?? ConnectionId.DefaultName),
                Script = ProofScript.Of(order.Adapter, operation),
                At = _time.GetUtcNow(),
                Notes = finished.Notes,
            };
            await _directory.Proofs.KeepAsync(entry, began);
            yield return finished with { Entry = entry, SignIn = signIn };
        }
    }

    private static ProofEvent.Finished? Refusal(ProofOrder order)
    {
        var operation = order.Adapter.Find(order.Operation);
        return operation switch
        {
            null => No($"The adapter {order.Adapter.Id} has no operation '{order.Operation}'."),
            _ when SystemPaths.WhyNotHttp(order.Adapter, operation) is { } why => No(why),
            { Kind: OperationKind.Push } when !order.MayWrite => No($"'{operation.Id}' changes the old system; it is proved only when a person has said that it may."),
            { Kind: OperationKind.Push, Verify: null } =>
                No($"'{operation.Id}' cannot be proved: its script names no pull that reads back what was saved (verify)."),
            { Kind: OperationKind.Push } when order.Sets.Count == 0 =>
                No($"'{operation.Id}' writes; say what it shall write: {string.Join(", ", operation.Input.Where(p => p.Required).Select(p => p.Name))}."),
            _ => null,
        };
    }

    private static ProofEvent.Finished No(string why) => new(ProofVerdict.Undecided, why, null, []);
}
