using System.Collections.Concurrent;
using Daas.Core.Adapters;
using Daas.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Proving;

/// <summary>
/// What this gateway knows of the equality of both paths: the store's entries, at hand for every call. What cannot be written holds until the gateway ends.
/// </summary>
public sealed class ProofBook
{
    private readonly ProofStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<(ConnectionId Connection, string Operation), ProofEntry> _entries = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private bool _loaded;

    internal ProofBook(ProofStore store, TimeProvider time, ILogger logger) => (_store, _time, _logger) = (store, time, logger);

    /// <summary>Called with the connection of which something else is known now.</summary>
    internal event Action<ConnectionId>? Changed;

    /// <summary>Called with what has just been suspended, and the inputs that showed why; they are kept nowhere.</summary>
    internal event Action<ConnectionId, string, IReadOnlyDictionary<string, string>?>? Suspended;

    /// <summary>Null when nothing is known, or only of another script.</summary>
    public ProofEntry? Find(ConnectionId connection, Adapter adapter, Operation operation) =>
        _entries.TryGetValue((connection, operation.Id), out var entry) && entry.Script == ProofScript.Of(adapter, operation) ? entry : null;

    /// <summary>All that is known of a connection, also of scripts that are no longer in use.</summary>
    public IReadOnlyList<ProofEntry> Of(ConnectionId connection) => [.. _entries.Values.Where(e => e.Connection == connection)];

    /// <summary>
    /// Why an operation that nobody has asked to go by HTTP does not, as a sentence; null when it does. It does when a person's proof stands in the script, or
    /// one is known here of this very script; and not while it is suspended.
    /// </summary>
    public string? WhyNotHttp(ConnectionId connection, Adapter adapter, Operation operation)
    {
        if (operation.Http is null)
            return $"'{operation.Id}' has no HTTP path.";
        var entry = Find(connection, adapter, operation);
        if (entry?.Suspended is { } suspended)
            return $"The proof of '{operation.Id}' is suspended: {suspended.Why}";
        if (entry is { Cases.Count: > 0, Equal: false } && !(operation.Http.Proved?.At > entry.At))
            return $"The HTTP path of '{operation.Id}' gave other answers than the browser path when that was last looked at.";
        return operation.Http.Proved is not null || entry is { Equal: true } ? null : $"The HTTP path of '{operation.Id}' is not proved.";
    }

    /// <summary>Takes what the store has, once.</summary>
    internal async Task LoadAsync(CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            if (_loaded)
                return;
            foreach (var entry in await _store.ListAsync(ct))
                _entries[(entry.Connection, entry.Operation)] = entry;
            _loaded = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFailed(_logger, e, "proof", "");
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>What was proved, or found to be unequal, takes the place of what was known; a suspension ends with it when all was equal.</summary>
    /// <param name="entry">What is known now.</param>
    /// <param name="began">When it was begun to be found out: a later suspension stays. Null: now.</param>
    internal async Task KeepAsync(ProofEntry entry, DateTimeOffset? began = null)
    {
        await LoadAsync(CancellationToken.None);
        await ChangeAsync((entry.Connection, entry.Operation), before =>
            before?.Script != entry.Script ? entry : entry with
            {
                Suspended = entry.Suspended ?? (entry.Equal && !(before.Suspended?.At > began) ? null : before.Suspended),
                Contract = entry.Contract is { } contract && before.Contract is { } known
                    ? contract with { Waived = known.Waived }
                    : entry.Contract ?? before.Contract,
                Checks = before.Checks,
            });
        Log.ProofKept(_logger, entry.Connection.ToString(), entry.Operation, entry.Cases.Count, entry.Rows, entry.Equal);
    }

    /// <summary>From now on the operation goes by the browser, until it is proved anew. The first reason stays.</summary>
    /// <param name="connection">On which connection.</param>
    /// <param name="adapter">The version that ran.</param>
    /// <param name="operation">What was run.</param>
    /// <param name="why">A sentence.</param>
    /// <param name="run">The run that showed it; null when it was none.</param>
    /// <param name="inputs">With what; kept nowhere, but equal before the suspension ends.</param>
    internal async Task SuspendAsync(
        ConnectionId connection, Adapter adapter, Operation operation, string why, string? run, IReadOnlyDictionary<string, string>? inputs = null)
    {
        await LoadAsync(CancellationToken.None);
        var script = ProofScript.Of(adapter, operation);
        var suspension = new Suspension(_time.GetUtcNow(), why, run);
        var changed = false;
        await ChangeAsync((connection, operation.Id), before =>
        {
            changed = before?.Script != script || before.Suspended is null;
            return !changed ? before!
                : before?.Script == script ? before with { Suspended = suspension }
                : new ProofEntry { Connection = connection, Operation = operation.Id, Script = script, At = suspension.At, Suspended = suspension };
        });
        if (!changed)
            return;
        Log.ProofSuspended(_logger, connection.ToString(), operation.Id, why);
        Suspended?.Invoke(connection, operation.Id, inputs);
    }

    /// <summary>The contract failed an answer that the browser path gave too: it asks for less from now on.</summary>
    internal async Task WaiveAsync(ConnectionId connection, Adapter adapter, Operation operation, IReadOnlyList<AnswerClause> clauses)
    {
        var script = ProofScript.Of(adapter, operation);
        await ChangeAsync((connection, operation.Id), before =>
            before is { Contract: { } contract } && before.Script == script ? before with { Contract = contract.Without(clauses) } : before);
        Log.ClausesWaived(_logger, connection.ToString(), operation.Id, string.Join("; ", clauses.Select(c => c.Words)));
    }

    /// <summary>A live answer of the HTTP path was compared with the browser path's.</summary>
    internal Task CountAsync(ConnectionId connection, Adapter adapter, Operation operation, Func<ProofChecks, ProofChecks> count)
    {
        var script = ProofScript.Of(adapter, operation);
        return ChangeAsync((connection, operation.Id), before =>
        {
            var entry = before?.Script == script ? before
                : new ProofEntry { Connection = connection, Operation = operation.Id, Script = script, At = _time.GetUtcNow() };
            return entry with { Checks = count(entry.Checks) };
        });
    }

    private async Task ChangeAsync((ConnectionId Connection, string Operation) key, Func<ProofEntry?, ProofEntry?> change)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            var before = _entries.GetValueOrDefault(key);
            var after = change(before);
            if (after is null || ReferenceEquals(before, after))
                return;
            _entries[key] = after;
            await _store.SaveAsync(after, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.StoreFailed(_logger, e, "proof", $"{key.Connection}/{key.Operation}");
        }
        finally
        {
            _writing.Release();
        }

        Changed?.Invoke(key.Connection);
    }
}
