using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;
using Daas.Runtime.Pushes;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Connections;

/// <summary>An adapter bound to a real system. Owns everything of that system: address, limits, session, breaker, health.</summary>
public sealed class Connection
{
    private readonly SystemPaths _paths;
    private readonly PathChoice _choice;
    private readonly RuntimeOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Turnstile _turnstile;
    private readonly Breaker _breaker;
    private readonly SessionKeeper _sessions;
    private readonly HealthBook _health;
    private readonly ProofBook _proofs;
    private readonly LiveSamples _samples;
    private readonly RunLedger _ledger;
    private readonly Admittance _admittance;
    private readonly PullRuns _pulls;
    private readonly PushRuns _pushes;
    private readonly Lending _lending;
    private readonly SigningInAnew _signingInAnew;
    private readonly ByHand _byHand;
    private readonly KeepingAlive? _keepingAlive;
    private readonly Borrowed? _borrowed;
    private readonly ConcurrentDictionary<Run, byte> _underWay = new();
    private Binding _binding;
    private bool _maintenance;
    private bool _retired;

    /// <param name="binding">What is connected.</param>
    /// <param name="maintenance">Whether it is out of service.</param>
    /// <param name="parts">What all connections share.</param>
    /// <param name="borrowed">Set for one that lasts for a trial: its runs say nothing about the health of what is published.</param>
    internal Connection(Binding binding, bool maintenance, ConnectionParts parts, Borrowed? borrowed = null)
    {
        _borrowed = borrowed;
        (_binding, _maintenance) = (binding, maintenance);
        (_paths, _options, _time, _logger) = (parts.Paths, parts.Options, parts.Time, parts.Logger);
        _choice = new PathChoice(_paths, parts.Proofs, borrowed?.Account ?? binding.Id);
        _turnstile = borrowed?.Turnstile ?? new Turnstile(binding.Limits.Concurrency, binding.Limits.PerMinute, _options.MaxQueued, _options.MaxWait, _time);
        _breaker = borrowed?.Breaker ?? new Breaker(_options.BreakerAttempts, _options.BreakerWindow, _options.BreakerPause, _time);
        var desk = new SignInDesk(borrowed?.Account ?? binding.Id, parts.Stores.Credentials, _options, _time, _logger);
        _sessions = borrowed?.Sessions ?? new SessionKeeper(binding.Id, _paths, parts.Stores.Sessions, desk, _time, _logger);
        (_proofs, _samples) = (parts.Proofs, parts.Samples);
        _health = new HealthBook(binding.Adapter.Version, _time);
        _ledger = parts.Ledger;
        _admittance = new Admittance(_turnstile, _breaker, _sessions, _health, () => borrowed?.Maintenance() ?? _maintenance, () => _retired);
        var live = new LiveProof(parts.Proofs, borrowed?.Account ?? binding.Id);
        var attempts = new Attempts(_paths, _choice, live, _sessions, _breaker, _options, _time, _logger);
        _pulls = new PullRuns(attempts);
        _pushes = new PushRuns(parts.Stores.Pushes, parts.Keys, attempts, new ReadBack(attempts, _options, _time), _ledger, _time, _logger);

        _lending = new Lending(_paths, _sessions, _admittance, _options, _time);
        _signingInAnew = new SigningInAnew(_sessions, _admittance);
        _byHand = new ByHand(parts, _sessions, _turnstile);
        if (borrowed is not null)
            return;
        _keepingAlive = new KeepingAlive(_sessions, () => Volatile.Read(ref _binding), LendAsync, _time, _logger);
        _turnstile.Changed += OnChanged;
        _sessions.Changed += OnChanged;
        _breaker.Changed += OnBreakerChanged;
    }

    /// <summary>Called when <see cref="Health"/> is no longer what it was; from any thread, and often.</summary>
    internal event Action<Connection>? Changed;

    /// <summary>True when something may begin that can wait for callers.</summary>
    internal bool IsQuiet => _turnstile.IsQuiet;

    /// <summary>True when calls wait for their place.</summary>
    internal bool IsCrowded => _turnstile.Queued > 0;

    /// <summary>False where a run would be refused at once, or burden a system that fails.</summary>
    internal bool IsInService => !_maintenance && !_retired && _breaker.Refusal is null && (Adapter.SignIn is null || _sessions.Block is null);

    internal Binding Binding => Volatile.Read(ref _binding);

    /// <summary>False for a trial in the session of what is published.</summary>
    internal bool OwnsSessions => _borrowed?.Sessions is null;

    /// <summary>Given to a trial of another version of the script.</summary>
    /// <param name="sessions">Whether its sessions, too: the other version signs in as this one does.</param>
    internal Borrowed Lent(bool sessions) => new()
    {
        Account = Id,
        Turnstile = _turnstile,
        Breaker = _breaker,
        Sessions = sessions ? _sessions : null,
        Maintenance = () => _maintenance || _retired,
    };

    public ConnectionId Id => _binding.Id;

    /// <summary>The adapter that new runs take.</summary>
    public Adapter Adapter => _binding.Adapter;

    /// <summary>The real system's address.</summary>
    public Uri Url => _binding.Url;

    public HealthSnapshot Health
    {
        get
        {
            var binding = Volatile.Read(ref _binding);
            return _health.Snapshot(binding, new HealthFacts(binding.Adapter)
            {
                Proof = o => _proofs.Find(Id, binding.Adapter, o),
                Maintenance = _maintenance,
                Retired = _retired,
                Block = binding.Adapter.SignIn is null ? null : _sessions.Block,
                Breaker = _breaker.State,
                Session = _sessions.State,
                SignedInAt = _sessions.SignedInAt,
                InFlight = _turnstile.Inside,
                Queued = _turnstile.Queued,
            }) with
            { CheckedShare = _options.CheckedShare };
        }
    }

    /// <summary>Runs an operation of the current adapter.</summary>
    /// <inheritdoc cref="RunAsync(RunRequest, Adapter, CancellationToken)"/>
    public IAsyncEnumerable<RunEvent> RunAsync(RunRequest request, CancellationToken ct) => RunAsync(request, Adapter, ct);

    /// <summary>
    /// Runs an operation. Tells what happens while it happens; the last event is always <see cref="RunEvent.Finished"/>, also after a cancellation, and
    /// expected failures are in its result, never exceptions. Stopping to read stops the run, unless a push is past its commit step: that one is
    /// brought to its end and recorded.
    /// </summary>
    /// <param name="request">Its inputs are validated.</param>
    /// <param name="adapter">The version whose inputs and outputs the caller knows: the run keeps it, whatever is published meanwhile.</param>
    /// <param name="ct">Stops the run.</param>
    public async IAsyncEnumerable<RunEvent> RunAsync(RunRequest request, Adapter adapter, [EnumeratorCancellation] CancellationToken ct)
    {
        var feed = new RunFeed(_options.PagesAhead, request.Detailed);
        var operation = adapter.Find(request.Operation);
        var path = operation is null ? request.Path ?? RunPath.Browser : _choice.Of(adapter, operation, request.Path).Kind;
        var run = new Run(request, Volatile.Read(ref _binding) with { Adapter = adapter }, operation, path, feed, _time);
        var free = _borrowed is null && path == RunPath.Http && request.Path is null;
        var sample = free && operation!.Kind == OperationKind.Pull && _samples.Wants() ? new AnswerSample() : null;
        _underWay.TryAdd(run, 0);
        await using var stopping = ct.Register(run.RequestStop);
        // Up to where it first waits, it runs here: another thread would have to be woken for that.
        _ = ExecuteAsync(run);
        try
        {
            await foreach (var told in feed.ReadAsync())
            {
                sample?.Take(told);
                if (told is RunEvent.Finished { Result: var result } && sample?.Of(result) is { } answer)
                    _samples.Taken?.Invoke(new CheckOrder(Id, adapter, operation!, request, answer, _time.GetUtcNow()));
                yield return told;
            }
        }
        finally
        {
            run.RequestStop();
            feed.Leave();
        }
    }

    /// <summary>Signs in where nobody is, and gives the session to a browser that a person works in.</summary>
    /// <param name="url">Where the person wants to begin.</param>
    /// <param name="ct">Ends it.</param>
    public Task<LentSession> LendAsync(Uri url, CancellationToken ct) =>
        _lending.LendAsync(Unheard(Lending.Looking(url), RunPath.Browser), url, ct);

    /// <summary>Why signing in by HTTP does not work; null when it does.</summary>
    internal Task<RunError?> SignInByHttpAsync(CancellationToken ct) =>
        _signingInAnew.TryAsync(Unheard(SigningInAnew.Trying, RunPath.Http), RunPath.Http, ct);

    // A run of which nobody is told.
    private Run Unheard(Operation operation, RunPath path)
    {
        var request = new RunRequest { Run = RunId.New(_time), Adapter = Id.Adapter, Operation = operation.Id };
        return new Run(request, Volatile.Read(ref _binding), operation, path, new RunFeed(_options.PagesAhead), _time);
    }

    /// <summary>Lets a person sign in where a machine cannot, one at a time.</summary>
    /// <param name="person">Where the person is, for others.</param>
    /// <param name="ct">Ends it.</param>
    public Task<HandStart> BeginByHandAsync(string person, CancellationToken ct) => _byHand.BeginAsync(Volatile.Read(ref _binding), person, ct);

    /// <summary>Lets writes through again after an operator has looked at the drift that stopped them.</summary>
    public void LiftQuarantine()
    {
        _health.LiftQuarantine();
        OnChanged();
    }

    /// <summary>Lets the next run sign in again after a person has done what was needed. A refused credential stays refused until it is changed.</summary>
    public void PersonDone() => _sessions.PersonDone();

    /// <summary>Looks at what is stored, so that health knows more than nothing: runs of the last 24 hours, and whether a credential may be tried.</summary>
    internal async Task LookAsync(RunStore runs, CancellationToken ct)
    {
        try
        {
            var recent = await runs.RecentAsync(Id.Adapter, null, _time.GetUtcNow() - TimeSpan.FromHours(24), 20_000, ct);
            _health.Rebuild(recent.Where(r => r.Connection == Id.Name && !r.Trial).Reverse(), _binding);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFailed(_logger, e, "run", Id.ToString());
        }

        await LookAtCredentialAsync(ct);
    }

    internal Task LookAtCredentialAsync(CancellationToken ct) => _sessions.LookAsync(_binding, ct);

    /// <summary>Takes another adapter version or other settings. Runs under way keep theirs; session, breaker and health stay.</summary>
    internal void Take(Binding binding, bool maintenance)
    {
        var former = Interlocked.Exchange(ref _binding, binding);
        _maintenance = maintenance;
        _turnstile.SetLimits(binding.Limits.Concurrency, binding.Limits.PerMinute);
        _health.VersionChanged(binding.Adapter.Version);
        if (former.Adapter.Version != binding.Adapter.Version)
            Log.VersionTaken(_logger, Id.ToString(), binding.Adapter.Version);
        OnChanged();
    }

    /// <summary>Takes no more runs and waits for those under way; after a while those that have submitted nothing are stopped.</summary>
    internal async Task RetireAsync()
    {
        _retired = true;
        OnChanged();
        await _byHand.RetireAsync();
        if (_keepingAlive is not null)
            await _keepingAlive.DisposeAsync();
        var all = Task.WhenAll(_underWay.Keys.Select(r => r.Ended.Task));
        try
        {
            await all.WaitAsync(_options.Drain, _time);
        }
        catch (TimeoutException)
        {
            foreach (var run in _underWay.Keys)
                run.RequestStop();
            await all;
        }

        if (_borrowed?.Sessions is null)
            await _sessions.DisposeAsync();
        if (_borrowed is null)
            Log.Retired(_logger, Id.ToString());
    }

    private async Task ExecuteAsync(Run run)
    {
        using var activity = Measures.Source.StartActivity(run.Request.Operation, ActivityKind.Internal);
        activity?.SetTag("daas.run", run.Request.Run)
            .SetTag("daas.connection", run.Binding.Id.ToString())
            .SetTag("daas.version", run.Binding.Adapter.Version);
        RunResult result;
        try
        {
            result = run.Operation switch
            {
                null => run.Result(new RunError(
                    ErrorClass.UnknownOperation, $"The adapter {run.Binding.Adapter.Id} has no operation '{run.Request.Operation}'.")),
                { } operation when run.Request.Path == RunPath.Http && SystemPaths.WhyNotHttp(run.Binding.Adapter, operation) is { } not =>
                    run.Result(new RunError(ErrorClass.InvalidInput, $"{not} Run it by browser, or leave the path open.")),
                { Kind: OperationKind.Push } => await _pushes.RunAsync(run, _admittance),
                _ => await _pulls.RunAsync(run, _admittance),
            };
        }
        catch (Exception e)
        {
            Log.RunDefect(_logger, e, run.Request.Run);
            result = run.Result(run.PastCommit
                ? new AttemptResult
                {
                    Outcome = PushOutcome.Unknown,
                    Error = new RunError(ErrorClass.OutcomeUnknown, "The gateway failed after the push was submitted; its log says why.") { Applied = Applied.Unknown },
                }
                : new AttemptResult { Error = new RunError(ErrorClass.AdapterBug, "The gateway failed; its log says why.") });
        }

        // Not the run's place any more, but before the answer: who has it may ask for the record.
        run.LeavePlace();
        if (_borrowed is { Account.Name: var name })
            result = result with { Connection = name };
        result = await RecordAsync(run, result);
        activity?.SetTag("daas.class", result.Error?.Class.Slug() ?? "ok");
        _underWay.TryRemove(run, out _);
        run.Feed.Finish(result);
        run.Ended.SetResult();
        OnChanged();
    }

    private async Task<RunResult> RecordAsync(Run run, RunResult result)
    {
        // What the breaker kept away is no run either.
        if (!run.Admitted || (result.Error?.Class == ErrorClass.BreakerOpen && run.Attempts == 0))
        {
            if (result.Error is { } refusal)
                Measures.Refused(run.Request, refusal.Class);
            return result;
        }

        if (result.Error is not null && run.Picture is { } picture)
            result = result with { HasPicture = await _ledger.KeepPictureAsync(result.Run, picture) };
        var record = RunLedger.Record(result, run.Request) with { Trial = _borrowed is not null };
        if (!record.Trial && _health.Add(record, run.Operation.Kind))
            Log.Quarantined(_logger, Id.ToString(), record.Run, record.Error!.Value);
        Measures.Ended(record);
        Log.RunEnded(_logger, record.Run, Id.ToString(), record.Operation, record.Duration.TotalMilliseconds, record.Error?.Slug() ?? "ok", record.RowCount);
        await _ledger.AppendAsync(record);
        return result;
    }

    private void OnChanged() => Changed?.Invoke(this);

    private void OnBreakerChanged()
    {
        var state = _breaker.State;
        Log.BreakerChanged(_logger, Id.ToString(), state);
        Measures.BreakerChanged(Id, state);
        OnChanged();
    }
}
