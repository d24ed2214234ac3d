using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Resilience;

namespace Daas.Runtime.Connections;

/// <summary>What is remembered of one operation to judge it. Not thread-safe: <see cref="HealthBook"/> guards it.</summary>
internal sealed class OperationBook
{
    public const int Quarters = 96;
    private const int Durations = 200;
    private const int Recent = 10;

    /// <summary>How long a failure makes an operation that works again count as degraded.</summary>
    private static readonly TimeSpan s_remembered = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(15);

    private readonly (long Id, int Good, int Failed)[] _buckets = new (long, int, int)[Quarters];
    private readonly Queue<double> _durations = new();
    private readonly Queue<(DateTimeOffset At, bool Good)> _recent = new();

    public ConnectionState State { get; private set; } = ConnectionState.Verifying;

    public DateTimeOffset Since { get; private set; }

    /// <summary>When it was last judged.</summary>
    public DateTimeOffset At { get; private set; }

    public DateTimeOffset? LastGood { get; private set; }

    public Fault? LastError { get; private set; }

    public OperationBook(DateTimeOffset now) => Since = now;

    /// <param name="run">A run that ended.</param>
    /// <param name="current">True when the adapter's version that ran is the one in use.</param>
    public void Add(RunRecord run, bool current)
    {
        var at = run.StartedAt + run.Duration;
        // The old system's refusal of an input is its normal work.
        var good = run.Error is null or ErrorClass.BusinessRejected or ErrorClass.RecordNotFound;
        if (!good && Failures.IsOfCaller(run.Error!.Value))
            return;

        Count(at, good);
        var ofConnection = run.Error is ErrorClass.CredentialsRejected or ErrorClass.AccountLocked or ErrorClass.NeedsPerson;
        if (!ofConnection)
        {
            _recent.Enqueue((at, good));
            if (_recent.Count > Recent)
                _recent.Dequeue();
            At = at;
        }

        if (good)
        {
            LastGood = at;
            _durations.Enqueue(run.Duration.TotalMilliseconds);
            if (_durations.Count > Durations)
                _durations.Dequeue();
            Become(IsShaky(at) ? ConnectionState.Degraded : ConnectionState.Healthy, at);
            return;
        }

        LastError = new Fault(run.Error!.Value, run.ErrorText ?? run.Error.Value.Meaning().Title, run.Run, run.Operation, at, run.HasPicture);
        switch (run.Error.Value)
        {
            case ErrorClass.TargetDown:
                Become(ConnectionState.TargetDown, at);
                break;
            case var _ when ofConnection:
                // The connection says it, for all its operations.
                break;
            case var error when Failures.IsMismatch(error):
                Become(current ? ConnectionState.Broken : ConnectionState.Degraded, at);
                break;
            default:
                Become(ConnectionState.Degraded, at);
                break;
        }
    }

    /// <summary>Time heals: what failed a while ago and works since is healthy.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (State == ConnectionState.Degraded && _recent.Count > 0 && _recent.Last().Good && !IsShaky(now))
            Become(ConnectionState.Healthy, now);
    }

    /// <summary>Another version of the adapter may have mended it.</summary>
    public void VersionChanged(DateTimeOffset now)
    {
        _recent.Clear();
        if (State == ConnectionState.Broken)
            Become(ConnectionState.Verifying, now);
    }

    public OperationHealth Health(Operation operation, DateTimeOffset now)
    {
        var last = now.UtcTicks / s_quarter.Ticks;
        var buckets = new HealthBucket[Quarters];
        for (var i = 0; i < Quarters; i++)
        {
            var id = last - Quarters + 1 + i;
            var bucket = _buckets[id % Quarters];
            buckets[i] = new HealthBucket(new DateTimeOffset(id * s_quarter.Ticks, TimeSpan.Zero), bucket.Id == id ? bucket.Good : 0,
                bucket.Id == id ? bucket.Failed : 0);
        }

        double[] durations = [.. _durations.Order()];
        return new OperationHealth
        {
            Operation = operation.Id,
            Title = operation.Title,
            Kind = operation.Kind,
            State = State,
            Since = Since,
            Good = buckets.Sum(b => b.Good),
            Failed = buckets.Sum(b => b.Failed),
            P50 = Percentile(durations, 0.5),
            P95 = Percentile(durations, 0.95),
            LastGood = LastGood,
            LastError = LastError,
            Buckets = buckets,
        };
    }

    private static TimeSpan? Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? null : TimeSpan.FromMilliseconds(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * share) - 1)]);

    private bool IsShaky(DateTimeOffset now) => _recent.Any(r => !r.Good && now - r.At < s_remembered);

    private void Count(DateTimeOffset at, bool good)
    {
        var id = at.UtcTicks / s_quarter.Ticks;
        ref var bucket = ref _buckets[id % Quarters];
        if (bucket.Id != id)
            bucket = (id, 0, 0);
        if (good)
            bucket.Good++;
        else
            bucket.Failed++;
    }

    private void Become(ConnectionState state, DateTimeOffset at)
    {
        if (State == state)
            return;
        (State, Since) = (state, at);
    }
}
