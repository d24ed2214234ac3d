using System.Collections.Concurrent;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Proving;

/// <summary>
/// Keeps proofs true while the gateway runs, one thing at a time and always behind the callers: compares a share of the live answers, proves anew what was
/// suspended, and what is older than it may be. Pulls only: nothing is ever written for the sake of a proof.
/// </summary>
public sealed class ProvingWatch : IAsyncDisposable
{
    private const int MostWaiting = 20;

    /// <summary>A live answer that could not be compared for so long says too little about the data of now.</summary>
    private static readonly TimeSpan s_stale = TimeSpan.FromMinutes(10);

    /// <summary>After a start callers come first, and many are started for a moment only.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_beat = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly ProofRuns _runs;
    private readonly ShadowCheck _check;
    private readonly ConnectionDirectory _directory;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<CheckOrder> _checks = new();
    private readonly ConcurrentDictionary<(ConnectionId, string), IReadOnlyDictionary<string, string>> _failing = new();
    private readonly Dictionary<(ConnectionId, string), Retries> _retries = [];
    private readonly DateTimeOffset _began;
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _working = Task.CompletedTask;

    internal ProvingWatch(ProofRuns runs, ShadowCheck check, ConnectionDirectory directory, TimeProvider time, ILogger<ProvingWatch> logger)
    {
        (_runs, _check, _directory, _time, _logger) = (runs, check, directory, time, logger);
        _began = time.GetUtcNow();
    }

    /// <summary>Begins; once.</summary>
    public void Start()
    {
        _directory.Samples.Taken = Take;
        _directory.Proofs.Suspended += OnSuspended;
        _working = Task.Run(() => WorkAsync(_stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        _directory.Samples.Taken = null;
        _directory.Proofs.Suspended -= OnSuspended;
        await _stop.CancelAsync();
        await _working;
        _stop.Dispose();
    }

    private void Take(CheckOrder order)
    {
        if (_checks.Count >= MostWaiting)
            return;
        _checks.Enqueue(order);
        Wake();
    }

    private void OnSuspended(ConnectionId connection, string operation, IReadOnlyDictionary<string, string>? inputs)
    {
        if (inputs is not null)
            _failing[(connection, operation)] = inputs;
        Wake();
    }

    private void Wake() => Volatile.Read(ref _wake).TrySetResult();

    private async Task WorkAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                Volatile.Write(ref _wake, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                if (!await CheckAsync(ct) && !await ProveAsync(ct))
                    await _wake.Task.WaitAsync(_checks.IsEmpty ? s_beat : s_pause, _time, ct);
            }
            catch (TimeoutException)
            {
                // Time to look again.
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.ProvingFailed(_logger, e);
            }
        }
    }

    /// <summary>True when something was done.</summary>
    private async Task<bool> CheckAsync(CancellationToken ct)
    {
        for (var waiting = _checks.Count; waiting > 0 && _checks.TryDequeue(out var order); waiting--)
        {
            if (_time.GetUtcNow() - order.At > s_stale || _directory.Find(order.Connection.Adapter, order.Connection.Name) is not { } connection)
                continue;
            // What was suspended meanwhile needs no further check, and another script is not what answered.
            if (_directory.Proofs.WhyNotHttp(order.Connection, order.Adapter, order.Operation) is not null)
                continue;
            if (connection.IsQuiet && await GivingWayAsync(connection, t => _check.RunAsync(order, t), ct))
                return true;
            _checks.Enqueue(order);
        }

        return false;
    }

    /// <summary>Stops as soon as a call has to wait for its place.</summary>
    private static async Task<bool> GivingWayAsync(Connection connection, Func<CancellationToken, Task<bool>> work, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        connection.Changed += Look;
        try
        {
            return await work(stop.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            connection.Changed -= Look;
        }

        void Look(Connection changed)
        {
            // Not here, where a call is about to wait.
            if (changed.IsCrowded && !stop.IsCancellationRequested)
                _ = Task.Run(() => Stop(stop), CancellationToken.None);
        }
    }

    private static void Stop(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It is done already.
        }
    }

    /// <summary>True when something was done.</summary>
    private async Task<bool> ProveAsync(CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        var settled = now - _began >= s_settled;
        foreach (var due in _directory.All.SelectMany(c => DueProof.Of(c, _directory.Proofs, now - _directory.Parts.Options.ProveEvery)))
        {
            var isSuspended = due.Entry?.Suspended is not null;
            var retries = Of(due.Key);
            // A suspended one is waited for; the others can wait for a quiet moment.
            if (!retries.IsDue(now) || (!isSuspended && !(settled && due.Connection.IsQuiet)) || !due.Connection.IsInService)
                continue;
            retries.Tried(now);
            await ProveAsync(due, ct);
            return true;
        }

        return false;
    }

    private async Task ProveAsync(DueProof due, CancellationToken ct)
    {
        // What led to the suspension has to be equal first; the proof is then made with inputs that may be kept.
        if (_failing.TryGetValue(due.Key, out var inputs))
        {
            if (await _check.AgreeAsync(due.With(inputs, _time.GetUtcNow()), ct) is CaseEnd.Different or CaseEnd.Stopped)
                return;
            _failing.TryRemove(due.Key, out _);
        }

        var order = due.Order(before: true);
        var verdict = await RunAsync(order, ct);
        if (verdict == ProofVerdict.Undecided && order.OnlySets)
            verdict = await RunAsync(due.Order(before: false), ct);
        if (verdict is not null)
            Log.ProvedAnew(_logger, due.Connection.Id.ToString(), due.Operation.Id, verdict.Value);
    }

    private async Task<ProofVerdict?> RunAsync(ProofOrder order, CancellationToken ct)
    {
        ProofVerdict? verdict = null;
        await foreach (var told in _runs.RunAsync(order, ct))
        {
            if (told is ProofEvent.Finished finished)
                verdict = finished.Verdict;
        }

        return verdict;
    }

    private Retries Of((ConnectionId, string) key) => _retries.TryGetValue(key, out var known) ? known : _retries[key] = new Retries();
}
