using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Resilience;

namespace Daas.Runtime.Connections;

/// <summary>One run under way: what it was asked, what it began with, and how far it is.</summary>
internal sealed class Run
{
    private readonly TimeProvider _time;
    private readonly Lock _sync = new();
    private readonly CancellationTokenSource _stop = new();
    private long _began;
    private bool _commitClosed;

    public Run(RunRequest request, Binding binding, Operation? operation, RunPath path, RunFeed feed, TimeProvider time)
    {
        (Request, Binding, Path, Feed, _time) = (request, binding, path, feed, time);
        Operation = operation!;
        Begin();
    }

    public RunRequest Request { get; }

    public Binding Binding { get; }

    /// <summary>Checked to be there before a run is admitted.</summary>
    public Operation Operation { get; }

    /// <summary>The way of its last attempt.</summary>
    public RunPath Path { get; set; }

    public RunFeed Feed { get; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Completed when it is recorded and answered.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cancelled when the caller leaves or the connection stops; never once <see cref="PastCommit"/>.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>True when the old system may have saved.</summary>
    public bool PastCommit { get; private set; }

    /// <summary>True once it was within the limits and touched the old system, or was about to: such a run is recorded.</summary>
    public bool Admitted { get; private set; }

    public int Attempts { get; set; }

    /// <summary>Why the HTTP path could not give the answer and the browser path was asked; null when it was not so.</summary>
    public RunError? Fallback { get; set; }

    /// <summary>True once it has signed in again after finding its session lost: it does so once.</summary>
    public bool Renewed { get; set; }

    /// <summary>Picture of the page on which its last attempt failed.</summary>
    public byte[]? Picture { get; set; }

    /// <summary>Place within the limits; set once admitted.</summary>
    public Admission Admission { get; private set; } = null!;

    /// <summary>Its place goes to the next.</summary>
    public void LeavePlace() => Admission?.Dispose();

    public void Admit(Admission admission)
    {
        Admission = admission;
        Admitted = true;
        Begin();
    }

    /// <summary>From now on it is not stopped any more. False when it was stopped already, or its attempt is over.</summary>
    public bool TryCommit()
    {
        lock (_sync)
            return PastCommit |= !_stop.IsCancellationRequested && !_commitClosed;
    }

    /// <summary>Its attempt is over: what was left behind of it, because it did not stop, must not commit any more.</summary>
    public void CloseCommit()
    {
        lock (_sync)
            _commitClosed = true;
    }

    /// <summary>The commit step was not taken after all.</summary>
    public void NotCommitted()
    {
        lock (_sync)
            PastCommit = false;
    }

    public void RequestStop()
    {
        lock (_sync)
            if (PastCommit)
                return;
        _stop.Cancel();
    }

    public RunResult Result(AttemptResult ended) => new()
    {
        Run = Request.Run,
        Adapter = Binding.Adapter.Id,
        Operation = Request.Operation,
        Connection = Binding.Id.Name,
        Version = Binding.Adapter.Version,
        Path = Path,
        StartedAt = StartedAt,
        Duration = _time.GetElapsedTime(_began),
        Error = ended.Error,
        Outcome = ended.Outcome,
        Record = ended.Record,
        File = ended.File,
        RowCount = ended.RowCount,
        Pages = ended.Pages,
        Complete = ended.Complete,
        Attempts = Math.Max(1, Attempts),
        Fallback = Fallback,
        Sights = ended.Sights,
    };

    public RunResult Result(RunError error) => Result(new AttemptResult { Error = error });

    private void Begin() => (StartedAt, _began) = (_time.GetUtcNow(), _time.GetTimestamp());
}
