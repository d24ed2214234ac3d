using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Sessions;

/// <summary>
/// The sessions of one connection. Signs in once for everybody, one sign-in at a time; keeps the state over a restart; never tries a refused
/// credential again. There are as many sessions as the adapter's limits grant, never more than runs at the same time; the first alone is kept over a restart.
/// </summary>
internal sealed class SessionKeeper : IAsyncDisposable
{
    /// <summary>Minutes.</summary>
    private const int UsualKeepAlive = 10;

    private readonly ConnectionId _id;
    private readonly SystemPaths _paths;
    private readonly SessionStore _store;
    private readonly SignInDesk _desk;
    private readonly SessionSaving _saving;
    private readonly SessionMaking _making;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _sync = new();
    private readonly List<Session> _sessions = [];
    private readonly TimeProvider _time;
    private long _used;
    private bool _restored;

    public SessionKeeper(ConnectionId id, SystemPaths paths, SessionStore store, SignInDesk desk, TimeProvider time, ILogger logger)
    {
        (_id, _paths, _store, _desk, _time, _logger) = (id, paths, store, desk, time, logger);
        _used = time.GetTimestamp();
        _sessions.Add(new Session(id.ToString()));
        _saving = new SessionSaving(id, store, () => Kept(_sessions[0]), time, logger);
        _making = new SessionMaking(id, paths, desk, _sync, logger);
    }

    public event Action? Changed;

    public SessionState State
    {
        get
        {
            lock (_sync)
            {
                if (_desk.Block is not null)
                    return SessionState.Blocked;
                return _sessions.Any(s => s.Standing == SessionState.Usable) ? SessionState.Usable : _sessions[0].Standing;
            }
        }
    }

    /// <summary>Why nobody may sign in; null when somebody may.</summary>
    public RunError? Block => _desk.Block;

    public DateTimeOffset? SignedInAt => _desk.SignedInAt;

    /// <summary>Finds out whether a credential is there and not refused, so that health can say so before the first run.</summary>
    public async Task LookAsync(Binding binding, CancellationToken ct)
    {
        if (binding.Adapter.SignIn is not null)
            await _desk.CredentialAsync(ct);
        Changed?.Invoke();
    }

    /// <summary>Why nobody may sign in, after a look at whether the credential was changed meanwhile; null when somebody may.</summary>
    public async Task<RunError?> RefusalAsync(Binding binding, CancellationToken ct)
    {
        if (_desk.Block is null || binding.Adapter.SignIn is null)
            return null;
        await LookAsync(binding, ct);
        return _desk.Block;
    }

    public void PersonDone()
    {
        _desk.PersonDone();
        Changed?.Invoke();
    }

    /// <summary>A usable session, made if there is none. Of many callers one signs in, the others wait for it.</summary>
    /// <param name="binding">What is connected.</param>
    /// <param name="by">The path to sign in by; null: where the script has it, by HTTP.</param>
    /// <param name="wish">What it is for.</param>
    /// <param name="tell">Told of signing in.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<SessionEntry> UsableAsync(Binding binding, RunPath? by, StartWish wish, Tell tell, CancellationToken ct)
    {
        var session = Choose(binding);
        Volatile.Write(ref _used, _time.GetTimestamp());
        var given = false;
        try
        {
            var entry = await UsableAsync(session, binding, by, wish, tell, ct);
            given = !entry.Failed;
            if (!entry.Failed && entry.Ticket.HasMore && session == _sessions[0])
                await _saving.NowAsync();
            return entry;
        }
        finally
        {
            if (!given)
                lock (_sync)
                    session.Users--;
            Changed?.Invoke();
        }
    }

    /// <summary>Signs in where the attempt itself will run, for systems that want it for each run. Null when signed in.</summary>
    public async Task<AttemptResult?> SignInHereAsync(PathLease lease, Binding binding, Tell tell, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var credential = await _desk.CredentialAsync(ct);
            if (credential.Failed)
                return new AttemptResult { Error = credential.Error };
            return SessionMaking.Failed(await _desk.SignInAsync(lease, binding, credential.Value, tell, ct));
        }
        finally
        {
            _gate.Release();
            Changed?.Invoke();
        }
    }

    /// <summary>
    /// Does of signing in what is known, in the place in which a person goes on. An error of <c>needs-person</c> says what the page asks for.
    /// </summary>
    public async Task<RunError?> FillInAsync(PathLease lease, Binding binding, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var credential = await _desk.CredentialAsync(byPerson: true, ct);
            if (credential.Failed)
                return credential.Error;
            return (await _desk.SignInAsync(lease, binding, credential.Value, static (_, _) => ValueTask.CompletedTask, ct)).Error;
        }
        finally
        {
            _gate.Release();
            Changed?.Invoke();
        }
    }

    /// <summary>Why a person cannot sign in either (no credential is stored, or it was refused); null when one can.</summary>
    public async Task<RunError?> HandRefusalAsync(CancellationToken ct)
    {
        var credential = await _desk.CredentialAsync(byPerson: true, ct);
        Changed?.Invoke();
        return credential.Failed ? credential.Error : null;
    }

    /// <summary>
    /// Takes the state that came of a person's signing in, and that was seen to work. An error: the credential was changed or refused meanwhile.
    /// </summary>
    public async Task<RunError?> TakeAsync(string state, Uri home, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var credential = await _desk.CredentialAsync(byPerson: true, ct);
            if (credential.Failed)
                return credential.Error;
            var session = _sessions[0];
            await _paths.ForgetAsync(session.Name);
            lock (_sync)
            {
                session.User = credential.Value.User;
                session.Made(state, home, credential.Value.Version, byPerson: true);
            }

            (_restored, _used) = (true, _time.GetTimestamp());
            _desk.SignedIn();
            await _saving.NowAsync();
            return null;
        }
        finally
        {
            _gate.Release();
            Changed?.Invoke();
        }
    }

    /// <summary>Where to look after a session that nobody used for as long as the script says; null when there is nothing to look after now.</summary>
    public async Task<Uri?> IdleAsync(Binding binding, CancellationToken ct)
    {
        if (binding.Adapter.SignIn is not { EachRun: false, KeepAlive: not 0 } signIn || _desk.Block is not null)
            return null;
        if (signIn is { KeepAlive: null, NeedsPerson: null })
            return null;
        if (!_restored)
        {
            await _gate.WaitAsync(ct);
            try
            {
                if (await _desk.CredentialAsync(ct) is { Failed: false } credential)
                    await RestoreAsync(credential.Value, ct);
            }
            finally
            {
                _gate.Release();
                Changed?.Invoke();
            }
        }

        lock (_sync)
        {
            var session = _sessions[0];
            var every = signIn.KeepAlive ?? (session.ByPerson ? UsualKeepAlive : 0);
            var idle = session is { Standing: SessionState.Usable, Users: 0 } && _time.GetElapsedTime(Volatile.Read(ref _used)) >= TimeSpan.FromMinutes(every);
            return idle && every > 0 ? session.Home ?? binding.Url : null;
        }
    }

    /// <summary>An attempt found itself signed out.</summary>
    public async Task LostAsync(SessionTicket ticket)
    {
        bool first;
        lock (_sync)
            first = ticket.Session.Lost(ticket.Generation);
        if (!first)
            return;
        Log.SessionLost(_logger, ticket.Name);
        await _paths.ForgetAsync(ticket.Name);
        Changed?.Invoke();
    }

    /// <summary>Gives the place of an attempt what others changed in the session.</summary>
    public async Task BringAsync(SessionTicket ticket, PathLease lease, CancellationToken ct)
    {
        if (await ticket.BringAsync(lease, ct) && ticket.Session == _sessions[0])
            _saving.Soon();
    }

    /// <summary>Takes what an attempt changed in its place into the session, and soon into the store. What cannot be had now comes with a later attempt.</summary>
    public async Task KeepAsync(SessionTicket ticket, PathLease lease, CancellationToken ct)
    {
        try
        {
            if (await ticket.KeepAsync(lease, ct) && ticket.Session == _sessions[0])
                _saving.Soon();
        }
        catch (Exception e)
        {
            Log.HandOverFailed(_logger, ticket.Name, e.GetType().Name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _saving.DisposeAsync();
        _gate.Dispose();
    }

    private async Task<SessionEntry> UsableAsync(Session session, Binding binding, RunPath? by, StartWish wish, Tell tell, CancellationToken ct)
    {
        if (binding.Adapter.SignIn is not { } signIn)
        {
            await LeaveAsync(session, wish);
            return Ticket();
        }

        // The many runs of a busy second need not read and open the stored credential one after the other.
        if (!signIn.EachRun && _desk.Fresh is { } fresh && session.Standing == SessionState.Usable && session.CredentialVersion == fresh.Version && !Hinders())
            return Ticket();

        await _gate.WaitAsync(ct);
        try
        {
            var credential = await _desk.CredentialAsync(ct);
            if (credential.Failed)
            {
                // A session that is there works on while the store of credentials does not.
                if (_desk.Block is not null || session.Standing != SessionState.Usable)
                    return credential.Error;
                return Ticket();
            }

            session.User = credential.Value.User;
            await RestoreAsync(credential.Value, ct);
            if (session.Standing == SessionState.Usable && session.CredentialVersion != credential.Value.Version)
                session.Lost(session.Generation);
            if (!signIn.EachRun && signIn.NeedsPerson is null)
                await LeaveAsync(session, wish);
            if (!signIn.EachRun && session.Standing != SessionState.Usable && await MakeAsync(session, binding, credential.Value, by, tell, ct) is { } failure)
                return failure;
            return Ticket();
        }
        finally
        {
            _gate.Release();
        }

        SessionTicket Ticket() => new(session, _sync, wish);

        bool Hinders()
        {
            lock (_sync)
                return session.Memory.Hinders(wish);
        }
    }

    private async Task<AttemptResult?> MakeAsync(Session session, Binding binding, Credential credential, RunPath? by, Tell tell, CancellationToken ct)
    {
        var failure = await _making.MakeAsync(session, binding, credential, by, tell, ct);
        if (failure is null && session == _sessions[0])
            await _saving.NowAsync();
        return failure;
    }

    private async Task LeaveAsync(Session session, StartWish wish)
    {
        lock (_sync)
        {
            if (!session.Leave(wish))
                return;
        }

        await _paths.ForgetAsync(session.Name);
    }

    private SavedSession? Kept(Session session)
    {
        lock (_sync)
        {
            return session is { Standing: SessionState.Usable, State: { } state }
                ? new SavedSession(new KeptState(state, session.Home, session.ByPerson, session.Memory.Kept).ToJson(), session.CredentialVersion, _desk.SignedInAt ?? default)
                : null;
        }
    }

    private async Task RestoreAsync(Credential credential, CancellationToken ct)
    {
        if (_restored)
            return;
        _restored = true;
        try
        {
            if (await _store.FindAsync(_id, ct) is { } saved && saved.CredentialVersion == credential.Version && KeptState.Parse(saved.State) is { } kept)
                lock (_sync)
                {
                    _sessions[0].Made(kept.State, kept.Home, credential.Version, kept.ByPerson);
                    _sessions[0].Memory.Restore(kept.Memory);
                }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFailed(_logger, e, "session", _id.ToString());
        }
    }

    // Counted at once, so that the next one sees it taken.
    private Session Choose(Binding binding)
    {
        lock (_sync)
        {
            // No machine can make another one.
            var alone = _sessions[0] is { ByPerson: true, Standing: SessionState.Usable };
            var granted = alone ? 1 : Math.Max(1, Math.Min(binding.Limits.Sessions, binding.Limits.Concurrency));
            var free = _sessions.Take(granted).MinBy(s => (s.Users, s.Standing != SessionState.Usable))!;
            if (free.Users > 0 && _sessions.Count < granted)
                _sessions.Add(free = new Session($"{_id}#{_sessions.Count + 1}"));
            free.Users++;
            return free;
        }
    }
}
