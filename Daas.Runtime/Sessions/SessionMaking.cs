using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Sessions;

/// <summary>Makes sessions: signs in by one way or, where plain requests turn out not to do, by the browser. One at a time, as its caller sees to.</summary>
internal sealed class SessionMaking(ConnectionId id, SystemPaths paths, SignInDesk desk, Lock sync, ILogger logger)
{
    private string? _noHttpSignIn;

    /// <summary>Null when it is made.</summary>
    public async Task<AttemptResult?> MakeAsync(Session session, Binding binding, Credential credential, RunPath? by, Tell tell, CancellationToken ct)
    {
        var distrusted = _noHttpSignIn == binding.Adapter.Version ? RunPath.Browser : (RunPath?)null;
        var path = paths.Choose(binding.Adapter.SignIn!, by ?? distrusted);
        if (path.Kind != RunPath.Http || by == RunPath.Http || paths.Find(RunPath.Browser) is not { } browser)
            return Failed(await SignInByAsync(path, session, binding, credential, tell, ct));

        // Should it break, nobody knows how far it came: the next one is the browser's.
        _noHttpSignIn = binding.Adapter.Version;
        var signedIn = await SignInByAsync(path, session, binding, credential, tell, ct);
        if (signedIn.Error is not { } error || !Failures.IsMismatch(error.Class))
        {
            _noHttpSignIn = null;
            return Failed(signedIn);
        }

        Log.SignInLeftHttp(logger, id.ToString(), error.Class, error.Message);
        if (signedIn.Submitted)
            return Failed(signedIn);
        try
        {
            return Failed(await SignInByAsync(browser, session, binding, credential, tell, ct));
        }
        catch (BrowserUnavailableException)
        {
            _noHttpSignIn = null;
            return Failed(signedIn);
        }
    }

    private async Task<SignInResult> SignInByAsync(SystemPath path, Session session, Binding binding, Credential credential, Tell tell, CancellationToken ct)
    {
        // What is left of an earlier session would only confuse the sign-in page.
        await paths.ForgetAsync(session.Name);
        await using var lease = await path.LeaseAsync(binding, session.Name, null, ct);
        var signedIn = await desk.SignInAsync(lease, binding, credential, tell, ct);
        if (signedIn.Error is not null)
        {
            lease.Discard();
            return signedIn;
        }

        var state = await lease.StateAsync(ct);
        lock (sync)
            session.Made(state, signedIn.Home, credential.Version);
        return signedIn;
    }

    /// <summary>Null when it did not fail.</summary>
    public static AttemptResult? Failed(SignInResult signedIn) =>
        signedIn.Error is null ? null : new AttemptResult { Error = signedIn.Error, Picture = signedIn.Picture, Final = signedIn.Submitted };
}
