using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Sessions;

/// <summary>
/// Signs in, and remembers what the old system said to a credential: a refused one is never shown to it again until it is changed, also when the
/// store cannot keep the refusal.
/// </summary>
internal sealed class SignInDesk(ConnectionId id, CredentialStore credentials, RuntimeOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>For how long what was read of the credential is taken to be so still, by runs whose session is there already.</summary>
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    private volatile Tuple<Credential, long>? _read;
    private RunError? _block;
    private int _blockedVersion;

    /// <summary>Why nobody may sign in; null when somebody may.</summary>
    public RunError? Block => Volatile.Read(ref _block);

    public DateTimeOffset? SignedInAt { get; private set; }

    /// <summary>The credential as it was read a moment ago; null when that is too long ago, or it may not be tried.</summary>
    public Credential? Fresh => _read is { } read && Block is null && time.GetElapsedTime(read.Item2) < s_fresh ? read.Item1 : null;

    /// <summary>The stored credential when it may be tried.</summary>
    public Task<Fallible<Credential>> CredentialAsync(CancellationToken ct) => CredentialAsync(byPerson: false, ct);

    /// <param name="byPerson">A person is there, who may go on where otherwise nobody could.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<Fallible<Credential>> CredentialAsync(bool byPerson, CancellationToken ct)
    {
        _read = null;
        Credential? credential;
        try
        {
            credential = await credentials.FindAsync(id, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFailed(logger, e, "credential", id.ToString());
            return _block ?? new RunError(ErrorClass.AuditUnavailable, "The store of credentials cannot be read; its log says why.");
        }

        if (credential is null)
            return Blocked(0, new RunError(ErrorClass.CredentialsRejected, $"No credential is stored for {id}. Store one with: daas connect {Named()}"));
        if (credential.Rejected is { } reason)
            return Blocked(credential.Version, Refusal(credential.Locked, reason));
        if (_block is { } block && _blockedVersion == credential.Version)
            return byPerson && block.Class == ErrorClass.NeedsPerson ? credential : block;
        Volatile.Write(ref _block, null);
        _read = Tuple.Create(credential, time.GetTimestamp());
        return credential;
    }

    /// <summary>A person has done what was needed: the next run may try. A refused credential stays refused.</summary>
    public void PersonDone()
    {
        if (_block is { Class: ErrorClass.NeedsPerson })
            Volatile.Write(ref _block, null);
    }

    /// <summary>A person has signed in with the stored credential.</summary>
    public void SignedIn()
    {
        PersonDone();
        SignedInAt = time.GetUtcNow();
        Measures.SignedIn(id, null);
        Log.SignedInByHand(logger, id.ToString());
    }

    /// <summary>Signs in, in the place given. Callers see to it that nobody else does at the same time.</summary>
    public async Task<SignInResult> SignInAsync(PathLease lease, Binding binding, Credential credential, Tell tell, CancellationToken ct)
    {
        await tell(new RunEvent.SigningIn(), ct);
        using var activity = Measures.Source.StartActivity("sign-in");
        var result = await Place.InAsync(lease, t => lease.SignInAsync(binding.Adapter, binding.Url, credential, tell, t), options.LetGo, time, ct);
        Measures.SignedIn(id, result.Error?.Class);
        if (result.Error is not { } error)
        {
            SignedInAt = time.GetUtcNow();
            Log.SignedIn(logger, id.ToString());
            return result;
        }

        Log.SignInFailed(logger, id.ToString(), error.Class);
        switch (error.Class)
        {
            case ErrorClass.CredentialsRejected or ErrorClass.AccountLocked:
                var locked = error.Class == ErrorClass.AccountLocked;
                var reason = error.Reason ?? error.Message;
                Blocked(credential.Version, Refusal(locked, reason));
                await RejectAsync(credential.Version, reason, locked);
                break;
            case ErrorClass.NeedsPerson:
                Blocked(credential.Version, error);
                break;
        }

        return result;
    }

    private async Task RejectAsync(int version, string reason, bool locked)
    {
        try
        {
            // Not to be stopped by a caller who goes away: the refusal happened.
            await credentials.RejectAsync(id, version, reason, locked, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.StoreFailed(logger, e, "credential", id.ToString());
        }
    }

    private RunError Blocked(int version, RunError why)
    {
        _blockedVersion = version;
        Volatile.Write(ref _block, why);
        return why;
    }

    private RunError Refusal(bool locked, string reason) => locked
        ? new RunError(
            ErrorClass.AccountLocked,
            $"The old system has locked the account of {id}. Have it unlocked there, then store the credential again: daas connect {Named()}")
        {
            Reason = reason,
        }
        : new RunError(
            ErrorClass.CredentialsRejected,
            $"The old system refused the user or password of {id}; it is not tried again until changed: daas connect {Named()}")
        {
            Reason = reason,
        };

    private string Named() => id.Name == ConnectionId.DefaultName ? id.Adapter : $"{id.Adapter} --connection {id.Name}";
}
