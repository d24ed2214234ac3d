using Daas.Core.Runs;

namespace Daas.Runtime.Resilience;

/// <summary>
/// The hard limits of one connection: runs at the same time, and attempts begun in any 60 seconds as the old system sees them. Exact, not approximate:
/// it remembers every start of the last minute. Waiting is first come, first served, bounded in number and time. Every attempt is a start, also a retry
/// and a read-back; a sign-in belongs to the attempt it is made for and is not counted, and a run makes at most three.
/// </summary>
internal sealed class Turnstile
{
    // As the old system's own clock sees it: one start may reach it a moment later than it was let in, the next one sooner.
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(61);

    private readonly TimeProvider _time;
    private readonly int _maxQueued;
    private readonly TimeSpan _maxWait;
    private readonly Lock _sync = new();
    private readonly LinkedList<Waiter> _queue = [];
    private readonly LinkedList<Waiter> _again = [];
    private readonly Queue<long> _starts = new();
    private int _concurrency;
    private int _perMinute;
    private int _inside;
    private ITimer? _pumping;

    public Turnstile(int concurrency, int perMinute, int maxQueued, TimeSpan maxWait, TimeProvider time)
    {
        (_concurrency, _perMinute, _maxQueued, _maxWait, _time) = (Math.Max(1, concurrency), Math.Max(1, perMinute), maxQueued, maxWait, time);
    }

    /// <summary>Called, outside of any lock, when a number below changed.</summary>
    public event Action? Changed;

    public int Inside
    {
        get
        {
            lock (_sync)
                return _inside;
        }
    }

    public int Queued
    {
        get
        {
            lock (_sync)
                return _queue.Count;
        }
    }

    /// <summary>True when something may begin that can wait: nobody waits, a place is free, and most starts of the last minute are left.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (_sync)
            {
                DropOld();
                return _queue.Count == 0 && _again.Count == 0 && _inside < _concurrency && _starts.Count * 2 < _perMinute;
            }
        }
    }

    public void SetLimits(int concurrency, int perMinute)
    {
        lock (_sync)
            (_concurrency, _perMinute) = (Math.Max(1, concurrency), Math.Max(1, perMinute));
        Pump();
    }

    /// <summary>Waits for a place and a start. The error is <c>saturated</c>; cancelling throws.</summary>
    public async Task<Fallible<Admission>> EnterAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var waiter = new Waiter();
        lock (_sync)
        {
            if (_queue.Count == 0 && _inside < _concurrency && TryStart())
            {
                _inside++;
                waiter.Granted.SetResult(true);
            }
            else if (_queue.Count >= _maxQueued)
            {
                return Saturated($"{_queue.Count} calls wait already");
            }
            else
            {
                _queue.AddLast(waiter);
            }
        }

        Pump();
        Changed?.Invoke();
        using var tooLong = new CancellationTokenSource(_maxWait, _time);
        if (!await WaitAsync(waiter, _queue, tooLong.Token, ct))
            return Saturated($"no place came free within {_maxWait.TotalSeconds:0} s");
        return new Admission(this);
    }

    /// <summary>Another start for someone inside: goes before those who wait outside. Cancelling throws.</summary>
    internal async Task StartAgainAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var waiter = new Waiter();
        lock (_sync)
            _again.AddLast(waiter);
        Pump();
        await WaitAsync(waiter, _again, CancellationToken.None, ct);
    }

    /// <summary>One more place for someone inside, without waiting and without a start; never before those who wait.</summary>
    internal bool TrySpare()
    {
        lock (_sync)
        {
            if (_queue.Count > 0 || _again.Count > 0 || _inside >= _concurrency)
                return false;
            _inside++;
        }

        Changed?.Invoke();
        return true;
    }

    internal void Leave()
    {
        lock (_sync)
            _inside--;
        Pump();
        Changed?.Invoke();
    }

    private async Task<bool> WaitAsync(Waiter waiter, LinkedList<Waiter> line, CancellationToken tooLong, CancellationToken ct)
    {
        await using var first = tooLong.Register(() => GiveUp(waiter, line, false));
        await using var second = ct.Register(() => GiveUp(waiter, line, null));
        return await waiter.Granted.Task
            ?? throw new OperationCanceledException(ct);
    }

    private void GiveUp(Waiter waiter, LinkedList<Waiter> line, bool? how)
    {
        bool mine;
        lock (_sync)
            mine = line.Remove(waiter);
        if (!mine)
            return;
        waiter.Granted.TrySetResult(how);
        Changed?.Invoke();
    }

    private void Pump()
    {
        lock (_sync)
        {
            while (_again.First is { } again && TryStart())
            {
                _again.RemoveFirst();
                again.Value.Granted.SetResult(true);
            }

            while (_again.Count == 0 && _inside < _concurrency && _queue.First is { } next && TryStart())
            {
                _queue.RemoveFirst();
                _inside++;
                next.Value.Granted.SetResult(true);
            }

            // Only time can let the next one in: look again when the oldest start is a minute old.
            var waitsForTime = _again.Count > 0 || (_queue.Count > 0 && _inside < _concurrency);
            _pumping?.Dispose();
            _pumping = waitsForTime && _starts.TryPeek(out var oldest)
                ? _time.CreateTimer(_ => Pump(), null, Positive(s_window - _time.GetElapsedTime(oldest)), Timeout.InfiniteTimeSpan)
                : null;
        }
    }

    private bool TryStart()
    {
        DropOld();
        if (_starts.Count >= _perMinute)
            return false;
        _starts.Enqueue(_time.GetTimestamp());
        return true;
    }

    private void DropOld()
    {
        while (_starts.TryPeek(out var oldest) && _time.GetElapsedTime(oldest) >= s_window)
            _starts.Dequeue();
    }

    private Fallible<Admission> Saturated(string why)
    {
        TimeSpan after;
        lock (_sync)
        {
            after = _starts.Count >= _perMinute && _starts.TryPeek(out var oldest)
                ? Positive(s_window - _time.GetElapsedTime(oldest))
                : TimeSpan.FromSeconds(5);
        }

        return new RunError(
            ErrorClass.Saturated, $"The limits that protect the old system ({_concurrency} at a time, {_perMinute} a minute) are used up: {why}.")
        {
            RetryAfter = after,
        };
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.FromMilliseconds(1) ? span : TimeSpan.FromMilliseconds(1);

    private sealed class Waiter
    {
        /// <summary>True: go. False: waited too long. Null: cancelled.</summary>
        public TaskCompletionSource<bool?> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
