using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Resilience;

namespace Daas.Runtime.Connections;

/// <summary>
/// What a connection remembers of its runs, and the judgement over them. Rebuilt from the stored runs at start, so that a restart forgets nothing
/// but a lifted quarantine.
/// </summary>
internal sealed class HealthBook
{
    private readonly Lock _sync = new();
    private readonly TimeProvider _time;
    private readonly Dictionary<string, OperationBook> _operations = [];
    private ConnectionState _state = ConnectionState.Verifying;
    private DateTimeOffset _since;
    private string _version;
    private Fault? _quarantine;

    public HealthBook(string version, TimeProvider time)
    {
        (_version, _time) = (version, time);
        _since = time.GetUtcNow();
    }

    /// <summary>Why pushes are refused; null while they are not.</summary>
    public Fault? Quarantine
    {
        get
        {
            lock (_sync)
                return _quarantine;
        }
    }

    /// <summary>Takes a run that ended. True when it has just put the writes in quarantine.</summary>
    public bool Add(RunRecord run, OperationKind kind)
    {
        lock (_sync)
            return AddUnguarded(run, kind);
    }

    /// <param name="runs">Runs of before the process began, oldest first.</param>
    /// <param name="binding">What is connected now.</param>
    public void Rebuild(IEnumerable<RunRecord> runs, Binding binding)
    {
        lock (_sync)
        {
            foreach (var run in runs)
            {
                if (binding.Adapter.Find(run.Operation) is not { } operation)
                    continue;
                AddUnguarded(run, operation.Kind);
                Settle(new HealthFacts(binding.Adapter), run.StartedAt + run.Duration);
            }
        }
    }

    public void LiftQuarantine()
    {
        lock (_sync)
            _quarantine = null;
    }

    public void VersionChanged(string version)
    {
        lock (_sync)
        {
            if (_version == version)
                return;
            (_version, _quarantine) = (version, null);
            foreach (var operation in _operations.Values)
                operation.VersionChanged(_time.GetUtcNow());
        }
    }

    public HealthSnapshot Snapshot(Binding binding, HealthFacts facts)
    {
        lock (_sync)
        {
            var now = _time.GetUtcNow();
            var (state, reads, writes, reason, error) = Settle(facts, now);
            return new HealthSnapshot
            {
                Connection = binding.Id,
                Title = binding.Adapter.Title,
                Url = binding.Url,
                Version = binding.Adapter.Version,
                State = state,
                Since = _since,
                Reads = reads,
                Writes = writes,
                Reason = reason,
                Class = error,
                LastGood = _operations.Values.Max(o => o.LastGood),
                LastError = LastFault(now),
                Operations =
                [
                    .. binding.Adapter.Operations.Select(o => Book(o.Id).Health(o, now) with
                    {
                        Proof = o.Http is null ? null : facts.Proof(o),
                        ScriptProof = o.Http?.Proved,
                    }),
                ],
                InFlight = facts.InFlight,
                Queued = facts.Queued,
                Breaker = facts.Breaker,
                Session = facts.Session,
                ForPersons = ByHand.Fits(binding.Adapter),
                SignedInAt = facts.SignedInAt,
            };
        }
    }

    private bool AddUnguarded(RunRecord run, OperationKind kind)
    {
        var current = run.Version == _version;
        Book(run.Operation).Add(run, current);
        if (kind != OperationKind.Push || !current)
            return false;
        if (run.Error is ErrorClass.Drift or ErrorClass.ContractViolation)
        {
            var first = _quarantine is null;
            _quarantine ??= Book(run.Operation).LastError;
            return first;
        }

        if (run.Error is null)
            _quarantine = null;
        return false;
    }

    private Judgement Settle(HealthFacts facts, DateTimeOffset now)
    {
        foreach (var operation in facts.Adapter.Operations.Where(o => o.Http is not null))
            Book(operation.Id).Suspended = facts.Proof(operation)?.Suspended;
        foreach (var operation in _operations.Values)
            operation.Settle(now);
        var judgement = Judgement.Of(facts, _operations, _quarantine, LastFault(now), now);
        if (judgement.State != _state)
            (_state, _since) = (judgement.State, now);
        return judgement;
    }

    private Fault? LastFault(DateTimeOffset now) =>
        _operations.Values.Select(o => o.LastError).Where(e => e is not null && now - e.At < TimeSpan.FromHours(24)).MaxBy(e => e!.At);

    private OperationBook Book(string operation)
    {
        if (!_operations.TryGetValue(operation, out var book))
            _operations[operation] = book = new OperationBook(_time.GetUtcNow());
        return book;
    }
}
