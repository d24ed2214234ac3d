using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Resilience;

namespace Daas.Runtime.Connections;

/// <summary>What is remembered of one operation to judge it. Not thread-safe: <see cref="HealthBook"/> guards it.</summary>
internal sealed class OperationBook
{
    private const int Recent = 10;

    /// <summary>Fallbacks among the recent runs from which on they are no chance any more.</summary>
    private const int Repeated = 2;

    /// <summary>How long a failure makes an operation that works again count as degraded.</summary>
    private static readonly TimeSpan s_remembered = TimeSpan.FromMinutes(30);

    private readonly RunCounts _counts = new();
    private readonly Dictionary<RunPath, (RunCounts Counts, Fault? LastError)> _paths = [];
    private readonly Queue<(DateTimeOffset At, bool Good, bool FellBack)> _recent = new();

    public ConnectionState State { get; private set; } = ConnectionState.Verifying;

    public DateTimeOffset Since { get; private set; }

    /// <summary>When it was last judged.</summary>
    public DateTimeOffset At { get; private set; }

    public DateTimeOffset? LastGood { get; private set; }

    public Fault? LastError { get; private set; }

    /// <summary>Why the browser path last answered for the HTTP path; null when it never did.</summary>
    public Fault? Fallback { get; private set; }

    /// <summary>Why it goes by the browser though it has an HTTP path that was proved; null when it does not.</summary>
    public Suspension? Suspended { get; set; }

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

        if (run.Fallback is { } left)
            Fallback = new Fault(left, run.FallbackText ?? left.Meaning().Title, run.Run, run.Operation, at, false);
        var error = good ? null : new Fault(run.Error!.Value, run.ErrorText ?? run.Error.Value.Meaning().Title, run.Run, run.Operation, at, run.HasPicture);
        _counts.Add(at, good, run.Duration);
        Count(run.Path, at, error, run.Duration);
        if (run.Fallback is not null)
            Count(RunPath.Http, at, Fallback, run.Duration);
        var ofConnection = run.Error is ErrorClass.CredentialsRejected or ErrorClass.AccountLocked or ErrorClass.NeedsPerson;
        if (!ofConnection)
        {
            _recent.Enqueue((at, good, run.Fallback is not null));
            if (_recent.Count > Recent)
                _recent.Dequeue();
            At = at;
        }

        if (good)
        {
            LastGood = at;
            Become(IsShaky(at) ? ConnectionState.Degraded : ConnectionState.Healthy, at);
            return;
        }

        LastError = error;
        switch (run.Error!.Value)
        {
            case ErrorClass.TargetDown:
                Become(ConnectionState.TargetDown, at);
                break;
            case var _ when ofConnection:
                // The connection says it, for all its operations.
                break;
            case var mismatch when Failures.IsMismatch(mismatch):
                Become(current ? ConnectionState.Broken : ConnectionState.Degraded, at);
                break;
            default:
                Become(ConnectionState.Degraded, at);
                break;
        }
    }

    /// <summary>Time heals: what failed a while ago and works since is healthy; but not while its proof is suspended.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (State == ConnectionState.Healthy && Suspended is not null)
            Become(ConnectionState.Degraded, Suspended.At);
        if (State == ConnectionState.Degraded && _recent.Count > 0 && _recent.Last().Good && !IsShaky(now))
            Become(ConnectionState.Healthy, now);
    }

    /// <summary>Another version of the adapter may have mended it.</summary>
    public void VersionChanged(DateTimeOffset now)
    {
        _recent.Clear();
        Fallback = null;
        if (State == ConnectionState.Broken)
            Become(ConnectionState.Verifying, now);
    }

    /// <summary>True while what makes it degraded is that the browser path keeps answering for the HTTP path.</summary>
    public bool KeepsFallingBack(DateTimeOffset now) => _recent.Count(r => r.FellBack && now - r.At < s_remembered) >= Repeated;

    public OperationHealth Health(Operation operation, DateTimeOffset now)
    {
        var buckets = _counts.Buckets(now);
        var took = _counts.Percentiles(0.5, 0.95);
        return new OperationHealth
        {
            Operation = operation.Id,
            Title = operation.Title,
            Kind = operation.Kind,
            State = State,
            Since = Since,
            Good = buckets.Sum(b => b.Good),
            Failed = buckets.Sum(b => b.Failed),
            P50 = took[0],
            P95 = took[1],
            LastGood = LastGood,
            LastError = LastError,
            Fallback = Fallback is { } fallback && now - fallback.At < TimeSpan.FromHours(24) ? fallback : null,
            KeepsFallingBack = KeepsFallingBack(now),
            HasHttp = operation.Http is not null,
            Paths = [.. _paths.OrderByDescending(p => p.Key).Select(p => OnPath(p.Key, p.Value.Counts, p.Value.LastError, now))],
            Buckets = buckets,
        };
    }

    private static PathHealth OnPath(RunPath path, RunCounts counts, Fault? error, DateTimeOffset now)
    {
        var buckets = counts.Buckets(now);
        return new PathHealth
        {
            Path = path,
            Good = buckets.Sum(b => b.Good),
            Failed = buckets.Sum(b => b.Failed),
            P50 = counts.Percentiles(0.5)[0],
            LastError = error,
        };
    }

    private bool IsShaky(DateTimeOffset now) => _recent.Any(r => !r.Good && now - r.At < s_remembered) || KeepsFallingBack(now) || Suspended is not null;

    private void Count(RunPath path, DateTimeOffset at, Fault? error, TimeSpan took)
    {
        var (counts, last) = _paths.TryGetValue(path, out var known) ? known : (new RunCounts(), null);
        counts.Add(at, error is null, took);
        _paths[path] = (counts, error ?? last);
    }

    private void Become(ConnectionState state, DateTimeOffset at)
    {
        if (State == state)
            return;
        (State, Since) = (state, at);
    }
}
